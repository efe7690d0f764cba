// SPDX-License-Identifier: MIT
//
// An image that calls the operation CALL, `all` of them or `none`, for its size; it is linked,
// never run. Of other types than float it calls dropout alone.
#include "droplet/droplet.hpp"
#include "ops.def"

using namespace droplet;

float x[64], y[64];
uint8_t bits[8];
uint32_t kept[64];
size_t kept_count;
Scale factor;
volatile size_t n;
volatile double p;

constexpr bool calls(const char* name) {
  const char* wanted = CALL;
  if (__builtin_strcmp(wanted, "all") == 0) return true;
  return __builtin_strcmp(wanted, name) == 0;
}

int main() {
  constexpr Mask mask{Rate{0.1}, Key{1}};
  [[maybe_unused]] constexpr Rate rate = mask.rate();
  [[maybe_unused]] constexpr PathOptions options = {};
  [[maybe_unused]] constexpr Key key = mask.key();
  [[maybe_unused]] constexpr Mode mode = mask.mode();
  [[maybe_unused]] Cursor cursor(mask);
  [[maybe_unused]] Rows rows;
  [[maybe_unused]] Tile tile;
  [[maybe_unused]] Features features;
  [[maybe_unused]] Tensor tensor;
  [[maybe_unused]] Joins joins;
  [[maybe_unused]] Share share;
  [[maybe_unused]] Blocks blocks;
  rows.rows = rows.row_length = tile.rows = tile.row_length = n;
  features.samples = features.channels = features.inner = n;
  share.count = static_cast<uint32_t>(n);
  tensor.dimensions = tensor.size[0] = tensor.size[1] = tensor.size[2] = tensor.noise[1] = n;
  joins.samples = joins.joins = joins.inputs = n;
  blocks.samples = blocks.channels = blocks.height = blocks.width = blocks.block = n;
  [[maybe_unused]] const float *const residual = x, *const branch = x, *const inputs[] = {x};
#define DROPLET_CALL(name, kind, arguments)                        \
  if constexpr (calls(#name)) {                                    \
    const StatusCode status = name arguments;                      \
    if (status != StatusCode::ok) return static_cast<int>(status); \
  }
  DROPLET_OPERATIONS(DROPLET_CALL)
  StatusCode status = StatusCode::ok;
  const auto in_place = [&](auto* elements) { return dropout(mask, elements, elements, n); };
#define DROPLET_CALL_ON(T, suffix) \
  if constexpr (calls("dropout" #suffix)) status = in_place(reinterpret_cast<T*>(y));
  DROPLET_NARROW_TYPES(DROPLET_CALL_ON)
  DROPLET_INTEGER_TYPES(DROPLET_CALL_ON)
  if constexpr (calls("rate")) return droplet_rate(p).reserved;
  return status == StatusCode::ok ? 0 : 1;
}
