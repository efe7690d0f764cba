// SPDX-License-Identifier: MIT
#include "timing.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>

namespace {

constexpr int samples = 21;

double sample(const std::function<void()>& call, std::size_t calls) {
  const auto begin = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < calls; ++i) call();
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
  return spent.count() / static_cast<double>(calls);
}

// Calls for a while untimed: after a millisecond of scalar code wide vector units need as long to
// come back to full speed.
void settle(const std::function<void()>& call, std::size_t calls) {
  for (double spent = 0; spent < 0.003;) spent += sample(call, calls) * static_cast<double>(calls);
}

double quantile(std::vector<double> values, double q) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1) + 0.5)];
}

}  // namespace

Buffers::Buffers(std::size_t n) : memory_(nullptr) {
  const std::size_t bytes = (n * sizeof(float) + 4095) / 4096 * 4096;
  const std::size_t all = 2 * bytes + n / 8 + 3 * 4096;
  if (posix_memalign(&memory_, std::size_t{2} << 20, all) != 0) std::abort();
  (void)madvise(memory_, all, MADV_HUGEPAGE);
  auto* base = static_cast<unsigned char*>(memory_);
  std::memset(base, 0, all);
  x = reinterpret_cast<float*>(base);
  y = reinterpret_cast<float*>(base + bytes + 2048);
  mask = base + 2 * bytes + 4096;
  for (std::size_t i = 0; i < n; ++i) x[i] = 1.5f;
}

Buffers::~Buffers() { std::free(memory_); }

Ratio time_in_turn(const std::function<void()>& run, const std::function<void()>& limit,
                   std::size_t n) {
  // A sample of about half a millisecond, and at least one call.
  const std::size_t calls = std::max<std::size_t>(1, 4000000 / (n + 400));
  std::vector<double> run_times, limit_times, ratios;
  settle(run, calls);
  for (int i = 0; i < samples; ++i) {
    settle(limit, calls);
    limit_times.push_back(sample(limit, calls));
    settle(run, calls);
    run_times.push_back(sample(run, calls));
    ratios.push_back(run_times.back() / limit_times.back());
  }
  const double median = quantile(ratios, 0.5);
  return {quantile(run_times, 0.5), quantile(limit_times, 0.5), median,
          (quantile(ratios, 0.75) - quantile(ratios, 0.25)) / 2 / median};
}
