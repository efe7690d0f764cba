// SPDX-License-Identifier: MIT
//
// What one would write without Droplet, with the flags that favour it: those of this very CPU.
#include <cstring>
#include <random>
#include <xsimd/xsimd.hpp>

#include "limits.hpp"
#include "plain_loops.hpp"
#include "suite.hpp"
#if defined(DROPLET_BENCH_EIGEN)
#include <Eigen/Core>
#endif

namespace {

using bench::Work;

struct Call {
  const float* x;
  float* y;
  float* noise;
  std::size_t n;
  float p;
};

void plain_loop(const Call& c) { plain_loops::xorshift32_dropout(c.x, c.y, c.n, c.p, 42); }

void std_bernoulli(const Call& c) {
  static std::mt19937 generator(42);
  std::bernoulli_distribution kept(1.0 - static_cast<double>(c.p));
  const float scale = 1.0f / (1.0f - c.p);
  for (std::size_t i = 0; i < c.n; ++i) c.y[i] = kept(generator) ? c.x[i] * scale : 0.0f;
}

// PyTorch's aten/src/ATen/native/Dropout.cpp:
// noise.bernoulli_(1 - p); noise.div_(1 - p); x * noise.
void three_passes(const Call& c) {
  static std::mt19937 generator(42);
  std::bernoulli_distribution kept(1.0 - static_cast<double>(c.p));
  for (std::size_t i = 0; i < c.n; ++i) c.noise[i] = kept(generator) ? 1.0f : 0.0f;
  const float keep = 1.0f - c.p;
  for (std::size_t i = 0; i < c.n; ++i) c.noise[i] /= keep;
  for (std::size_t i = 0; i < c.n; ++i) c.y[i] = c.x[i] * c.noise[i];
}

// A generator a lane (xorshift32, Marsaglia 2003), compare, select; n is a multiple of a vector.
void xsimd_alone(const Call& c) {
  using Floats = xsimd::batch<float>;
  using Words = xsimd::batch<std::uint32_t>;
  constexpr std::size_t lanes = Floats::size;
  alignas(64) static std::uint32_t states[lanes];
  if (states[0] == 0) {
    std::seed_seq seed{42};
    seed.generate(states, states + lanes);
  }
  Words state = Words::load_aligned(states);
  const Floats keep((1.0f - c.p) * 16777216.0f), scale(1.0f / (1.0f - c.p)), zero(0.0f);
  for (std::size_t i = 0; i < c.n; i += lanes) {
    state = state ^ (state << 13);
    state = state ^ (state >> 17);
    state = state ^ (state << 5);
    const Floats drawn = xsimd::to_float(xsimd::batch_cast<std::int32_t>(state >> 8));
    const Floats x = Floats::load_unaligned(c.x + i);
    xsimd::select(drawn < keep, x * scale, zero).store_unaligned(c.y + i);
  }
  state.store_aligned(states);
}

#if defined(DROPLET_BENCH_EIGEN)
void eigen(const Call& c) {
  using Array = Eigen::Map<Eigen::ArrayXf>;
  const auto n = static_cast<Eigen::Index>(c.n);
  Array noise(c.noise, n), y(c.y, n);
  const Eigen::Map<const Eigen::ArrayXf> x(c.x, n);
  noise.setRandom();  // uniform in [-1, 1]
  y = (noise < 1.0f - 2.0f * c.p).select(x * (1.0f / (1.0f - c.p)), 0.0f);
}
#endif

struct Peer {
  const char* name;
  void (*run)(const Call&);
};
constexpr Peer peers[] = {
    {"plain_loop", plain_loop}, {"std_bernoulli", std_bernoulli}, {"three_passes", three_passes},
    {"xsimd", xsimd_alone},
#if defined(DROPLET_BENCH_EIGEN)
    {"eigen", eigen},
#endif
};

// Compared with y = s * x by the same flags.
void add_native(const std::string& name, const std::string& isa, double p, std::size_t n,
                void (*run)(const Call&)) {
  bench::add(name, isa, p, n, [=] {
    const bench::Buffers& b = bench::buffers();
    const Call call{b.x, b.y, b.noise, n, static_cast<float>(p)};
    return Work{[=] { run(call); },
                [=, scale = limits::of("native").scale] { scale(call.x, call.y, n, 1.1f); },
                8 * n,
                {}};
  });
}

}  // namespace

void bench::add_peers() {
  for (const Peer& peer : peers) {
    for (const double p : probabilities) {
      for (const std::size_t n : sizes) add_native(peer.name, "native", p, n, peer.run);
    }
  }
  for (const std::size_t n : short_sizes) add_native("plain_loop", "native", 0.1, n, plain_loop);
  for (const std::size_t n : sizes) {
    add_native("memcpy", "libc", 0, n,
               [](const Call& c) { std::memcpy(c.y, c.x, c.n * sizeof(float)); });
  }
}
