// SPDX-License-Identifier: MIT
//
// What loads and stores only some float lanes, or goes past the caches: bit for bit, and nothing
// beside them.
#ifndef DROPLET_TESTS_VOCABULARY_PARTS_HPP
#define DROPLET_TESTS_VOCABULARY_PARTS_HPP

#include "floats.hpp"

namespace {

template <class V>
class Parts {
 public:
  explicit Parts(const Place& place)
      : first_(reinterpret_cast<float*>(place.first)), end_(reinterpret_cast<float*>(place.end)) {}

  void run() {
    [[maybe_unused]] constexpr bool sides[] = {false, true};
    if constexpr (V::floats > 1) {
      for (unsigned n = 1; n < V::floats; ++n) {
        for (const bool at_end : sides) {
          load_part(n, at_end);
          store("store_part", n, 0, at_end, [=](float* p, F a) { V::store_part(p, a, n); });
        }
      }
    }
    if constexpr (droplet::detail::bypasses_caches<V, float>) {
      for (const bool at_end : sides) {
        store("store_nontemporal", V::floats, 4, at_end, [](float* p, F a) {
          V::store_nontemporal(p, a);
          V::end_nontemporal();
        });
      }
    }
  }

 private:
  using F = typename V::F;
  static constexpr unsigned stretch = Place::size / sizeof(float);
  static constexpr uint32_t untouched = 0x5A5A5A5A;

  // n floats, `gap` more from where accesses are seen to; the vector that has them, or gets them,
  // is in the other stretch.
  float* part(unsigned n, unsigned gap, bool at_end) const {
    float* const begin = at_end ? end_ - stretch : first_;
    fill(begin, stretch, [](unsigned) { return untouched; });
    return at_end ? end_ - gap - n : first_ + gap;
  }
  float* vector(bool at_end) const { return at_end ? first_ : end_ - V::floats; }

  void load_part(unsigned n, bool at_end) {
    vocabulary::checking("load_part");
    for (unsigned turn = 0; turn < float_count; ++turn) {
      float* const p = part(n, 0, at_end);
      fill(p, n, [=](unsigned l) { return float_bits(turn + l); });
      V::store(vector(at_end), V::load_part(p, n));
      expect_bits(vector(at_end), V::floats,
                  [=](unsigned l) { return l < n ? float_bits(turn + l) : 0; });
    }
  }

  template <class Store>
  void store(const char* name, unsigned n, unsigned gap, bool at_end, Store store_at) {
    vocabulary::checking(name);
    for (unsigned turn = 0; turn < float_count; ++turn) {
      float* const p = part(n, gap, at_end);
      fill(vector(at_end), V::floats, [=](unsigned l) { return float_bits(turn + l); });
      store_at(p, V::load(vector(at_end)));
      __asm__ volatile("" ::: "memory");
      float* const begin = at_end ? end_ - stretch : first_;
      const auto at = static_cast<unsigned>(p - begin);
      expect_bits(begin, stretch, [=](unsigned l) {
        return l - at < n ? float_bits(turn + l - at) : untouched;  // l - at wraps below p
      });
    }
  }

  float *first_, *end_;
};

}  // namespace

#endif
