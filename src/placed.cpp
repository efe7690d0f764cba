// SPDX-License-Identifier: MIT
//
// Whether the elements of a nest stand where they may.
#include "check.hpp"

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
Cover cover(const Decisions& d, std::size_t size, const Placed& buffer, bool* meet) noexcept {
  Axis axes[] = {{d.count, buffer.pitch.count},
                 {d.repeat, buffer.pitch.repeat},
                 {d.outer, buffer.pitch.outer}};
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
  return {reinterpret_cast<std::uintptr_t>(buffer.data), slice * size, pitch * size, all};
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

bool same(const Decisions& d, const Placed& a, const Placed& b) noexcept {
  return a.data == b.data && (d.outer == 1 || a.pitch.outer == b.pitch.outer) &&
         (d.repeat == 1 || a.pitch.repeat == b.pitch.repeat) &&
         (d.count == 1 || a.pitch.count == b.pitch.count);
}

}  // namespace

std::size_t covered_bytes(const Decisions& d, std::size_t size, const Pitch& pitch) noexcept {
  bool meet = false;
  return cover(d, size, {nullptr, pitch}, &meet).all;
}

droplet_status_t check_placed(const Decisions& d, std::size_t size, const Placed* inputs,
                              unsigned count, const Placed& y) noexcept {
  bool inputs_meet = false, meet = false, null = y.data == nullptr;
  const Cover out = cover(d, size, y, &meet);
  bool fit = out.all != 0, overlap = false;
  for (unsigned i = 0; i < count; ++i) {
    const Cover in = cover(d, size, inputs[i], &inputs_meet);
    fit = fit && in.all != 0;
    null = null || inputs[i].data == nullptr;
    overlap = overlap || !(same(d, inputs[i], y) || apart(in, out));
  }
  return !fit      ? DROPLET_BAD_SIZE
         : meet    ? DROPLET_BAD_SHAPE
         : null    ? DROPLET_NULL_BUFFER
         : overlap ? DROPLET_OVERLAP
                   : DROPLET_OK;
}

}  // namespace detail
}  // namespace droplet
