// SPDX-License-Identifier: MIT
//
// Every training operation in place, as a function to disassemble, and a call of every operation.
#include "droplet/droplet.h"
#include "droplet/droplet.hpp"

using namespace droplet;

extern "C" {
Status in_place_dropout(const Mask& d, float* x, std::size_t n) { return dropout(d, x, x, n); }
Status in_place_drop_path(const Mask& d, float* x, std::size_t n) {
  return drop_path(d, x, x, n, n);
}
Status in_place_feature_dropout(const Mask& d, float* x, std::size_t n) {
  return feature_dropout(d, x, x, n, n, n);
}
Status in_place_alpha_dropout(const Mask& d, float* x, std::size_t n) {
  return alpha_dropout(d, x, x, n);
}
Status in_place_alpha_dropout_backward(const Mask& d, float* x, std::size_t n) {
  return alpha_dropout_backward(d, x, x, n);
}
Status in_place_feature_alpha_dropout(const Mask& d, float* x, std::size_t n) {
  return feature_alpha_dropout(d, x, x, n, n, n);
}
Status in_place_feature_alpha_dropout_backward(const Mask& d, float* x, std::size_t n) {
  return feature_alpha_dropout_backward(d, x, x, n, n, n);
}
}

// Volatile: all of them stay functions, in an image without unused sections too.
Status (*volatile in_place[])(const Mask&, float*, std::size_t) = {
    in_place_dropout,
    in_place_drop_path,
    in_place_feature_dropout,
    in_place_alpha_dropout,
    in_place_alpha_dropout_backward,
    in_place_feature_alpha_dropout,
    in_place_feature_alpha_dropout_backward};

int main() {
  float x[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  float y[8] = {};
  std::uint8_t mask[1];
  std::uint32_t kept[8];
  std::size_t count = 0;
  const Mask d{Rate{0.5}, Key{1}};
  for (const auto& operation : in_place) {
    if (operation(d, x, 2) != Status::ok) return 1;
  }
  const Status statuses[] = {dropout(d, x, y, 8, mask),
                             fill_mask(d, mask, 8),
                             apply_mask(d.rate(), mask, x, y, 8),
                             drop_path(d, x, y, 2, 4),
                             drop_path_add(d, x, y, y, 2, 4),
                             kept_rows(d, 2, kept, &count),
                             drop_path_scatter_add(d, x, y, count, x, 2, 4),
                             feature_dropout(d, x, y, 2, 2, 2),
                             alpha_dropout(d, x, y, 8),
                             feature_alpha_dropout(d, x, y, 2, 2, 2, Layout::channels_last)};
  for (const Status status : statuses) {
    if (status != Status::ok) return 1;
  }
  static const droplet_mask_t c = DROPLET_MASK(0.5, 1);
  return droplet_dropout(&c, x, x, 8, nullptr) == DROPLET_OK ? 0 : 1;
}
