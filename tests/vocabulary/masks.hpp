// SPDX-License-Identifier: MIT
//
// What chooses among float lanes: bit for bit, as no arithmetic may happen to them.
#ifndef DROPLET_TESTS_VOCABULARY_MASKS_HPP
#define DROPLET_TESTS_VOCABULARY_MASKS_HPP

#include "floats.hpp"
#include "plain.hpp"

namespace {

template <class V>
class Masks {
 public:
  explicit Masks(const Place& place)
      : first_(reinterpret_cast<float*>(place.first)), end_(reinterpret_cast<float*>(place.end)) {}

  void run() {
    choices("select", [this](uint32_t mask, unsigned k, unsigned turn) { select(mask, k, turn); });
    choices("kept_or_zero", [this](uint32_t mask, unsigned k, unsigned turn) {
      kept(end_ - V::floats, mask, k, turn,
           [=](const float* p) { return V::kept_or_zero(V::bits(mask), k, V::load(p)); });
    });
    choices("scale_kept",
            [this](uint32_t mask, unsigned k, unsigned turn) { scale_kept(mask, k, turn); });
    pairs(
        "relu", [](F x, F) { return V::relu(x); },
        [](uint32_t x, uint32_t) { return Plain::relu_gradient(x, x); });
    pairs(
        "relu_gradient", [](F y, F a) { return V::relu_gradient(y, a); }, Plain::relu_gradient);
#define DROPLET_LOAD_KEPT(T, suffix) load_kept<T>();
    DROPLET_FLOATING_TYPES(DROPLET_LOAD_KEPT)
#undef DROPLET_LOAD_KEPT
  }

 private:
  using F = typename V::F;

  static bool bit(uint32_t mask, unsigned i) { return (mask >> i & 1) != 0; }

  // Each bit alone, all but it, and some that are mixed; with each, other values in every lane.
  template <class Choose>
  [[gnu::noinline]] static void choices(const char* name, Choose choose, const char* type = "") {
    vocabulary::checking(name, type);
    constexpr uint32_t patterns[] = {0, 0xAAAAAAAA, 0x0000FFFF, 0x00FF00FF, 0x9E3779B9};
    unsigned turn = 0;
    for (unsigned i = 0; i < 2 * (32 + 5); ++i) {
      const uint32_t pattern = i / 2 < 32 ? uint32_t{1} << i / 2 : patterns[i / 2 - 32];
      const uint32_t mask = i % 2 == 0 ? pattern : ~pattern;
      for (unsigned k = 0; k < 32; k += V::floats) {
        for (unsigned t = 0; t < 4; ++t) choose(mask, k, turn++);
      }
    }
  }

  void select(uint32_t mask, unsigned k, unsigned turn) {
    float* const kept = first_ + 1;  // aligned to a float and not to a vector
    float* const dropped = end_ - V::floats;
    fill(kept, V::floats, [=](unsigned l) { return float_bits(turn + l); });
    fill(dropped, V::floats, [=](unsigned l) { return float_bits(turn + l + 7); });
    V::store(dropped, V::select(V::bits(mask), k, V::load(kept), V::load(dropped)));
    expect_bits(dropped, V::floats,
                [=](unsigned l) { return float_bits(turn + l + (bit(mask, k + l) ? 0 : 7)); });
  }

  template <class T, class Kept>
  [[gnu::noinline]] void kept(T* p, uint32_t mask, unsigned k, unsigned turn, Kept kept_of) {
    fill(p, V::floats, [=](unsigned l) { return element_bits<T>(turn + l); });
    V::store(p, kept_of(p));
    expect_bits(p, V::floats,
                [=](unsigned l) { return bit(mask, k + l) ? element_bits<T>(turn + l) : 0; });
  }

  template <class T>
  void load_kept() {
    if constexpr (droplet::detail::masks_loads<V, T>) {
      const auto choose = [this](uint32_t mask, unsigned k, unsigned turn) {
        T* const places[] = {reinterpret_cast<T*>(first_) + 1,
                             reinterpret_cast<T*>(end_) - V::floats};
        for (T* p : places) {
          kept(p, mask, k, turn, [=](const T* at) { return V::load_kept(V::bits(mask), k, at); });
        }
      };
      choices("load_kept", choose, name_of<T>);
    }
  }

  // A product is what multiply gives; what is dropped is +0, be it a NaN.
  void scale_kept(uint32_t mask, unsigned k, unsigned turn) {
    float* const x = first_ + 1;
    float* const y = end_ - V::floats;
    const F factor = V::broadcast(1.25f);
    fill(x, V::floats, [=](unsigned l) { return float_bits(turn + l); });
    V::store(y, V::multiply(V::load(x), factor));
    uint32_t products[V::floats];
    for (unsigned l = 0; l < V::floats; ++l) products[l] = bits_of(y + l);
    V::store(y, V::scale_kept(V::bits(mask), k, V::load(x), factor));
    expect_bits(y, V::floats, [&](unsigned l) { return bit(mask, k + l) ? products[l] : 0; });
  }

  // Every value with every other in every lane.
  void pairs(const char* name, F (*op)(F, F), uint32_t (*expected)(uint32_t, uint32_t)) {
    vocabulary::checking(name);
    float* const a = first_ + 1;
    float* const b = end_ - V::floats;
    for (unsigned i = 0; i < float_count * float_count; ++i) {
      const unsigned j = i + i / float_count;
      fill(a, V::floats, [=](unsigned l) { return float_bits(i + l); });
      fill(b, V::floats, [=](unsigned l) { return float_bits(j + l); });
      V::store(b, op(V::load(a), V::load(b)));
      expect_bits(b, V::floats,
                  [=](unsigned l) { return expected(float_bits(i + l), float_bits(j + l)); });
    }
  }

  float *first_, *end_;
};

}  // namespace

#endif
