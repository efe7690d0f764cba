// SPDX-License-Identifier: MIT
#include "ops/copy.hpp"
#include "ops/scale.hpp"
#include "paths.hpp"

using namespace droplet::detail;

extern "C" droplet_status droplet_drop_path(const droplet_mask_t* mask, const float* x, float* y,
                                            size_t rows, size_t row_length,
                                            droplet_path_options options) noexcept {
  droplet_status status;
  if (settle(mask, x, y, elements(rows, row_length), nullptr, &status)) return status;
  if constexpr (!inference_only) {
    if (options.unscaled) {
      draw_path(*mask, Copy<float>{{x, y}}, rows, row_length, options.batch);
    } else {
      draw_path(*mask, Scale<float>{{x, y}, mask->rate.scale}, rows, row_length, options.batch);
    }
  }
  return DROPLET_OK;
}
