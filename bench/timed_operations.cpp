// SPDX-License-Identifier: MIT
//
// Droplet's operations in droplet_bench, each with the limit for its traffic.
#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "isa_choice.hpp"
#include "limits.hpp"
#include "operations.hpp"
#include "ops/scale.hpp"
#include "suite.hpp"
#include "xsimd_kernels.hpp"

namespace bench {
namespace {

void limit_to(Work& work, const Case& c, Traffic traffic, const limits::Limits& limits) {
  const auto copy = [&](std::size_t bytes) {
    work.bytes = 2 * bytes;
    work.limit = [=] { std::memcpy(buffers().noise, c.at.kept, bytes); };
  };
  switch (traffic) {
    case Traffic::scaled:
      work.bytes = 8 * c.n;
      work.limit = [=] { limits.scale(c.at.x, c.at.y, c.n, 1.1f); };
      return;
    case Traffic::in_place:
      work.bytes = 8 * c.n;
      work.limit = [=] { limits.scale(c.at.y, c.at.y, c.n, 1.0f); };
      return;
    case Traffic::residual:
      work.bytes = 12 * c.n;
      work.limit = [=] { limits.add_scaled(c.at.x, c.at.y, c.n, 1.1f); };
      return;
    case Traffic::mask:
      return copy(c.n / 8);
    case Traffic::indices:
      return copy(4 * c.n);
  }
}

// AVX-512's is AVX2's loop: 512-bit loads may wait for a store (`Work::run_at`).
limits::Limits limits_of(const std::string& isa) {
  for (const auto& other : isa_choice::compiled()) {
    if (isa == "avx512" && other.name == "avx2") return limits::of(other.name);
  }
  return limits::of(isa);
}

Work make_work(const Operation& operation, const std::string& isa, double p, std::size_t n) {
  Work work;
  work.while_it_runs = std::make_shared<isa_choice::Use>(isa);
  const Buffers& b = buffers();
  const Case c = make_case(p, n, {b.x, b.y, b.mask, b.kept, b.list});
  work.run = [=, call = operation.call] {
    if (call(c) != droplet::StatusCode::ok) std::abort();
  };
  limit_to(work, c, operation.traffic, limits_of(isa));
  return work;
}

void add_placements_of(const std::string& name, const std::string& isa) {
  constexpr double p = 0.1;
  constexpr std::size_t n = 2048;
  const Operation* const operation = std::find_if(
      operations, operations + operation_count, [&](const Operation& o) { return name == o.name; });
  add(name + "_placements", isa, p, n, [=] {
    Work work = make_work(*operation, isa, p, n);
    const Buffers& b = buffers();
    work.run_at = [call = operation->call, c = make_case(p, n, {b.x, b.y, b.mask, b.kept, b.list})](
                      float* x, float* y) mutable {
      c.at.x = x;
      c.at.y = y;
      if (call(c) != droplet::StatusCode::ok) std::abort();
    };
    return work;
  });
}

// By the limit of its type, and beside dropout of as many floats.
Work make_other(const OfType& other, const std::string& isa, double p, std::size_t n) {
  Work work = make_work(other.operation, isa, p, n);
  work.of_floats = make_work(operations[0], isa, p, n).run;
  const std::string unscaled = std::strcmp(other.form, "dropout") == 0 ? "" : "unscaled_";
  const Buffers& b = buffers();
  work.limit = [=, &b, kept = limits_of(isa).kept.at(unscaled + other.type)] { kept(b.x, b.y, n); };
  work.bytes = 2 * other.size * n;
  return work;
}

#if defined(DROPLET_BENCH_SSE2)
// The same kernel, fused, over xsimd's ops and, as the limit, over our own.
template <class Isa>
void fused(const Buffers& b, std::size_t n) {
  using namespace droplet::detail;
  Generator generator{42, 0, {}};
  const Scale<float> op{{b.x, b.y}, 1.1f};
  kernel::draw_and_apply<Isa>(op, 0, generator, {0x66666667u, 0xE66u}, n / stripe_elements,
                              nullptr);
}
#endif

}  // namespace

void add_operations(const std::string& isa) {
  for (std::size_t i = 0; i < operation_count; ++i) {
    const Operation& operation = operations[i];
    for (const double p : probabilities) {
      for (const std::size_t n : sizes) {
        add(operation.name, isa, p, n, [=, &operation] { return make_work(operation, isa, p, n); });
      }
    }
  }
  for (const char* const name : {"dropout", "apply_mask"}) add_placements_of(name, isa);
  for (const std::size_t n : short_sizes) {
    add("dropout", isa, 0.1, n, [=] { return make_work(operations[0], isa, 0.1, n); });
  }
  for (std::size_t i = 0; i < other_count; ++i) {
    const OfType& other = others[i];
    for (const std::size_t n : sizes) {
      const auto make = [=, &other] { return make_other(other, isa, 0.1, n); };
      add(other.form, isa, 0.1, n, make, other.type);
    }
  }
#if defined(DROPLET_BENCH_SSE2)
  if (isa != "sse2") return;
  const std::size_t n = 2048;
  add("dropout_over_xsimd", isa, 0.1, n, [=] {
    using namespace droplet::detail;
    const Buffers& b = buffers();
    return Work{[=] { fused<xsimd_sse2>(b, n); }, [=] { fused<sse2>(b, n); }, 8 * n, {}};
  });
#endif
}

}  // namespace bench
