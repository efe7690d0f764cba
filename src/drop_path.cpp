// SPDX-License-Identifier: MIT
#include "ops/scale.hpp"
#include "paths.hpp"

using namespace droplet::detail;

extern "C" droplet_status droplet_drop_path(const droplet_mask_t* mask, const float* x, float* y,
                                            size_t rows, size_t row_length,
                                            droplet_path_options options) noexcept {
  const droplet_status status = settle(mask, x, y, elements(rows, row_length), nullptr);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    const Scale<float> op{{x, y}, options.unscaled ? 1.0f : mask->rate.scale};
    draw_path(*mask, op, rows, row_length, options.batch);
  }
  return DROPLET_OK;
}
