// SPDX-License-Identifier: MIT
#include "measure.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

// Nothing is touched yet: the system gives zeros.
template <class T>
T* reserve(std::size_t count, std::size_t offset_bytes) {
  constexpr std::size_t alignment = std::size_t{2} << 20;
  const std::size_t bytes = count * sizeof(T) + alignment + 4096;
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    std::fprintf(stderr, "no memory: %zu bytes are needed\n", bytes);
    std::exit(1);
  }
#if defined(MADV_HUGEPAGE)
  (void)madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  const auto begin = reinterpret_cast<std::uintptr_t>(memory);
  return reinterpret_cast<T*>((begin + alignment - 1) / alignment * alignment + offset_bytes);
}

// The limit's time for one call, over about `budget` seconds and at least one call.
double time_limit(const std::function<void()>& limit, std::size_t batch, double budget) {
  limit();
  std::size_t calls = 0;
  const auto begin = Clock::now();
  do {
    for (std::size_t i = 0; i < batch; ++i) limit();
    calls += batch;
  } while (seconds_since(begin) < budget);
  return seconds_since(begin) / static_cast<double>(calls);
}

}  // namespace

Buffers& buffers() {
  static Buffers all = [] {
    Buffers b{reserve<float>(most_elements, 0),
              reserve<float>(most_elements, 1024),
              reserve<float>(most_elements, 2048),
              reserve<float>(most_elements, 3072),
              reserve<std::uint8_t>(most_elements / 8, 512),
              reserve<std::uint32_t>(most_elements, 1536)};
    std::fill(b.x, b.x + most_elements, 1.5f);
    std::fill(b.branch, b.branch + most_elements, 0.5f);
    return b;
  }();
  return all;
}

void measure(benchmark::State& state, const Work& work, std::size_t n) {
  for (int i = 0; i < 2; ++i) work.run();
  const auto begin = Clock::now();
  for (auto _ : state) work.run();
  const double spent = seconds_since(begin);
  const double each = spent / static_cast<double>(state.iterations());

  const std::size_t batch = std::max<std::size_t>(1, 100000 / (n + 100));
  const double limit = time_limit(work.limit, batch, std::min(spent, 0.05));
  state.counters["ratio"] = each / limit;
  state.counters["limit_ns"] = limit * 1e9;
  state.SetItemsProcessed(static_cast<std::int64_t>(n) * state.iterations());
  state.SetBytesProcessed(static_cast<std::int64_t>(work.bytes) * state.iterations());
}

void add(const std::string& operation, const std::string& isa, double p, std::size_t n,
         std::function<Work()> make) {
  char rate[32] = "";
  if (p != 0) std::snprintf(rate, sizeof rate, "/p:%g", p);
  const std::string name = operation + "/f32/" + isa + rate + "/n:" + std::to_string(n);
  benchmark::RegisterBenchmark(name.c_str(), [make = std::move(make), n](benchmark::State& state) {
    measure(state, make(), n);
  });
}

}  // namespace bench
