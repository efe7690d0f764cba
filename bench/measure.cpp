// SPDX-License-Identifier: MIT
#include "measure.hpp"

#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace bench {
namespace {

// This thread's CPU time, as in Google's column CPU: wall-clock time counts other programs too.
double now() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

constexpr std::size_t y_in_page = 2048;  // bytes

// Nothing is touched yet: of so much the system gives zeros.
template <class T>
T* reserve(std::size_t count, std::size_t offset_bytes) {
  constexpr std::size_t alignment = std::size_t{2} << 20;
  const std::size_t bytes = count * sizeof(T) + 2 * alignment;
  void* memory = std::calloc(bytes, 1);
  if (memory == nullptr) {
    std::fprintf(stderr, "droplet_bench: no memory: %zu bytes are needed\n", bytes);
    std::exit(1);
  }
  auto begin = reinterpret_cast<std::uintptr_t>(memory);
  begin = (begin + alignment - 1) / alignment * alignment;
#if defined(__linux__)
  (void)madvise(reinterpret_cast<void*>(begin), bytes - alignment, MADV_HUGEPAGE);
#endif
  return reinterpret_cast<T*>(begin + offset_bytes);
}

double time_calls(const std::function<void()>& call, std::size_t calls) {
  const double begin = now();
  for (std::size_t i = 0; i < calls; ++i) call();
  return now() - begin;
}

}  // namespace

Buffers& buffers() {
  static Buffers all = [] {
    Buffers b{reserve<float>(most_elements, 0),
              reserve<float>(most_elements, 32768 + y_in_page),
              reserve<float>(most_elements, 1024),
              reserve<std::uint8_t>(most_elements / 8, 512),
              reserve<std::uint32_t>(most_elements, 3072),
              reserve<std::uint32_t>(most_elements / 16, 0)};
    std::fill(b.x, b.x + most_elements, 1.5f);
    return b;
  }();
  return all;
}

namespace {

// After a millisecond of scalar code wide vector units need as long to come back to full speed.
void warm(const std::function<void()>& call) {
  for (double spent = 0; spent < 0.001;) spent += time_calls(call, 1) + 1e-7;
}

void measure_placements(benchmark::State& state, const Work& work, std::size_t n) {
  constexpr std::size_t pages = 16, page = 4096 / sizeof(float), ahead = 128 / sizeof(float);
  constexpr std::size_t rounds = 5, slice = 40;
  const auto& run = work.run_at;
  float* const x = buffers().x;
  float* const y = buffers().y - y_in_page / sizeof(float) + ahead;
  warm([&] { run(x, y); });
  // The best of many rounds each: what another program takes falls on any.
  double limit = HUGE_VAL;
  std::vector<double> times(pages * pages, HUGE_VAL);
  while (state.KeepRunningBatch(rounds * pages * pages * slice)) {
    for (std::size_t k = 0; k < rounds * pages * pages; ++k) {
      double& best = times[k % times.size()];
      float* const from = x + k % times.size() / pages * page;
      best = std::min(best, time_calls([&] { run(from, y + k % pages * page); }, slice));
      state.PauseTiming();
      limit = std::min(limit, time_calls(work.limit, slice));
      state.ResumeTiming();
    }
  }
  std::sort(times.begin(), times.end());
  state.counters["ratio"] = times[times.size() / 2] / limit;
  state.counters["best"] = times.front() / limit;
  state.counters["worst"] = times.back() / limit;
  state.SetItemsProcessed(static_cast<std::int64_t>(n) * state.iterations());
}

}  // namespace

void measure(benchmark::State& state, const Work& work, std::size_t n) {
  if (work.run_at) return measure_placements(state, work, n);
  // A slice of some tenths of a millisecond, and at least one call.
  const std::size_t slice = std::max<std::size_t>(1, 1000000 / (n + 500));
  warm(work.run);

  double run = 0, limit = 0, of_floats = 0;
  std::size_t calls = 0, limit_calls = 0;
  double begin = now();
  for (auto _ : state) {
    work.run();
    if (++calls % slice != 0) continue;
    state.PauseTiming();
    run += now() - begin;
    limit += time_calls(work.limit, slice);
    if (work.of_floats) of_floats += time_calls(work.of_floats, slice);
    limit_calls += slice;
    begin = now();
    state.ResumeTiming();
  }
  run += now() - begin;
  if (limit_calls == 0) {
    limit = time_calls(work.limit, limit_calls = calls);
    if (work.of_floats) of_floats = time_calls(work.of_floats, calls);
  }
  const double each_limit = limit / static_cast<double>(limit_calls);
  const double each_run = run / static_cast<double>(calls);
  state.counters["ratio"] = each_run / each_limit;
  if (work.of_floats) {
    state.counters["of_f32"] = each_run / (of_floats / static_cast<double>(limit_calls));
  }
  state.counters["limit_ns"] = each_limit * 1e9;
  state.SetItemsProcessed(static_cast<std::int64_t>(n) * state.iterations());
  state.SetBytesProcessed(static_cast<std::int64_t>(work.bytes) * state.iterations());
}

void add(const std::string& operation, const std::string& isa, double p, std::size_t n,
         std::function<Work()> make, const std::string& type) {
  char rate[32] = "";
  if (p != 0) std::snprintf(rate, sizeof rate, "/p:%g", p);
  const std::string name = operation + "/" + type + "/" + isa + rate + "/n:" + std::to_string(n);
  benchmark::RegisterBenchmark(name.c_str(), [make = std::move(make), n](benchmark::State& state) {
    measure(state, make(), n);
  });
}

}  // namespace bench
