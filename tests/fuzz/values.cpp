// SPDX-License-Identifier: MIT
#include "values.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "droplet/droplet.hpp"
#include "reference.hpp"

namespace fuzz {

namespace {

using namespace droplet;

void check(bool right, const char* what) {
  if (right) return;
  std::fprintf(stderr, "fault: %s\n", what);
  std::abort();
}
#define CHECK_VALUE(condition) check(condition, #condition)

template <class T>
bool same(const T& a, const T& b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

// Any bits, or something between 0 and 1.
double probability(Bytes* in) {
  const std::uint64_t bits = in->number();
  if (in->flag()) return static_cast<double>(bits >> 11) * 0x1p-53;
  double p;
  std::memcpy(&p, &bits, sizeof p);
  return p;
}

bool matches(const droplet_rate_t& rate, std::uint64_t q) {
  const float scale = q != 0 ? reference::scale(q) : 0.0f;
  return (std::uint64_t{rate.digits} << 32 | rate.fraction) == q && rate.format == 1 &&
         rate.reserved == 0 && same(rate.scale, scale);
}

std::uint64_t units_of_draws(double p, unsigned draws) {
  const std::uint64_t all = std::uint64_t{1} << draws;
  auto units = static_cast<std::uint64_t>(std::nearbyint((1.0 - p) * static_cast<double>(all)));
  if (units == 0 && p != 1.0) units = 1;
  if (units == all && p != 0.0) units = all - 1;
  return units << (44 - draws);
}

void check_rates(Bytes* in) {
  const double p = probability(in);
  const bool valid = p >= 0.0 && p <= 1.0;
  const droplet_rate_t rate = droplet_rate(p);
  CHECK_VALUE(same(rate, Rate{p}.c()));
  CHECK_VALUE(droplet_rate_valid(&rate) == valid && Rate(rate).valid() == valid);
  CHECK_VALUE(valid ? matches(rate, reference::keep_units(p)) : same(rate, droplet_rate_t{}));
  CHECK_VALUE(!valid ||
              droplet_rate_keep(&rate) == static_cast<double>(reference::keep_units(p)) * 0x1p-44);
  const auto draws = static_cast<std::uint32_t>(in->flag() ? in->number(4) : in->below(14));
  const droplet_rate_t few = droplet_rate_of_draws(p, draws);
  const bool drawn = valid && draws >= 1 && draws <= 12;
  CHECK_VALUE(same(few, Rate::of_draws(p, draws).c()));
  CHECK_VALUE(drawn ? matches(few, units_of_draws(p, draws)) : same(few, droplet_rate_t{}));
}

void check_keys(Bytes* in) {
  const Key key{in->number()};
  const std::uint64_t step = in->number();
  const std::uint64_t folded = reference::fold_in(key.value, step);
  CHECK_VALUE(key.fold_in(step).value == folded && droplet_fold_in(key.value, step) == folded);
  const Mask mask(Rate{0.25}, key, in->number(), in->flag() ? Mode::inference : Mode::train);
  Mask stepped = mask;
  stepped.set_key(Key{folded});
  CHECK_VALUE(mask.at(step) == stepped && same(droplet_at(&mask.c(), step), stepped.c()));
  CHECK_VALUE((mask == stepped) == (folded == key.value) &&
              (key != Key{folded}) == (folded != key.value));
}

void check_others(Bytes* in) {
  const auto status = static_cast<droplet_status_t>(static_cast<std::uint32_t>(in->number(4)));
  const char* const sentence = droplet_describe(in->flag() ? status : status % 12);
  CHECK_VALUE(sentence != nullptr && sentence[0] != '\0');
  CHECK_VALUE(describe(static_cast<StatusCode>(status)) == droplet_describe(status));
  const auto n = static_cast<std::size_t>(in->number());
  CHECK_VALUE(mask_bytes(n) == n / 8 + (n % 8 + 7) / 8 && droplet_mask_bytes(n) == mask_bytes(n));
  CHECK_VALUE(std::strlen(isa_name()) != 0 && std::strcmp(isa_name(), droplet_isa_name()) == 0);
  CHECK_VALUE(version() == DROPLET_VERSION && !droplet_rate_valid(nullptr) &&
              droplet_rate_keep(nullptr) == 0);
  const droplet_mask_t none = droplet_at(nullptr, n);
  CHECK_VALUE(!droplet_rate_valid(&none.rate) && droplet_kept_factor(nullptr, {}).bits == 0);
}

}  // namespace

void check_values(Bytes* in) {
  check_rates(in);
  check_keys(in);
  check_others(in);
}

}  // namespace fuzz
