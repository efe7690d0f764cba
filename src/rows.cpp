// SPDX-License-Identifier: MIT
#include "rows.hpp"

namespace droplet {
namespace detail {

std::size_t row_bytes(RowShape shape, std::size_t pitch, std::size_t size) noexcept {
  std::size_t n;
  const bool overflows = __builtin_mul_overflow(shape.count - 1, pitch, &n) ||
                         __builtin_add_overflow(n, shape.length, &n) ||
                         __builtin_mul_overflow(n, size, &n);
  return overflows ? 0 : n;
}

namespace {

struct Cover {
  std::uintptr_t begin;
  std::size_t bytes, pitch;
};

// Rows of one pitch that do not meet are apart: two tiles of one matrix are.
bool apart(const Cover& low, const Cover& high, std::size_t row) noexcept {
  const std::size_t between = high.begin - low.begin;
  if (between >= low.bytes) return true;
  if (low.pitch != high.pitch || low.pitch < row) return false;
  std::size_t offset = between;
  while (offset >= low.pitch) offset -= low.pitch;  // at most a step a row, and no division
  return offset >= row && offset <= low.pitch - row;
}

}  // namespace

droplet_status_t check_rows(RowShape shape, std::size_t size, const RowBuffer* inputs,
                            unsigned count, const RowBuffer& y) noexcept {
  bool fit = true, null = y.data == nullptr, overlap = false;
  Cover out = {};
  for (unsigned i = 0; i <= count; ++i) {
    const RowBuffer& buffer = i == 0 ? y : inputs[i - 1];
    const Cover in{reinterpret_cast<std::uintptr_t>(buffer.data),
                   row_bytes(shape, buffer.pitch, size), buffer.pitch * size};
    if (i == 0) out = in;
    fit = fit && in.bytes != 0;
    null = null || buffer.data == nullptr;
    const bool same = in.begin == out.begin && (in.pitch == out.pitch || shape.count == 1);
    const std::size_t row = shape.length * size;
    overlap =
        overlap || !(same || (in.begin < out.begin ? apart(in, out, row) : apart(out, in, row)));
  }
  return !fit                                         ? DROPLET_BAD_SIZE
         : shape.count != 1 && y.pitch < shape.length ? DROPLET_BAD_SHAPE
         : null                                       ? DROPLET_NULL_BUFFER
         : overlap                                    ? DROPLET_OVERLAP
                                                      : DROPLET_OK;
}

void set_rows(Verdict verdict, const RowBuffer& x, const RowBuffer& y, RowShape shape,
              Element type) noexcept {
  if (verdict == Verdict::keep_all && x.data == y.data) return;
  const std::size_t size = size_of(type);
  if (x.pitch == shape.length && y.pitch == shape.length) {
    shape.length *= shape.count;
    shape.count = 1;
  }
  const auto* from = static_cast<const std::uint8_t*>(x.data);
  auto* to = static_cast<std::uint8_t*>(const_cast<void*>(y.data));
  for (; shape.count != 0; --shape.count, from += x.pitch * size, to += y.pitch * size) {
    set_all(verdict, from, to, shape.length, type);
  }
}

}  // namespace detail
}  // namespace droplet
