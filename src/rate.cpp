// SPDX-License-Identifier: MIT
//
// For C, what is inline in C++.
#include "throws_nothing.hpp"

#include "droplet/mask.hpp"

using namespace droplet;

extern "C" {

droplet_rate_t droplet_rate(double drop_probability) { return Rate{drop_probability}.c(); }

droplet_rate_t droplet_rate_of_draws(double drop_probability, uint32_t draws) {
  return Rate::of_draws(drop_probability, draws).c();
}

bool droplet_rate_valid(const droplet_rate_t* rate) {
  return rate != nullptr && detail::is_valid(*rate);
}

double droplet_rate_keep(const droplet_rate_t* rate) {
  return rate != nullptr ? Rate{*rate}.keep() : 0.0;
}

float droplet_rate_tensor_scale(const droplet_rate_t* rate, float scale) {
  return rate != nullptr ? Rate{*rate}.tensor_scale(scale) : scale;
}

uint64_t droplet_fold_in(uint64_t key, uint64_t data) { return Key{key}.fold_in(data).value; }

droplet_mask_t droplet_at(const droplet_mask_t* layer, uint64_t step) {
  return layer != nullptr ? Mask(*layer).at(step).c() : Mask().c();
}

}  // extern "C"
