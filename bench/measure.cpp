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
              reserve<float>(most_elements, 32768 + 2048),
              reserve<float>(most_elements, 1024),
              reserve<std::uint8_t>(most_elements / 8, 512),
              reserve<std::uint32_t>(most_elements, 3072),
              reserve<std::uint32_t>(most_elements / 16, 0)};
    std::fill(b.x, b.x + most_elements, 1.5f);
    return b;
  }();
  return all;
}

void measure(benchmark::State& state, const Work& work, std::size_t n) {
  // A slice of some tenths of a millisecond, and at least one call.
  const std::size_t slice = std::max<std::size_t>(1, 1000000 / (n + 500));
  // After a millisecond of scalar code wide vector units need as long to come back to full speed.
  for (double spent = 0; spent < 0.001;) spent += time_calls(work.run, 1) + 1e-7;

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

namespace {

void measure_placements(benchmark::State& state, const Work& work, const At& run, std::size_t n) {
  constexpr std::size_t pages = 16, page = 4096 / sizeof(float), ahead = 128 / sizeof(float);
  constexpr std::size_t rounds = 5, slice = 40;
  float* const x = buffers().x;
  float* const y = buffers().y - 2048 / sizeof(float) + ahead;  // whose offset in its page is 2,048
  for (double spent = 0; spent < 0.001;) spent += time_calls([&] { run(x, y); }, 1) + 1e-7;
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

std::string name_of(const std::string& operation, const std::string& type, const std::string& isa,
                    double p, std::size_t n) {
  char rate[32] = "";
  if (p != 0) std::snprintf(rate, sizeof rate, "/p:%g", p);
  return operation + "/" + type + "/" + isa + rate + "/n:" + std::to_string(n);
}

}  // namespace

void add(const std::string& operation, const std::string& isa, double p, std::size_t n,
         std::function<Work()> make, const std::string& type) {
  benchmark::RegisterBenchmark(
      name_of(operation, type, isa, p, n).c_str(),
      [make = std::move(make), n](benchmark::State& state) { measure(state, make(), n); });
}

void add_placements(const std::string& operation, const std::string& isa, double p, std::size_t n,
                    std::function<Work(At*)> make) {
  benchmark::RegisterBenchmark(name_of(operation, "f32", isa, p, n).c_str(),
                               [make = std::move(make), n](benchmark::State& state) {
                                 At run;
                                 const Work work = make(&run);
                                 measure_placements(state, work, run, n);
                               });
}

}  // namespace bench
