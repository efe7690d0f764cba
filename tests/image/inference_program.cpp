// SPDX-License-Identifier: MIT
//
// Every operation that inference leaves the identity, in place, as a function to disassemble; and a
// call of every operation.
#include "droplet/droplet.h"
#include "droplet/droplet.hpp"
#include "ops.def"

using namespace droplet;

#define IN_PLACE_drops(name, arguments)                                     \
  extern "C" Status in_place_##name(const Mask& mask, float* x, size_t n) { \
    [[maybe_unused]] std::uint8_t* const bits = nullptr;                    \
    [[maybe_unused]] constexpr PathOptions options = {};                    \
    [[maybe_unused]] constexpr Layout layout = Layout::channels_first;      \
    [[maybe_unused]] const size_t rows = n, row_length = n;                 \
    [[maybe_unused]] const size_t samples = n, channels = n, inner = n;     \
    float* const y = x;                                                     \
    return name arguments;                                                  \
  }
#define IN_PLACE_applies(name, arguments)
#define IN_PLACE_adds(name, arguments)
#define IN_PLACE_writes_bits(name, arguments)
#define IN_PLACE_writes_indices(name, arguments)
#define IN_PLACE(name, kind, arguments) IN_PLACE_##kind(name, arguments)
DROPLET_OPERATIONS(IN_PLACE)

#undef IN_PLACE_drops
#define IN_PLACE_drops(name, arguments) in_place_##name,
// Volatile: all of them stay functions, in an image without unused sections too.
Status (*volatile in_place[])(const Mask&, float*, size_t) = {DROPLET_OPERATIONS(IN_PLACE)};

int call_all() {
  const float x[8] = {1, 2, 3, 4, 5, 6, 7, 8}, residual[8] = {}, branch[8] = {};
  float y[8] = {};
  std::uint8_t bits[1];
  std::uint32_t kept[8];
  std::size_t kept_count = 0;
  const Mask mask{Rate{0.5}, Key{1}};
  const Rate rate = mask.rate();
  const PathOptions options = {};
  const Layout layout = Layout::channels_first;
  const std::size_t n = 8, rows = 2, row_length = 4, samples = 2, channels = 2, inner = 2;
#define CALL(name, kind, arguments) \
  if (name arguments != Status::ok) return 1;
  DROPLET_OPERATIONS(CALL)
  return feature_dropout(mask, x, y, 2, 2, 2, Layout::channels_last) == Status::ok ? 0 : 1;
}

int main() {
  float x[2] = {1, 2};
  for (const auto& operation : in_place) {
    if (operation(Mask{Rate{0.5}, Key{1}}, x, 1) != Status::ok) return 1;
  }
  static const droplet_mask_t c = DROPLET_MASK(0.5, 1);
  return droplet_dropout(&c, x, x, 2, nullptr) == DROPLET_OK ? call_all() : 1;
}
