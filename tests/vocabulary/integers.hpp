// SPDX-License-Identifier: MIT
//
// The vocabulary's ops on 64-bit integers, every value with every other in every lane, against
// those of R.
#ifndef DROPLET_TESTS_VOCABULARY_INTEGERS_HPP
#define DROPLET_TESTS_VOCABULARY_INTEGERS_HPP

#include "place.hpp"

namespace {

using vocabulary::Place;

// Carries across the halves and out of both, signs of either half, and the generator's constants.
constexpr uint64_t words[] = {
    0,
    1,
    0x7FFFFFFF,
    0x80000000,
    0xFFFFFFFF,
    0x100000000,
    0x1FFFFFFFF,
    0x7FFFFFFF00000000,
    0x7FFFFFFF80000000,
    0x7FFFFFFFFFFFFFFF,
    0x8000000000000000,
    0x8000000000000001,
    0x80000000FFFFFFFF,
    0xAAAAAAAA55555555,
    0xFFFFFFFF00000000,
    0xFFFFFFFFFFFFFFFF,
    0x9E3779B97F4A7C15,
    0xBF58476D1CE4E5B9,
    0x94D049BB133111EB,
};
constexpr unsigned word_count = sizeof words / sizeof words[0];

template <class V, class R>
class Integers {
 public:
  // a is aligned to a word and not to a vector; b and the result end where accesses are seen to.
  explicit Integers(const Place& place)
      : a_(reinterpret_cast<uint64_t*>(place.first) + 1),
        b_(reinterpret_cast<uint64_t*>(place.end) - V::lanes) {}

  void run() {
    placed();
    arithmetic();
    bitwise();
    shifts<5, 18, 23, 27, 30, 31>();
  }

 private:
  using U = typename V::U;
  static uint64_t first(uint64_t a, uint64_t) { return a; }
  static uint64_t second(uint64_t, uint64_t b) { return b; }

  void placed() {
    pairs(
        "load and store", [](U a, U, uint64_t) { return a; }, first);
    pairs(
        "load at the end", [](U, U b, uint64_t) { return b; }, second);
    pairs(
        "broadcast", [](U, U, uint64_t b) { return V::broadcast(b); }, second, 0);
  }

  void arithmetic() {
    pairs(
        "add", [](U a, U b, uint64_t) { return V::add(a, b); },
        [](uint64_t a, uint64_t b) { return R::add(a, b); });
    pairs(
        "multiply", [](U a, U, uint64_t b) { return V::multiply(a, b); },
        [](uint64_t a, uint64_t b) { return R::multiply(a, b); }, 0);
    pairs(
        "high_below", [](U a, U b, uint64_t) { return V::high_below(a, b); },
        [](uint64_t a, uint64_t b) { return R::high_below(a, b); }, 1, UINT64_MAX << 32);
  }

  void bitwise() {
    pairs(
        "bit_and", [](U a, U b, uint64_t) { return V::bit_and(a, b); },
        [](uint64_t a, uint64_t b) { return R::bit_and(a, b); });
    pairs(
        "bit_or", [](U a, U b, uint64_t) { return V::bit_or(a, b); },
        [](uint64_t a, uint64_t b) { return R::bit_or(a, b); });
    pairs(
        "bit_xor", [](U a, U b, uint64_t) { return V::bit_xor(a, b); },
        [](uint64_t a, uint64_t b) { return R::bit_xor(a, b); });
    pairs(
        "swap_halves", [](U a, U, uint64_t) { return V::swap_halves(a); },
        [](uint64_t a, uint64_t) { return R::swap_halves(a); });
  }

  // A shift is only ever xored with something: that is what Halves waits for.
  template <int... n>
  void shifts() {
    (pairs(
         "shift_left",
         [](U a, U b, uint64_t) { return V::bit_xor(a, V::template shift_left<n>(b)); },
         [](uint64_t a, uint64_t b) { return R::bit_xor(a, R::template shift_left<n>(b)); }),
     ...);
    (pairs(
         "shift_right",
         [](U a, U b, uint64_t) { return V::bit_xor(a, V::template shift_right<n>(b)); },
         [](uint64_t a, uint64_t b) { return R::bit_xor(a, R::template shift_right<n>(b)); }),
     ...);
  }

  // From lane to lane a's value changes, and b's by `turn`; of b only the bits in b_mask are. By
  // pointers, so that it is compiled once.
  [[gnu::noinline]] void pairs(const char* name, U (*op)(U, U, uint64_t),
                               uint64_t (*expected)(uint64_t, uint64_t), unsigned turn = 1,
                               uint64_t b_mask = UINT64_MAX) {
    vocabulary::checking(name);
    const auto a = [](unsigned i, unsigned lane) { return words[(i + lane) % word_count]; };
    for (unsigned pair = 0; pair < word_count * word_count; ++pair) {
      const unsigned i = pair / word_count, j = pair % word_count;
      for (unsigned l = 0; l < V::lanes; ++l) {
        a_[l] = a(i, l);
        b_[l] = a(j, turn * l) & b_mask;
      }
      __asm__ volatile("" ::: "memory");  // the values are not known when this is compiled
      V::store(b_, op(V::load(a_), V::load(b_), words[j]));
      __asm__ volatile("" ::: "memory");
      for (unsigned l = 0; l < V::lanes; ++l) {
        const uint64_t want = expected(a(i, l), a(j, turn * l) & b_mask);
        if (b_[l] != want) vocabulary::wrong(l, b_[l], want);
      }
    }
  }

  uint64_t *a_, *b_;
};

}  // namespace

#endif
