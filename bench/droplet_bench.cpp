// SPDX-License-Identifier: MIT
//
// Names decode as operation/type/ISA/p/n. Each comes as a ratio to this machine's own limit,
// y = s * x (or y = y + s * x) built with the ISA's flags, timed in turn in the same run: the
// counters `ratio` (the median) and `limit_ns`; dropout_to_plain_loop is compared with the scalar
// xorshift32 loop instead. The time that Google Benchmark shows is
// Droplet's.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "droplet/droplet.hpp"
#include "isa_choice.hpp"
#include "kernels.hpp"
#include "limits.hpp"
#include "plain_loops.hpp"
#include "timing.hpp"

namespace droplet {
namespace detail {
struct sse2;
struct xsimd_sse2;
}  // namespace detail
}  // namespace droplet

namespace {

using droplet::Dropout;
using droplet::Key;
using droplet::Rate;
using droplet::Status;

void require(Status status) {
  if (status != Status::ok) std::abort();
}

struct Case {
  std::string operation;
  std::string isa;
  double p;
  std::size_t n;
};

std::string name(const Case& c) {
  char p[32];
  std::snprintf(p, sizeof p, "%g", c.p);
  return c.operation + "/f32/" + c.isa + "/p:" + p + "/n:" + std::to_string(c.n);
}

// What is timed, and what it is compared with.
struct Work {
  std::function<void()> run;
  std::function<void()> limit;
};

#if defined(DROPLET_BENCH_XSIMD)
// The same kernel, fused, over xsimd's words and over our own.
template <class Isa>
std::function<void()> fused(const float* x, float* y, std::size_t n) {
  return [=] {
    using namespace droplet::detail;
    Stream stream{42, ~std::uint64_t{0}, block_rows, {}};
    KernelsOf<Isa>::dropout(stream, {0x66666667u, 0xE66u}, x, y, n / row_elements, 1.1f);
  };
}
#endif

Work work(const Case& c, Buffers& b) {
  const Dropout d{Rate{c.p}, Key{42}};
  float* x = b.x;
  float* y = b.y;
  std::uint8_t* mask = b.mask;
  const std::size_t n = c.n;
  const limits::Limits limits = limits::of(c.isa);
  const auto limit = [=] { limits.scale(x, y, n, 1.1f); };
  if (c.operation == "dropout") return {[=] { require(droplet::dropout(d, x, y, n)); }, limit};
  if (c.operation == "dropout_to_plain_loop") {
    const auto p = static_cast<float>(c.p);
    if (c.n == 4096) x = y;  // In place: out of place it would fill the first-level cache.
    return {[=] { require(droplet::dropout(d, x, y, n)); },
            [=] { plain_loops::xorshift32_dropout(x, y, n, p, 42); }};
  }
  if (c.operation == "dropout_and_mask") {
    return {[=] { require(droplet::dropout(d, x, y, n, mask)); }, limit};
  }
  if (c.operation == "apply_mask") {
    require(droplet::fill_mask(d, mask, n));
    return {[=] { require(droplet::apply_mask(d.rate, mask, x, y, n)); }, limit};
  }
  if (c.operation == "drop_path_add") {
    const std::size_t row = n < 2048 ? 16 : 256;
    return {[=] { require(droplet::drop_path_add(d, y, x, y, n / row, row)); },
            [=] { limits.add_scaled(x, y, n, 1.1f); }};
  }
  if (c.operation == "alpha_dropout") {
    return {[=] { require(droplet::alpha_dropout(d, x, y, n)); }, limit};
  }
#if defined(DROPLET_BENCH_XSIMD)
  if (c.operation == "xsimd_to_intrinsics") {
    return {fused<droplet::detail::xsimd_sse2>(x, y, n), fused<droplet::detail::sse2>(x, y, n)};
  }
#endif
  const auto p = static_cast<float>(c.p);
  return {[=] { plain_loops::xorshift32_dropout(x, y, n, p, 42); }, limit};
}

void run(benchmark::State& state, const Case& c) {
  const isa_choice::Use use(c.isa);
  Buffers buffers(c.n);
  const Work w = work(c, buffers);
  const Ratio ratio = time_in_turn(w.run, w.limit, c.n);
  for (auto _ : state) {
    state.SetIterationTime(ratio.seconds);
  }
  state.counters["ratio"] = ratio.median;
  state.counters["ratio_spread"] = ratio.spread;
  state.counters["limit_ns"] = ratio.limit_seconds * 1e9;
  state.SetBytesProcessed(static_cast<std::int64_t>(8 * c.n) * state.iterations());
}

void add(const Case& c) {
  benchmark::RegisterBenchmark(name(c).c_str(), [c](benchmark::State& s) { run(s, c); })
      ->UseManualTime()
      ->Iterations(1);
}

}  // namespace

int main(int argc, char** argv) {
  for (const auto& isa : isa_choice::compiled()) {
    if (!isa.runs_here) {
      std::fprintf(stderr, "skipped: %s is compiled in, but this CPU does not run it\n",
                   isa.name.c_str());
      continue;
    }
    for (const std::size_t n : {16, 64, 2048, 65536, 16 << 20}) {
      for (const char* op :
           {"dropout", "dropout_and_mask", "apply_mask", "drop_path_add", "alpha_dropout"}) {
        add({op, isa.name, 0.1, n});
      }
      add({"dropout", isa.name, 0.5, n});
    }
    for (const std::size_t n : {16, 64, 2048, 4096}) {
      add({"dropout_to_plain_loop", isa.name, 0.1, n});
    }
  }
  for (const std::size_t n : {16, 2048, 65536}) add({"plain_loop", "scalar", 0.1, n});
#if defined(DROPLET_BENCH_XSIMD)
  add({"xsimd_to_intrinsics", "sse2", 0.1, 2048});
#endif
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
