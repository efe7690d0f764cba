// SPDX-License-Identifier: MIT
//
// Every operation that inference leaves the identity, on each type, in place, as a function to
// disassemble; and a call of every operation on each type.
#include "droplet/droplet.h"
#include "droplet/droplet.hpp"
#include "ops.def"

using namespace droplet;

template <class Shape>
Shape square(size_t n) {
  Shape shape;
  shape.rows = shape.row_length = n;
  return shape;
}

Share only_share() {
  Share share;
  share.count = 1;
  return share;
}

Features map(size_t n, Layout layout) {
  Features features;
  features.samples = features.channels = features.inner = n;
  features.layout = layout;
  return features;
}

Tensor sequences(size_t n) {
  Tensor tensor;
  tensor.dimensions = 3;
  tensor.size[0] = tensor.size[1] = tensor.size[2] = n;
  tensor.noise[1] = 1;
  return tensor;
}

#define IN_PLACE_drops(name, arguments, T, suffix)                                            \
  extern "C" StatusCode in_place_##name##suffix(const Mask& mask, void* elements, size_t n) { \
    [[maybe_unused]] Cursor cursor(mask);                                                     \
    constexpr bool has_y = __builtin_strchr(#arguments, 'y') != nullptr;                      \
    [[maybe_unused]] auto* const bits = has_y ? nullptr : static_cast<uint8_t*>(elements);    \
    [[maybe_unused]] constexpr PathOptions options = {};                                      \
    [[maybe_unused]] constexpr Quantization quantization = {};                                \
    [[maybe_unused]] constexpr int32_t zero_point = 0;                                        \
    [[maybe_unused]] const Rows rows = square<Rows>(n);                                       \
    [[maybe_unused]] const Tile tile = square<Tile>(n);                                       \
    [[maybe_unused]] const Features features = map(n, channels_first);                        \
    [[maybe_unused]] const Share share = only_share();                                        \
    [[maybe_unused]] const Tensor tensor = sequences(n);                                      \
    [[maybe_unused]] T *const x = static_cast<T*>(elements), *const y = x;                    \
    return name arguments;                                                                    \
  }
#define IN_PLACE_does_more(name, arguments, T, suffix)
#define IN_PLACE(name, kind, arguments, T, suffix) IN_PLACE_##kind(name, arguments, T, suffix)
DROPLET_OPERATIONS_ON_TYPES(IN_PLACE)

#undef IN_PLACE_drops
#define IN_PLACE_drops(name, arguments, T, suffix) in_place_##name##suffix,
// Volatile: all of them stay functions, in an image without unused sections too.
StatusCode (*volatile in_place[])(const Mask&, void*,
                                  size_t) = {DROPLET_OPERATIONS_ON_TYPES(IN_PLACE)};

int call_all() {
  uint8_t bits[1];
  uint32_t kept[8];
  size_t kept_count = 0;
  const Mask mask{Rate{0.5}, Key{1}};
  const Rate rate = mask.rate();
  Cursor cursor(mask);
  const PathOptions options = {};
  const Quantization quantization = {};
  const int32_t zero_point = 0;
  const Key key = mask.key();
  const Mode mode = mask.mode();
  Scale factor = kept_factor(mask, options);
  const size_t n = 8;
  const Rows rows = square<Rows>(2);
  const Tile tile = square<Tile>(2);
  const Features features = map(2, channels_first);
  const Share share = only_share();
  const Tensor tensor = sequences(2);
  Joins joins;
  joins.samples = joins.joins = 1;
  joins.inputs = 2;
  Blocks blocks;
  blocks.samples = blocks.channels = blocks.height = blocks.width = blocks.block = 1;
#define CALL(name, kind, arguments, T, suffix)                         \
  {                                                                    \
    static T elements[2][8];                                           \
    [[maybe_unused]] T *const x = elements[0], *const y = elements[1]; \
    [[maybe_unused]] const T *const residual = x, *const branch = x;   \
    [[maybe_unused]] const T* const inputs[] = {x, x};                 \
    kept[0] = 0; /* a list of one row, whatever was listed before */   \
    kept_count = 1;                                                    \
    if (name arguments != StatusCode::ok) return 1;                    \
  }
  DROPLET_OPERATIONS_ON_TYPES(CALL)
  float x[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  return feature_dropout(mask, x, x, map(2, channels_last)) == StatusCode::ok ? 0 : 1;
}

extern "C" droplet_status_t (*const volatile c_identities[])(const droplet_mask_t*, void*, size_t);

int main() {
  float x[2] = {1, 2};
  const Mask mask{Rate{0.5}, Key{1}};
  for (const auto& operation : in_place) {
    if (operation(mask, x, 1) != StatusCode::ok) return 1;
  }
  if (c_identities[0](&mask.c(), x, 1) != DROPLET_OK) return 1;
  static const droplet_mask_t c = DROPLET_MASK(0.5, 1);
  return droplet_dropout(&c, x, x, 2, nullptr) == DROPLET_OK ? call_all() : 1;
}
