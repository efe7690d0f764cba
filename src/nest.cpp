// SPDX-License-Identifier: MIT
//
// Whether the elements of a nest stand where they may, and what becomes of all of them.
#include "nest.hpp"

namespace droplet {
namespace detail {
namespace {

// What a buffer covers, in bytes: slices along its outermost axis, and all.
struct Cover {
  std::uintptr_t begin;
  std::size_t slice, pitch, all;
};

struct Axis {
  std::size_t extent, pitch;
};

// Sets whether two elements would meet; a buffer that is too large covers 0 bytes.
Cover cover(const Decisions& d, std::size_t size, const void* data, const Pitch& along,
            bool* meet) noexcept {
  Axis axes[] = {{d.count, along.count}, {d.repeat, along.repeat}, {d.outer, along.outer}};
  for (unsigned i = 1; i < 3; ++i) {  // the pitches ascending
    for (unsigned k = i; k != 0 && axes[k].pitch < axes[k - 1].pitch; --k) {
      const Axis swapped = axes[k];
      axes[k] = axes[k - 1];
      axes[k - 1] = swapped;
    }
  }
  std::size_t n = d.inner, slice = 0, pitch = 0;
  for (const Axis& axis : axes) {
    if (axis.extent == 1) continue;
    slice = n;
    pitch = axis.pitch;
    if (pitch < n) *meet = true;
    std::size_t far;
    if (__builtin_mul_overflow(axis.extent - 1, pitch, &far) || __builtin_add_overflow(n, far, &n))
      return {};
  }
  std::size_t all;
  if (__builtin_mul_overflow(n, size, &all) || all == SIZE_MAX) return {};
  return {reinterpret_cast<std::uintptr_t>(data), slice * size, pitch * size, all};
}

// Slices of one pitch that do not meet are apart: two tiles of one matrix are.
bool apart(const Cover& a, const Cover& b) noexcept {
  const bool ascend = a.begin <= b.begin;
  const Cover &low = ascend ? a : b, &high = ascend ? b : a;
  const std::size_t between = high.begin - low.begin;
  if (between >= low.all) return true;
  if (low.pitch != high.pitch || low.pitch == 0) return false;
  const std::size_t offset = between % low.pitch;
  return offset >= low.slice && offset + high.slice <= low.pitch;
}

// Along the axes that there are.
bool same(const Decisions& d, const Pitch& a, const Pitch& b) noexcept {
  return (d.outer == 1 || a.outer == b.outer) && (d.repeat == 1 || a.repeat == b.repeat) &&
         (d.count == 1 || a.count == b.count);
}

droplet_status_t check_nest(const Decisions& d, std::size_t size, const void* x, const void* y,
                            const Pitch (&pitches)[2]) noexcept {
  bool inputs_meet = false, meet = false;
  const Cover in = cover(d, size, x, pitches[0], &inputs_meet);
  const Cover out = cover(d, size, y, pitches[1], &meet);
  if (in.all == 0 || out.all == 0) return DROPLET_BAD_SIZE;
  if (meet) return DROPLET_BAD_SHAPE;
  if (x == nullptr || y == nullptr) return DROPLET_NULL_BUFFER;
  return (x == y && same(d, pitches[0], pitches[1])) || apart(in, out) ? DROPLET_OK
                                                                       : DROPLET_OVERLAP;
}

void set_nest(Verdict verdict, const void* x, void* y, const Decisions& d,
              const Pitch (&pitches)[2], Element type) noexcept {
  const std::size_t size = size_of(type);
  if (is_dense(d, pitches[0]) && is_dense(d, pitches[1])) {
    set_all(verdict, x, y, d.outer * d.repeat * d.count * d.inner, type);
    return;
  }
  for (std::size_t o = 0; o < d.outer; ++o) {
    for (std::size_t r = 0; r < d.repeat; ++r) {
      for (std::size_t c = 0; c < d.count; ++c) {
        set_all(verdict, static_cast<const std::uint8_t*>(x) + pitches[0].at(o, r, c) * size,
                static_cast<std::uint8_t*>(y) + pitches[1].at(o, r, c) * size, d.inner, type);
      }
    }
  }
}

}  // namespace

droplet_status_t settle_nest(const droplet_mask_t* mask, const void* x, void* y, const Decisions& d,
                             const Pitch (&pitches)[2], Element type) noexcept {
  droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK || is_empty(d)) return status;
  status = check_nest(d, size_of(type), x, y, pitches);
  if (status != DROPLET_OK) return status;
  const Verdict verdict = verdict_of(mask);
  if (verdict == Verdict::draw) return undecided;
  set_nest(verdict, x, y, d, pitches, type);
  return DROPLET_OK;
}

}  // namespace detail
}  // namespace droplet
