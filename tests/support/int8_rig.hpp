// SPDX-License-Identifier: MIT
//
// Runs dropout of int8 on buffers at chosen places and compares all of their bytes, and those
// around them, with what must be there.
#ifndef DROPLET_TESTS_SUPPORT_INT8_RIG_HPP
#define DROPLET_TESTS_SUPPORT_INT8_RIG_HPP

#include "fixed.hpp"
#include "rig.hpp"

namespace support {

using Int8s = std::vector<std::int8_t>;

inline Int8s int8s(std::size_t n, std::uint64_t seed) {
  Random random(seed);
  Int8s x(n);
  for (std::int8_t& v : x) v = static_cast<std::int8_t>(random.bits() >> 56);
  return x;
}

struct Int8Call {
  double p = 0.3;
  int zero = 0;
  bool unscaled = false, in_place = false, with_bits = false, in_c = false;
  std::uint64_t first = 0;
  std::size_t n = 0;
  std::size_t x_at = 0, y_at = 0, bits_at = 0;  // from an alignment of 64
  droplet::Mode mode = droplet::Mode::train;
  std::uint32_t scale_bits = 0;  // the descriptor's own, where it is not 0
  std::size_t beyond = 0;        // elements more than are expected, as a fault would have
};

struct Int8Arguments {
  droplet::Mask mask;
  const std::int8_t* x;
  std::int8_t* y;
  std::size_t n;
  int zero;
  bool unscaled, in_c;
  std::uint8_t* bits;

  droplet::StatusCode drop() const {
    const droplet::Quantization to = {.zero_point = zero, .unscaled = unscaled};
    return in_c ? static_cast<droplet::StatusCode>(droplet_dropout_i8(&mask.c(), x, y, n, to, bits))
                : droplet::dropout(mask, x, y, n, to, bits);
  }
};

// What y is where x is dropped by p and `bits`.
inline Int8s expected_int8s(const Int8Call& c, const reference::Bits& bits, const std::int8_t* x) {
  const bool inference = c.mode == droplet::Mode::inference;
  const float scale =
      c.scale_bits != 0 ? float_of(c.scale_bits) : reference::scale(reference::keep_units(c.p));
  const fixed::Factor factor = fixed::factor_of(scale);
  Int8s y(x, x + c.n);
  for (std::size_t i = 0; i < c.n && !inference; ++i) {
    if (!bits[i]) y[i] = static_cast<std::int8_t>(c.zero);
    if (bits[i] && !c.unscaled) y[i] = fixed::kept(factor, x[i], c.zero);
  }
  return y;
}

class Int8Rig {
 public:
  explicit Int8Rig(std::size_t most)
      : x_(int8s(most + 2 * margin, 1)), y_(most + 4 * margin), bits_(most / 8 + 4 * margin) {}

  // False where a byte differs.
  bool run(const Int8Call& c) {
    using namespace droplet;
    const bool inference = c.mode == Mode::inference;
    const auto& bits = reference_mask(inference ? 0.0 : c.p, c.first, c.n);
    std::fill(y_.begin(), y_.end(), std::int8_t{0x59});
    std::fill(bits_.begin(), bits_.end(), std::uint8_t{0xA5});
    const std::int8_t* x = aligned(x_.data()) + c.x_at;
    std::int8_t* const y = aligned(y_.data()) + margin + c.y_at;
    std::uint8_t* const stored = aligned(bits_.data()) + margin + c.bits_at;
    if (c.in_place) x = static_cast<std::int8_t*>(memcpy(y, x, c.n));
    const Int8s y_want = with(y_, y, expected_int8s(c, bits, x));
    const Bytes bits_want = with(bits_, stored, c.with_bits ? reference::pack(bits, c.n) : Bytes{});
    droplet_mask_t mask = Mask{Rate{c.p}, Key{rig_key}, c.first, c.mode}.c();
    if (c.scale_bits != 0) mask.rate.scale = float_of(c.scale_bits);
    const Int8Arguments arguments{Mask{mask}, x,          y,      c.n + c.beyond,
                                  c.zero,     c.unscaled, c.in_c, c.with_bits ? stored : nullptr};
    return arguments.drop() == StatusCode::ok && y_ == y_want && bits_ == bits_want;
  }

 private:
  static constexpr std::size_t margin = 64;

  // `all` with `part` at `place`.
  template <class T>
  static std::vector<T> with(const std::vector<T>& all, const T* place,
                             const std::vector<T>& part) {
    std::vector<T> copy = all;
    std::copy(part.begin(), part.end(), copy.begin() + (place - all.data()));
    return copy;
  }

  Int8s x_, y_;
  Bytes bits_;
};

}  // namespace support

#endif
