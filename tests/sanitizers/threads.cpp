// SPDX-License-Identifier: MIT
//
// Threads that share a descriptor, its rate and what is read, and each write buffers of their own:
// every operation, at every probability that takes another way. A thread sanitizer finds what else
// they share; without one only the statuses are looked at.
#include <stdio.h>

#include <thread>

#include "droplet/droplet.hpp"
#include "ops.def"

using namespace droplet;

namespace {

constexpr size_t n = 10000;
constexpr unsigned count = 3;
float x[n], branch[n];
float* const residual = x;

struct Own {
  float y[n];
  uint8_t bits[mask_bytes(n)];
  uint32_t kept[n];
  int8_t bytes[n];
  bool ok = true;

  void expect_ok(StatusCode status) { ok = ok && status == StatusCode::ok; }
  void call_all(const Mask& mask, const Rate& rate) {
    constexpr Rows rows = {.rows = n / 50, .row_length = 50};
    constexpr Tile tile = {.rows = n / 50, .row_length = 50};
    constexpr Features features = {.samples = 2, .channels = 10, .inner = n / 20};
    constexpr Joins joins = {.samples = n / 50, .joins = 1, .inputs = 2};
    const float* const inputs[] = {x, branch};
    constexpr Blocks blocks = {.samples = 2, .channels = 2, .height = 50, .width = 50, .block = 7};
    constexpr PathOptions options = {};
    const Key key = mask.key();
    const Mode mode = mask.mode();
    Scale factor;
    size_t kept_count = 0;
#define CALL(name, kind, arguments) expect_ok(name arguments);
    DROPLET_OPERATIONS(CALL)
#undef CALL
    expect_ok(dropout(mask, bytes, bytes, n, {.zero_point = 5}, bits));
  }
};
Own owns[count];

}  // namespace

int main() {
  for (const double p : {0.0, 0.1, 0.5, 1.0}) {
    const Mask mask{Rate{p}, Key{7}, 4000};
    const Rate rate = mask.rate();
    std::thread team[count];
    for (unsigned i = 0; i < count; ++i)
      team[i] = std::thread([&, i] { owns[i].call_all(mask, rate); });
    for (std::thread& thread : team) thread.join();
  }
  for (const Own& own : owns) {
    if (!own.ok) {
      puts("an operation did not return ok");
      return 1;
    }
  }
  return 0;
}
