// SPDX-License-Identifier: MIT
#ifndef DROPLET_BENCH_TIMING_HPP
#define DROPLET_BENCH_TIMING_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

// x and y of n float32 and a mask, page-aligned, y 2 KiB off x modulo 4 KiB so that no store hides
// behind a load of the same low address bits; huge pages where the system gives them.
class Buffers {
 public:
  explicit Buffers(std::size_t n);
  ~Buffers();
  Buffers(const Buffers&) = delete;
  Buffers& operator=(const Buffers&) = delete;

  float* x;
  float* y;
  std::uint8_t* mask;

 private:
  void* memory_;
};

struct Ratio {
  double seconds;        // of one call, the median
  double limit_seconds;  // of one call of the limit, the median
  double median;         // of the ratios of neighbouring samples
  double spread;         // half the distance of their quartiles, as a share of the median
};

// Times `run` and `limit` in turn, 21 samples of each after a warm-up, so that what else the
// machine does meets both alike.
Ratio time_in_turn(const std::function<void()>& run, const std::function<void()>& limit,
                   std::size_t n);

#endif
