// SPDX-License-Identifier: MIT
//
// The vocabulary's ops on int8: every element around every zero point, against docs/MASK.md's
// arithmetic, for scales of every exponent.
#ifndef DROPLET_TESTS_VOCABULARY_INT8S_HPP
#define DROPLET_TESTS_VOCABULARY_INT8S_HPP

#include "ops/requantize.hpp"
#include "place.hpp"
#include "plain.hpp"

namespace {

using vocabulary::Place;

template <class V>
class Int8s {
 public:
  // x is aligned to no more than a byte; the result ends where accesses are seen to.
  explicit Int8s(const Place& place)
      : x_(reinterpret_cast<int8_t*>(place.first) + 1),
        y_(reinterpret_cast<int8_t*>(place.end) - V::int8s) {}

  void run() {
    vocabulary::checking("requantize");
    for (uint32_t exponent = 0; exponent <= 44; ++exponent) {
      // Exact; rounded down, up, and up to the next exponent; and half a unit from the latter.
      constexpr uint32_t fractions[] = {0, 0x0E38E4, 0x2AAAAB, 0x7FFEFF, 0x7FFF00, 0x7FFFFF};
      for (const uint32_t fraction : fractions) {
        if (exponent > 9 && fraction != 0 && fraction != 0x7FFF00) continue;
        requantize((127 + exponent) << 23 | fraction);
      }
    }
  }

 private:
  void requantize(uint32_t scale_bits) {
    const Plain::Fixed fixed = Plain::fixed(scale_bits);
    for (int zero = INT8_MIN; zero <= INT8_MAX; ++zero) {
      const auto z = static_cast<int8_t>(zero);
      const auto r = droplet::detail::requantization(scale_bits, z);
      for (int first = INT8_MIN; first <= INT8_MAX; first += static_cast<int>(V::int8s)) {
        for (unsigned l = 0; l < V::int8s; ++l)
          x_[l] = static_cast<int8_t>(first + static_cast<int>(l));
        __asm__ volatile("" ::: "memory");  // the values are not known when this is compiled
        V::store(y_, V::requantize(V::load(x_), r.multiplier, r.shift, z));
        __asm__ volatile("" ::: "memory");
        for (unsigned l = 0; l < V::int8s; ++l) {
          const int want = Plain::requantized(fixed, first + static_cast<int>(l), zero);
          if (y_[l] != want)
            vocabulary::wrong(l, static_cast<uint8_t>(y_[l]), static_cast<uint8_t>(want));
        }
      }
    }
  }

  int8_t *x_, *y_;
};

}  // namespace

#endif
