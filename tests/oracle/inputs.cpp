// SPDX-License-Identifier: MIT
#include <cstring>

#include "pieces.hpp"

namespace oracle {

namespace {

constexpr u64 splitmix(u64 i) {
  u64 z = i * 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

constexpr std::uint32_t specials[] = {0x80000000u, 0x7F800000u, 0xFF800000u, 0x7FC00000u,
                                      0x00000001u, 0x807FFFFFu, 0x00012345u};
constexpr std::size_t special_every = 37, first_special = 5;

// Made by the compiler: flash has the room that a small board's RAM lacks, and no board has to
// multiply 64-bit numbers for every element.
struct Table {
  float numbers[2][most_elements];  // without the special values
  u8 mask[most_elements / 8 + 2];
};
constexpr Table make_table() {
  Table t = {};
  for (u64 which = 1; which <= 2; ++which) {
    for (u64 i = 0; i < most_elements; ++i) {
      const auto z = static_cast<std::int32_t>(splitmix(1 + i + (which << 40)) >> 40);
      t.numbers[which - 1][i] = static_cast<float>(z - (1 << 23)) * 0x1p-21f;
    }
  }
  for (u64 i = 0; i < sizeof t.mask; ++i) t.mask[i] = static_cast<u8>(splitmix(i + 99) >> 13);
  return t;
}
constexpr Table table = make_table();

}  // namespace

void load(float* to, unsigned which, std::size_t begin, std::size_t n, bool subnormals) {
  std::memcpy(to, table.numbers[which - 1] + begin, n * sizeof(float));
  const std::size_t past = (begin + special_every - first_special) % special_every;
  std::size_t i = past == 0 ? 0 : special_every - past;
  std::size_t number = (begin + i) / special_every;
  for (; i < n; i += special_every, ++number) {
    std::memcpy(to + i, specials + number % (subnormals ? 7 : 4), sizeof(float));
  }
}

void load_mask(u8* to, std::size_t begin, std::size_t bytes) {
  std::memcpy(to, table.mask + begin, bytes);
}

}  // namespace oracle
