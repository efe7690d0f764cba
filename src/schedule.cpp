// SPDX-License-Identifier: MIT
//
// For C and for what is known only at run time, what schedule.hpp does with constants. A product
// and a quotient are each hidden from what follows, as a compiler's flags may let it reorder them.
#include "throws_nothing.hpp"

#include "droplet/schedule.hpp"
#include "rounded.hpp"

using droplet::detail::checked;

extern "C" {

double droplet_linear_decay(double drop_probability, uint32_t layer, uint32_t layers) {
  if (layer == 0 || layer > layers) return __builtin_nan("");
  return rounded(checked(drop_probability) * layer) / layers;
}

double droplet_linear_decay_from_zero(double drop_probability, uint32_t layer, uint32_t layers) {
  if (layer >= layers) return __builtin_nan("");
  return rounded(checked(drop_probability) * layer) / (layers > 1 ? layers - 1 : 1);
}

double droplet_scheduled(double drop_probability, uint64_t step, uint64_t steps) {
  if (steps == 0) return __builtin_nan("");
  const double p = checked(drop_probability);
  const double ratio = static_cast<double>(step) / static_cast<double>(steps);
  return step >= steps ? p : p * rounded(ratio);
}

}  // extern "C"
