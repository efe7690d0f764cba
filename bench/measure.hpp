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

// x, y, noise and branch of most_elements float32, and what is counted in bits and rows.
// Page-aligned, each half a page off its neighbour modulo 4 KiB, so that no store hides behind a
// load of the same low address bits; huge pages where the system gives them. Made once: pages are
// touched at their first use by a case.
struct Buffers {
  float *x, *branch, *y, *noise;
  std::uint8_t* mask;
  std::uint32_t* kept;
};
Buffers& buffers();

// One operation on n elements, and the machine's own limit for the same traffic.
struct Work {
  std::function<void()> run;
  std::function<void()> limit;
  std::size_t bytes;                      // read and written by one call
  std::shared_ptr<void> while_it_runs{};  // such as the choice of an ISA
};

// Google's loop times `run`; then `limit` is timed for about as long, in the same repetition, so
// that what else the machine does meets both. Counters: `ratio` to the limit, `limit_ns`, and
// Google's bytes and items (elements) a second.
void measure(benchmark::State& state, const Work& work, std::size_t n);

// Adds operation/f32/isa/p:P/n:N, without p where it is 0; made when it is run.
void add(const std::string& operation, const std::string& isa, double p, std::size_t n,
         std::function<Work()> make);

}  // namespace bench

#endif
