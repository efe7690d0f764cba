// SPDX-License-Identifier: MIT
//
// Every masked operation: what becomes of kept and dropped elements (Op), and which elements share
// a decision (rows, channels). A template, so that an image holds the pairs that it calls.
#ifndef DROPLET_SRC_MASKED_HPP
#define DROPLET_SRC_MASKED_HPP

#include <string.h>

#include "check.hpp"
#include "mask.hpp"
#include "rows.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

#if !defined(DROPLET_INFERENCE_ONLY)

// kept: factor * x, dropped: +0. `fused` draws and applies at once what it can.
struct ScaleOp {
  float factor;
  void masked(KernelsHandle k, const std::uint8_t* bits, const float* x, float* y,
              std::size_t n) const noexcept {
    k.apply_mask(bits, x, y, n, factor);
  }
  std::size_t fused(MaskReader* reader, const float* x, float* y, std::size_t n) const noexcept {
    return reader->dropout(x, y, n, factor);
  }
  void kept(KernelsHandle k, const float* x, float* y, std::size_t n) const noexcept {
    if (factor == 1.0f) {
      copy(x, y, n);
    } else {
      k.scale(x, y, n, factor);
    }
  }
  void dropped(KernelsHandle, const float*, float* y, std::size_t n) const noexcept {
    memset(y, 0, n * sizeof(float));
  }
};

// kept: factor * x + shift, dropped: a constant.
struct AffineOp {
  Affine affine;
  void masked(KernelsHandle k, const std::uint8_t* bits, const float* x, float* y,
              std::size_t n) const noexcept {
    k.apply_affine(bits, x, y, n, affine);
  }
  std::size_t fused(MaskReader*, const float*, float*, std::size_t) const noexcept { return 0; }
  void kept(KernelsHandle k, const float* x, float* y, std::size_t n) const noexcept {
    constant(k, 0xFF, x, y, n);
  }
  void dropped(KernelsHandle k, const float* x, float* y, std::size_t n) const noexcept {
    constant(k, 0, x, y, n);
  }

 private:
  void constant(KernelsHandle k, int byte, const float* x, float* y, std::size_t n) const noexcept {
    std::uint8_t bits[stripe_elements / 8];
    memset(bits, byte, sizeof bits);
    for (std::size_t i = 0; i < n; i += stripe_elements) {
      k.apply_affine(bits, x + i, y + i, n - i < stripe_elements ? n - i : stripe_elements, affine);
    }
  }
};

// Each element decides for itself. The mask is written where it is not null. Inlined: its frame is
// the deepest of all, and its callers are two.
template <class Op>
[[gnu::always_inline]] inline void masked_elements(const droplet_mask_t& d, const Op& op,
                                                   const float* x, float* y, std::size_t n,
                                                   std::uint8_t* mask = nullptr) noexcept {
  KernelsHandle k = kernels();
  MaskReader reader(k, d, n);
  MaskWriter writer(mask);
  for (std::size_t i = 0; i < n;) {
    std::size_t count = mask == nullptr ? op.fused(&reader, x + i, y + i, n - i) : 0;
    if (count == 0) {
      count = reader.read(n - i);
      if (mask != nullptr) writer.append(reader.bits(), count);
      op.masked(k, reader.bits(), x + i, y + i, count);
    }
    i += count;
  }
  writer.finish();
}

// Rows of row_length elements share a decision. Neither this nor the next is inlined: the stack of
// one that calls both would hold two readers.
template <class Op>
[[gnu::noinline]] void masked_rows(const droplet_mask_t& d, const Op& op, const float* x, float* y,
                                   std::size_t rows, std::size_t row_length,
                                   bool batch = false) noexcept {
  KernelsHandle k = kernels();
  for (RowRuns runs(k, d, rows, batch); runs.next();) {
    const std::size_t begin = runs.first * row_length;
    const std::size_t n = runs.count * row_length;
    if (runs.kept) {
      op.kept(k, x + begin, y + begin, n);
    } else {
      op.dropped(k, x + begin, y + begin, n);
    }
  }
}

// (samples, inner, channels): the channels of a sample share their decisions over `inner`.
template <class Op>
[[gnu::noinline]] void masked_channels_last(const droplet_mask_t& d, const Op& op, const float* x,
                                            float* y, std::size_t samples, std::size_t channels,
                                            std::size_t inner) noexcept {
  KernelsHandle k = kernels();
  RowReader reader(k, d, samples * channels);
  for (std::size_t s = 0; s < samples; ++s) {
    for (std::size_t c = 0; c < channels;) {
      const std::size_t count = reader.read(channels - c);
      for (std::size_t i = 0; i < inner; ++i) {
        const std::size_t at = (s * inner + i) * channels + c;
        op.masked(k, reader.bits(), x + at, y + at, count);
      }
      c += count;
    }
  }
}

template <class Op>
void masked_channels(const droplet_mask_t& d, const Op& op, const float* x, float* y,
                     std::size_t samples, std::size_t channels, std::size_t inner,
                     std::uint8_t layout) noexcept {
  if (layout == DROPLET_CHANNELS_FIRST) {
    masked_rows(d, op, x, y, samples * channels, inner);
  } else {
    masked_channels_last(d, op, x, y, samples, channels, inner);
  }
}

#endif

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
