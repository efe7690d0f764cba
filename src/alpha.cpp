// SPDX-License-Identifier: MIT
#include "alpha.hpp"

#include "rounded.hpp"

namespace droplet {
namespace detail {
namespace {

// 1 / sqrt(v) for 0 < v < 1.4 by Newton's iteration, from below: a step multiplies r by at most
// 1.5, so that the smallest v (2^-44) takes 43 steps, p = 0.1 seven. sqrt() would need libm.
double inverse_sqrt(double v) {
  double r = 1.0 / 2;
  for (int i = 0; i < 64; ++i) {
    const double half_v_r_r = rounded(rounded(rounded(0.5 * v) * r) * r);
    const double next = rounded(r * rounded(1.5 - half_v_r_r));
    if (next <= r) break;
    r = next;
  }
  return r;
}

}  // namespace

// alpha' = -alpha = -(SELU's scale * alpha).
Alpha alpha_of(const droplet_rate_t& rate) {
  constexpr double alpha = 1.7580993408473766;
  const double keep = rounded(static_cast<double>(keep_units(rate)) * 0x1p-44);
  const double drop = rounded(1.0 - keep);
  const double a = inverse_sqrt(rounded(rounded(rounded(alpha * alpha * drop) + 1.0) * keep));
  const double a_alpha = rounded(a * alpha);
  // a alpha' + b = -a alpha keep, without the cancellation.
  return {static_cast<float>(a), static_cast<float>(rounded(a_alpha * drop)),
          static_cast<float>(rounded(-a_alpha * keep))};
}

}  // namespace detail
}  // namespace droplet
