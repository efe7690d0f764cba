// SPDX-License-Identifier: MIT
//
// What loads and stores only some elements of T, or goes past the caches: bit for bit, and nothing
// beside them.
#ifndef DROPLET_TESTS_VOCABULARY_PARTS_HPP
#define DROPLET_TESTS_VOCABULARY_PARTS_HPP

#include "floats.hpp"

namespace {

template <class V, class T>
class Parts {
 public:
  explicit Parts(const Place& place)
      : first_(reinterpret_cast<T*>(place.first)), end_(reinterpret_cast<T*>(place.end)) {}

  void run() {
    [[maybe_unused]] constexpr bool sides[] = {false, true};
    if constexpr (width > 1) {
      for (unsigned n = 1; n < width; ++n) {
        for (const bool at_end : sides) {
          load_part(n, at_end);
          store("store_part", n, 0, at_end,
                [](T* p, F a, unsigned count) { V::store_part(p, a, count); });
        }
      }
    }
    if constexpr (droplet::detail::bypasses_caches<V, T>) {
      for (const bool at_end : sides) {
        store("store_nontemporal", width, 16 / sizeof(T), at_end, [](T* p, F a, unsigned) {
          V::store_nontemporal(p, a);
          V::end_nontemporal();
        });
      }
    }
  }

 private:
  using F = decltype(V::load(static_cast<const T*>(nullptr)));
  static constexpr unsigned width = droplet::detail::width_of<V, T>;
  static constexpr unsigned stretch = Place::size / sizeof(T);
  static constexpr auto untouched = static_cast<BitsOf<T>>(0x5A5A5A5A);

  // n elements, `gap` more from where accesses are seen to; the vector that has them, or gets them,
  // is in the other stretch.
  T* part(unsigned n, unsigned gap, bool at_end) const {
    T* const begin = at_end ? end_ - stretch : first_;
    fill(begin, stretch, [](unsigned) { return untouched; });
    return at_end ? end_ - gap - n : first_ + gap;
  }
  T* vector(bool at_end) const { return at_end ? first_ : end_ - width; }

  [[gnu::noinline]] void load_part(unsigned n, bool at_end) {
    vocabulary::checking("load_part", name_of<T>);
    for (unsigned turn = 0; turn < float_count; ++turn) {
      T* const p = part(n, 0, at_end);
      fill(p, n, [=](unsigned l) { return element_bits<T>(turn + l); });
      V::store(vector(at_end), V::load_part(p, n));
      expect_bits(vector(at_end), width,
                  [=](unsigned l) { return l < n ? element_bits<T>(turn + l) : 0; });
    }
  }

  [[gnu::noinline]] void store(const char* name, unsigned n, unsigned gap, bool at_end,
                               void (*store_at)(T*, F, unsigned)) {
    vocabulary::checking(name, name_of<T>);
    for (unsigned turn = 0; turn < float_count; ++turn) {
      T* const p = part(n, gap, at_end);
      fill(vector(at_end), width, [=](unsigned l) { return element_bits<T>(turn + l); });
      store_at(p, V::load(vector(at_end)), n);
      __asm__ volatile("" ::: "memory");
      T* const begin = at_end ? end_ - stretch : first_;
      const auto at = static_cast<unsigned>(p - begin);
      expect_bits(begin, stretch, [=](unsigned l) {
        return l - at < n ? element_bits<T>(turn + l - at) : untouched;  // l - at wraps below p
      });
    }
  }

  T *first_, *end_;
};

}  // namespace

#endif
