// SPDX-License-Identifier: MIT
//
// Threads that share a descriptor, its rate and what is read, and each write buffers of their own:
// every operation, at every probability that takes another way. A thread sanitizer finds what else
// they share; without one only the statuses are looked at.
#include <stdio.h>
#include <string.h>

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
    constexpr Tensor tensor = {.dimensions = 3, .size = {2, n / 20, 10}, .noise = {0, 1, 0}};
    constexpr Joins joins = {.samples = n / 50, .joins = 1, .inputs = 2};
    const float* const inputs[] = {x, branch};
    constexpr Share share = {.index = 0, .count = 8};
    constexpr Blocks blocks = {.samples = 2, .channels = 2, .height = 50, .width = 50, .block = 7};
    constexpr PathOptions options = {};
    const Key key = mask.key();
    const Mode mode = mask.mode();
    Scale factor;
    Cursor cursor(mask);
    size_t kept_count = 0;
#define CALL(name, kind, arguments) expect_ok(name arguments);
    DROPLET_OPERATIONS(CALL)
#undef CALL
    expect_ok(dropout(mask, bytes, bytes, n, {.zero_point = 5}, bits));
  }
};
Own owns[count];

// Cores that share one call: no two write one byte.
bool share_a_call(const Mask& mask) {
  constexpr unsigned cores = 8;
  static float y[n], z[n];
  static uint8_t bits[mask_bytes(n)], filled[mask_bytes(n)];
  std::thread team[cores];
  StatusCode status[cores][3];
  for (unsigned i = 0; i < cores; ++i) {
    team[i] = std::thread([&, i] {
      const Share share = {.index = i, .count = cores};
      status[i][0] = dropout_share(mask, x, y, n, share, bits);
      status[i][1] = fill_mask_share(mask, filled, n, share);
      status[i][2] = apply_mask_share(mask.rate(), owns[0].bits, x, z, n, share);
    });
  }
  for (std::thread& thread : team) thread.join();
  for (const auto& of_core : status) {
    for (const StatusCode each : of_core) {
      if (each != StatusCode::ok) return false;
    }
  }
  return memcmp(bits, filled, sizeof bits) == 0;
}

}  // namespace

int main() {
  for (const double p : {0.0, 0.1, 0.5, 1.0}) {
    const Mask mask{Rate{p}, Key{7}, 4000};
    const Rate rate = mask.rate();
    std::thread team[count];
    for (unsigned i = 0; i < count; ++i)
      team[i] = std::thread([&, i] { owns[i].call_all(mask, rate); });
    for (std::thread& thread : team) thread.join();
    owns[0].ok = owns[0].ok && share_a_call(mask);
  }
  for (const Own& own : owns) {
    if (!own.ok) {
      puts("an operation did not return ok");
      return 1;
    }
  }
  return 0;
}
