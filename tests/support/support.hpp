// SPDX-License-Identifier: MIT
//
// What every test file uses.
#ifndef DROPLET_TESTS_SUPPORT_SUPPORT_HPP
#define DROPLET_TESTS_SUPPORT_SUPPORT_HPP

// Without exceptions a REQUIRE that is not true fails the test, and does not end it.
#if !defined(__cpp_exceptions)
#define DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS
#endif
#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include "droplet/droplet.hpp"
#include "elements.hpp"
#include "isa_choice.hpp"
#include "machine.hpp"

// Statuses are printed as their descriptions.
namespace doctest {
template <>
struct StringMaker<droplet::StatusCode> {
  static String convert(droplet::StatusCode status) { return droplet::describe(status); }
};
}  // namespace doctest

namespace support {

constexpr float* no_floats = nullptr;       // y decides the element type
constexpr std::size_t size_max = SIZE_MAX;  // WASI's macro has another type.

using Floats = std::vector<float>;
using Bytes = std::vector<std::uint8_t>;

// What is no matter of the element type: floats go through all of it, the others through a part.
template <class T>
constexpr std::size_t share(std::size_t all, std::size_t part) {
  return std::is_same_v<T, float> ? all : part;
}

// Each ISA that is compiled in and runs here, or the one to be tested. Says once which does not
// run.
inline const std::vector<isa_choice::Isa>& tested_isas() {
  static const std::vector<isa_choice::Isa> tested = [] {
    std::vector<isa_choice::Isa> isas;
    for (const auto& isa : isa_choice::compiled()) {
      if (only_isa != nullptr && isa.name != only_isa) continue;
      if (isa.runs_here) {
        isas.push_back(isa);
      } else {
        MESSAGE("skipped: ", isa.name, " does not run on this CPU");
      }
    }
    return isas;
  }();
  return tested;
}

// Calls test(name) on each of them.
template <class Test>
void on_every_isa(Test test) {
  for (const auto& isa : tested_isas()) {
    INFO("ISA ", isa.name);
    isa_choice::Use use(isa);
    test(isa.name);
  }
}

// SplitMix64, so that inputs are the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits() {
    state_ += droplet::detail::golden_gamma;
    return droplet::detail::mix64(state_);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits() % n); }
  double uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; }
  // Full mantissas, either sign, magnitude 1 to 2: sums and products of these stay normal numbers.
  float value() {
    const std::uint64_t r = bits();
    const auto magnitude = 1.0f + static_cast<float>(r >> 41) * 0x1p-23f;
    return (r & 1) != 0 ? magnitude : -magnitude;
  }

 private:
  std::uint64_t state_;
};

template <class T = float>
std::vector<T> values(std::size_t n, std::uint64_t seed) {
  Random random(seed);
  std::vector<T> x(n);
  for (T& v : x) {
    if constexpr (std::is_integral_v<T>) {
      v = static_cast<T>(random.bits() >> (64 - 8 * sizeof v));
    } else {
      v = elements::rounded<T>(random.value());
    }
  }
  return x;
}

inline std::uint32_t bits_of(float v) {
  std::uint32_t bits;
  std::memcpy(&bits, &v, sizeof bits);
  return bits;
}
inline float float_of(std::uint32_t bits) {
  float v;
  std::memcpy(&v, &bits, sizeof v);
  return v;
}

template <class T>
bool same_bytes(const T* a, const T* b, std::size_t n) {
  return n == 0 || std::memcmp(a, b, n * sizeof *a) == 0;
}
template <class T>
bool same_bytes(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && same_bytes(a.data(), b.data(), a.size());
}

inline bool bit(const Bytes& mask, std::size_t i) { return (mask[i / 8] >> i % 8 & 1) != 0; }

inline Bytes mask_of(const droplet::Mask& d, std::size_t n) {
  Bytes mask((n + 7) / 8);
  REQUIRE(droplet::fill_mask(d, mask.data(), n) == droplet::StatusCode::ok);
  return mask;
}

}  // namespace support

#endif
