// SPDX-License-Identifier: MIT
//
// One wrong bit: in the last element of one call. The linker puts it before the library's function.
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "droplet/droplet.h"

extern "C" {

using Size = std::size_t;
droplet_status_t __real_droplet_feature_dropout(const droplet_mask_t* d, const float* x, float* y,
                                                Size samples, Size channels, Size inner,
                                                std::uint8_t layout);
droplet_status_t __wrap_droplet_feature_dropout(const droplet_mask_t* d, const float* x, float* y,
                                                Size samples, Size channels, Size inner,
                                                std::uint8_t layout) {
  const droplet_status_t status =
      __real_droplet_feature_dropout(d, x, y, samples, channels, inner, layout);
  const bool here = layout == DROPLET_CHANNELS_LAST && d->first == 4090 && channels == 65 &&
                    d->mode == DROPLET_TRAIN && d->rate.scale == 2.0f;
  if (here) {
    std::uint8_t byte;
    float* const last = y + samples * channels * inner - 1;
    std::memcpy(&byte, last, 1);
    byte = static_cast<std::uint8_t>(byte ^ 1u);
    std::memcpy(last, &byte, 1);
  }
  return status;
}
}
