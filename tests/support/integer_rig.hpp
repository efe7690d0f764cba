// SPDX-License-Identifier: MIT
//
// Runs dropout of integers on buffers at chosen places and compares all of their bytes, and those
// around them, with what must be there.
#ifndef DROPLET_TESTS_SUPPORT_INTEGER_RIG_HPP
#define DROPLET_TESTS_SUPPORT_INTEGER_RIG_HPP

#include "fixed.hpp"
#include "rig.hpp"

namespace support {

using fixed::least_zero, fixed::most_zero;
template <class T>
int zero_point(std::size_t step) {
  constexpr int some[] = {0, 5, most_zero<T>, -7, least_zero<T>, 1, 64, least_zero<T> + 1};
  const int zero = some[step % 8];
  return zero < least_zero<T> ? least_zero<T> : zero > most_zero<T> ? most_zero<T> : zero;
}
// All of them, or every stride-th; of int32 some, from the least to the greatest.
template <class T>
std::vector<int> zero_points(int stride = 1) {
  if (sizeof(T) == sizeof(std::int32_t)) stride = 0x0FEDCBA9;
  std::vector<int> list;
  for (std::int64_t zero = least_zero<T>; zero <= most_zero<T>; zero += stride)
    list.push_back(static_cast<int>(zero));
  if (list.back() != most_zero<T>) list.push_back(most_zero<T>);
  return list;
}

struct IntegerCall {
  double p = 0.3;
  int zero = 0;
  bool unscaled = false, in_place = false, with_bits = false, in_c = false;
  std::uint64_t first = 0;
  std::size_t n = 0;
  std::size_t x_at = 0, y_at = 0, bits_at = 0;  // elements and bytes from an alignment of 64
  droplet::Mode mode = droplet::Mode::train;
  std::uint32_t scale_bits = 0;  // the descriptor's own, where it is not 0
  std::size_t beyond = 0;        // elements more than are expected, as a fault would have
};

template <class T>
struct IntegerArguments {
  droplet::Mask mask;
  const T* x;
  T* y;
  std::size_t n;
  int zero;
  bool unscaled, in_c;
  std::uint8_t* bits;

  droplet::StatusCode drop() const {
    const droplet::Quantization to = {.zero_point = zero, .unscaled = unscaled};
    return in_c ? static_cast<droplet::StatusCode>(in_c_of_type(&mask.c(), x, y, n, to, bits))
                : droplet::dropout(mask, x, y, n, to, bits);
  }
  static constexpr auto in_c_of_type = droplet::detail::IntegerFunctions<T>::dropout;
};

// What y is where x is dropped by p and `bits`.
template <class T>
std::vector<T> expected_integers(const IntegerCall& c, const reference::Bits& bits, const T* x) {
  const bool inference = c.mode == droplet::Mode::inference;
  const float scale =
      c.scale_bits != 0 ? float_of(c.scale_bits) : reference::scale(reference::keep_units(c.p));
  const fixed::Factor factor = fixed::factor_of<T>(scale);
  std::vector<T> y(x, x + c.n);
  for (std::size_t i = 0; i < c.n && !inference; ++i) {
    if (!bits[i]) y[i] = static_cast<T>(c.zero);
    if (bits[i] && !c.unscaled) y[i] = fixed::kept(factor, x[i], c.zero);
  }
  return y;
}

template <class T>
class IntegerRig {
 public:
  explicit IntegerRig(std::size_t most)
      : x_(values<T>(most + 2 * margin, 1)), y_(most + 4 * margin), bits_(most / 8 + 4 * margin) {}

  // False where a byte differs.
  bool run(const IntegerCall& c) {
    using namespace droplet;
    const bool inference = c.mode == Mode::inference;
    const auto& bits = reference_mask(inference ? 0.0 : c.p, c.first, c.n);
    std::fill(y_.begin(), y_.end(), T{0x59});
    std::fill(bits_.begin(), bits_.end(), std::uint8_t{0xA5});
    const T* x = aligned(x_.data()) + c.x_at;
    T* const y = aligned(y_.data()) + margin + c.y_at;
    std::uint8_t* const stored = aligned(bits_.data()) + margin + c.bits_at;
    if (c.in_place) x = static_cast<T*>(memcpy(y, x, c.n * sizeof *y));
    const std::vector<T> y_want = with(y_, y, expected_integers(c, bits, x));
    const Bytes bits_want = with(bits_, stored, c.with_bits ? reference::pack(bits, c.n) : Bytes{});
    droplet_mask_t mask = Mask{Rate{c.p}, Key{rig_key}, c.first, c.mode}.c();
    if (c.scale_bits != 0) mask.rate.scale = float_of(c.scale_bits);
    const IntegerArguments<T> arguments{
        Mask{mask}, x,          y,      c.n + c.beyond,
        c.zero,     c.unscaled, c.in_c, c.with_bits ? stored : nullptr};
    return arguments.drop() == StatusCode::ok && y_ == y_want && bits_ == bits_want;
  }

 private:
  static constexpr std::size_t margin = 64;

  // `all` with `part` at `place`.
  template <class E>
  static std::vector<E> with(const std::vector<E>& all, const E* place,
                             const std::vector<E>& part) {
    std::vector<E> copy = all;
    std::copy(part.begin(), part.end(), copy.begin() + (place - all.data()));
    return copy;
  }

  std::vector<T> x_, y_;
  Bytes bits_;
};

}  // namespace support

#endif
