// SPDX-License-Identifier: MIT
//
// The deepest stack of every operation, measured on the board: the memory below is painted before a
// call.
#include <cstdio>

#include "check.hpp"
#include "ops.def"

#if defined(DROPLET_ON_BOARD)

#include "board.h"

namespace boards {

using namespace droplet;

namespace {

#if !defined(__riscv) && (!defined(__ARM_ARCH_PROFILE) || __ARM_ARCH_PROFILE != 'M')
constexpr std::size_t limit = 1024;
#elif defined(__riscv) || defined(__ARM_FEATURE_MVE) || defined(__ARM_ARCH_6M__) || \
    !defined(__OPTIMIZE_SIZE__)
constexpr std::size_t limit = 640;
#else
constexpr std::size_t limit = 512;
#endif
// The caller's: shapes are passed by value, and its registers are saved.
constexpr std::size_t arguments = 96;
constexpr std::size_t painted = 2048;
constexpr unsigned char paint = 0xA5;

// The painter's own frame is the painted stretch, which the call's frames then cover.
[[gnu::noinline]] unsigned char* paint_below() {
  volatile unsigned char stretch[painted];
  for (auto& byte : stretch) byte = paint;
  auto* begin = const_cast<unsigned char*>(stretch);
  __asm__ volatile("" : "+r"(begin)::"memory");
  return begin;
}

[[gnu::noinline]] std::size_t depth(void (*call)()) {
  unsigned char* const begin = paint_below();
  call();
  std::size_t untouched = 0;
  while (untouched < painted && begin[untouched] == paint) ++untouched;
  return painted - untouched;
}

bool ok = true;
std::size_t kept_count = 0;
void expect_ok(StatusCode status) { ok = ok && status == StatusCode::ok; }

constexpr Mask mask = descriptor(72);
constexpr std::size_t n = 550;

struct Call {
  const char* name;
  void (*call)();
};
// Rows and channels of 1 to 2 elements, and a stripe's end on the way.
constexpr Rows rows = {.rows = n, .row_length = 1};
constexpr Tile tile = {.rows = n / 33, .row_length = 33};
constexpr Features features = {.samples = 5, .channels = 55, .inner = 2};
constexpr Features last = {
    .samples = 5, .channels = 55, .inner = 2, .layout = Layout::channels_last};
// All of the nest.
constexpr Tensor tensor = {.dimensions = 4, .size = {5, 2, 55, 1}, .noise = {0, 1, 0, 1}};
constexpr Rate rate = mask.rate();
constexpr PathOptions options = {};
constexpr Share share = {.index = 1, .count = 2};
constexpr Joins joins = {.samples = n / 2, .joins = 1, .inputs = 2};
constexpr Blocks blocks = {.samples = 1, .channels = 2, .height = 25, .width = 11, .block = 7};
std::uint8_t* const bits = buffers.mask;
std::uint32_t* const kept = buffers.kept;
constexpr Key key = mask.key();
constexpr Mode mode = mask.mode();
Scale factor = kept_factor(mask);
Cursor cursor(mask);

void check(const Call& c) {
  const std::size_t bytes = depth(c.call);
  board_trap_unaligned(0);
  std::printf("%4u bytes of stack: %s\n", static_cast<unsigned>(bytes), c.name);
  board_trap_unaligned(1);
  CHECK(bytes <= limit + arguments);
}

#define CALL(name, kind, arguments)                                              \
  {#name " of integers", [] {                                                    \
     [[maybe_unused]] const T *x = reinterpret_cast<T*>(buffers.x), *branch = x; \
     [[maybe_unused]] const T* const residual = branch;                          \
     [[maybe_unused]] constexpr Quantization quantization = {};                  \
     [[maybe_unused]] constexpr std::int32_t zero_point = 0;                     \
     T* const y = reinterpret_cast<T*>(buffers.y);                               \
     expect_ok(name arguments);                                                  \
   }},
template <class T>
void check_integers() {
  constexpr Call on_integers[] = {DROPLET_INTEGER_OPERATIONS(CALL)};
  for (const Call& c : on_integers) check(c);
  if constexpr (sizeof(T) < sizeof(std::int32_t)) {
    constexpr Call adds[] = {DROPLET_NARROW_INTEGER_OPERATIONS(CALL)};
    for (const Call& c : adds) check(c);
  }
}
#undef CALL

float *const x = buffers.x, *const y = buffers.y, *const branch = buffers.branch;
float* const residual = x;
const float* const inputs[] = {x, branch};

constexpr Call calls[] = {
#define CALL(name, kind, arguments) {#name, [] { expect_ok(name arguments); }},
    DROPLET_OPERATIONS(CALL)
#undef CALL
        {"dropout without its mask", [] { expect_ok(dropout(mask, x, y, n)); }},
#define CALL(T, suffix) \
  {"dropout of " #T,    \
   [] { expect_ok(dropout(mask, reinterpret_cast<T*>(x), reinterpret_cast<T*>(y), n, BITS)); }},
#define BITS bits
    DROPLET_NARROW_TYPES(CALL)
#undef BITS
#undef CALL
        {"feature_dropout, channels last", [] { expect_ok(feature_dropout(mask, x, y, last)); }},
    {"feature_alpha_dropout, channels last",
     [] { expect_ok(feature_alpha_dropout(mask, x, y, last)); }},
};

}  // namespace

void stack() {
  fill_buffers();
  const std::size_t planted = depth([] {
    volatile unsigned char array[1500];
    for (auto& byte : array) byte = 1;
  });
  CHECK(planted >= 1500);
  for (const Call& c : calls) check(c);
#define CALL(T, suffix) check_integers<T>();
  DROPLET_INTEGER_TYPES(CALL)
#undef CALL
  CHECK(ok);
}

}  // namespace boards

#else

void boards::stack() { skip("the host's stacks are measured by stack_test.cpp"); }

#endif
