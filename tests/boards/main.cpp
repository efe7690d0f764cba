// SPDX-License-Identifier: MIT
//
// The self-check: `self_check NAME...` runs cases, on any board and on the host. Those below the
// line are for the tests' own machinery: each must end as its name says.
#include <cstdio>
#include <cstring>

#include "check.hpp"

#if defined(DROPLET_ON_BOARD)
#include "board.h"
#else
void board_trap_unaligned(int) {}
#endif

namespace boards {
namespace {

int failures = 0;
bool skipped = false;

void fail_on_purpose() { CHECK(1 + 1 == 3); }

[[noreturn]] void trap() { __builtin_trap(); }

void unaligned_access() {
#if !defined(DROPLET_ON_BOARD) || defined(__ARM_ARCH_6M__) || !defined(__arm__)
  skip("unaligned accesses do not trap here (toolchains/boards/board.h)");
#else
  alignas(4) static unsigned char bytes[8];
  const unsigned char* address = bytes + 1;
  __asm__ volatile("" : "+r"(address));
  std::uint32_t word;
  __asm__ volatile("ldr %0, [%1]" : "=r"(word) : "r"(address) : "memory");
#endif
}

struct Case {
  const char* name;
  void (*run)();
};
constexpr Case cases[] = {
    {"golden_masks", golden_masks},
    {"forward_and_backward", forward_and_backward},
    {"drop_path_forms", drop_path_forms},
    {"features", features},
    {"samples", samples},
    {"fractal_joins", fractal_joins},
    {"shares", shares},
    {"short_calls", short_calls},
    {"anded_mask", anded_mask},
    {"drop_blocks", drop_blocks},
    {"biases", biases},
    {"pitches", pitches},
    {"odd_shapes", odd_shapes},
    {"types", types},
    {"in_place", in_place},
    {"values", values},
    {"inference", inference},
    {"errors", errors},
    {"stack", stack},
    // -----
    {"fail_on_purpose", fail_on_purpose},
    {"trap", trap},
    {"unaligned_access", unaligned_access},
};

int run(const char* name) {
  if (std::strcmp(name, "return_5") == 0) return 5;
  for (const Case& c : cases) {
    if (std::strcmp(name, c.name) != 0) continue;
    board_trap_unaligned(1);
    c.run();
    board_trap_unaligned(0);
    if (!skipped) std::printf("%s on %s: %d failures\n", name, droplet::isa_name(), failures);
    return failures == 0 ? 0 : 1;
  }
  std::printf("there is no case '%s'\n", name);
  return 2;
}

}  // namespace

// The C library's own accesses are not what is tested.
void report(const char* file, int line, const char* condition) noexcept {
  static int last_line = 0;
  ++failures;
  if (line == last_line) return;
  last_line = line;
  board_trap_unaligned(0);
  std::printf("%s:%d: not true: %s\n", file, line, condition);
  board_trap_unaligned(1);
}

void skip(const char* why) noexcept {
  board_trap_unaligned(0);
  std::printf("skipped: %s\n", why);
  skipped = true;
}

Buffers buffers;

void fill_buffers() noexcept {
  for (std::size_t i = 0; i < capacity; ++i) {
    const auto r = reference::mix64(i + 1);
    const float v = 1.0f + static_cast<float>(static_cast<std::uint32_t>(r >> 41)) * 0x1p-23f;
    buffers.x[i] = (r & 1) != 0 ? v : -v;
    buffers.branch[i] = (r & 2) != 0 ? 3.0f - v : v - 3.0f;
    buffers.y[i] = buffers.expected[i] = -7.0f;
  }
}

bool keeps(const droplet::Mask& d, std::uint64_t i) noexcept {
  static std::uint64_t word, at = ~std::uint64_t{0}, key;
  if (at != i / 64 || key != d.key().value) {
    at = i / 64;
    key = d.key().value;
    word = reference::word_of(reference::keep_units(p), key, i);
  }
  return (word >> i % 64 & 1) != 0;
}

}  // namespace boards

int main(int argc, char** argv) {
  int code = argc < 2 ? 2 : 0;
  if (argc < 2) std::printf("usage: self_check CASE...\n");
  for (int i = 1; i < argc && code == 0; ++i) code = boards::run(argv[i]);
  return code;
}
