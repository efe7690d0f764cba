// SPDX-License-Identifier: MIT
//
// How a case is timed, and on what buffers.
#ifndef DROPLET_BENCH_MEASURE_HPP
#define DROPLET_BENCH_MEASURE_HPP

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace bench {

constexpr std::size_t most_elements = std::size_t{1} << 24;

// Of most_elements each. On pages of their own, x and y half a page apart modulo 4 KiB and modulo
// 64 KiB, so that no load waits for a store of the same low address bits; huge pages where the
// system gives them.
struct Buffers {
  float *x, *y, *noise;
  std::uint8_t* mask;  // a bit an element
  std::uint32_t *kept, *list;
};
Buffers& buffers();

// One operation on n elements, and the machine's own limit for the same traffic.
struct Work {
  std::function<void()> run;
  std::function<void()> limit;
  std::size_t bytes = 0;                  // read and written by one call
  std::shared_ptr<void> while_it_runs{};  // such as the choice of an ISA
  std::function<void()> of_floats{};      // the same operation on as many floats
  // `run` from x to y: then it is timed at all pairs of 16 pages, y just ahead of x in its page.
  // Where bits 12 to 15 of physical addresses agree, 512-bit loads wait on Zen 4 for the stores of
  // the iterations before, and take up to 15 times as long.
  std::function<void(float* x, float* y)> run_at{};
};

// Google's loop times `run`, warm, in slices; between them `limit` is timed for as many calls, so
// that other load on the machine slows both. Counters: `ratio` to the limit, by this thread's CPU
// time, and `limit_ns`; where there is one, `of_f32`, the ratio to the same of floats, timed alike;
// beside Google's bytes and items (elements) a second. Of `run_at` the `ratio` is the median
// pair's, beside the `best` and the `worst`; its limit is timed at one place, where nothing waits.
void measure(benchmark::State& state, const Work& work, std::size_t n);

// Adds operation/type/isa/p:P/n:N, without p where it is 0; made when it is run.
void add(const std::string& operation, const std::string& isa, double p, std::size_t n,
         std::function<Work()> make, const std::string& type = "f32");

}  // namespace bench

#endif
