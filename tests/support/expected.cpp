// SPDX-License-Identifier: MIT
//
// What each operation must give, an element at a time.
#include <cmath>

#include <type_traits>

#include "elements.hpp"
#include "fixed.hpp"
#include "operations.hpp"

namespace operations {

using namespace droplet;

Affine affine(double keep) {
  const double alpha = 1.7580993408473766;
  const double a = 1.0 / std::sqrt((alpha * alpha * (1.0 - keep) + 1.0) * keep);
  const double b = a * alpha * (1.0 - keep);
  return {a, b, b - a * alpha};
}

namespace {

// The text of docs/MASK.md, section 4. It goes without the cancellation of `b - a * alpha`, which
// few units of keep would show.
Affine documented_affine(double keep) {
  const double alpha = 1.7580993408473766;
  const double v = (alpha * alpha * (1.0 - keep) + 1.0) * keep;
  double r = 0.5;
  for (int i = 0; i < 64; ++i) {
    const double next = r * (1.5 - 0.5 * v * r * r);
    if (next <= r) break;
    r = next;
  }
  return {r, r * alpha * (1.0 - keep), -r * alpha * keep};
}

// One operation at one probability, an element at a time.
struct Arithmetic {
  enum class Form { adds, sums, reads_output, zero, identity, shifts, scales } form;
  bool rectifies, zero;
  float factor, shift, dropped;

  Arithmetic(const Operation& op, std::uint64_t q, float scale)
      : rectifies(op.kind == Kind::relu_dropout), zero(q == 0), shift(0.0f), dropped(0.0f) {
    const bool identity = q == reference::keep_everything && !op.reads_mask();
    const bool shifts = op.kind == Kind::alpha_dropout || op.kind == Kind::feature_alpha_dropout;
    form = op.adds_branch()                         ? Form::adds
           : op.kind == Kind::bias_dropout_add      ? Form::sums
           : op.kind == Kind::relu_dropout_backward ? Form::reads_output
           : zero                                   ? Form::zero
           : identity                               ? Form::identity
           : shifts                                 ? Form::shifts
                                                    : Form::scales;
    const bool alpha = shifts || op.kind == Kind::alpha_dropout_backward ||
                       op.kind == Kind::feature_alpha_dropout_backward;
    const Affine c = alpha ? documented_affine(static_cast<double>(q) * 0x1p-44) : Affine{};
    factor = alpha ? static_cast<float>(c.a) : scale;
    if (op.options.unscaled || identity) factor = 1.0f;
    if (shifts) {
      shift = static_cast<float>(c.b);
      dropped = static_cast<float>(c.dropped);
    }
  }

  float operator()(bool kept, float x, float branch) const {
    if (rectifies && x <= 0.0f) return 0.0f;
    switch (form) {
      case Form::adds:
        return kept ? x + branch * factor : x;
      case Form::sums:
        return x + (kept ? branch * factor : 0.0f);
      case Form::reads_output:
        return zero || x <= 0.0f ? 0.0f : branch * factor;
      case Form::zero:
        return 0.0f;
      case Form::identity:
        return x;
      case Form::shifts:
        return kept ? x * factor + shift : dropped;
      case Form::scales:
        break;
    }
    return kept ? x * factor : dropped;
  }
};

// The same of integers; what was not kept is x where the operation adds.
template <class T>
struct IntegerArithmetic {
  bool adds, unscaled;
  int zero;
  fixed::Factor factor;

  IntegerArithmetic(const Operation& op, std::uint64_t, float scale)
      : adds(op.adds_branch()),
        unscaled(op.options.unscaled),
        zero(op.quantization.zero_point),
        factor(fixed::factor_of<T>(unscaled ? 1.0f : scale)) {}

  T operator()(bool kept, T x, T branch) const {
    if (!kept) return adds ? x : static_cast<T>(zero);
    if (adds) return fixed::added(factor, x, branch, zero);
    return unscaled ? x : fixed::kept(factor, x, zero);
  }
};

}  // namespace

Element Operation::element(std::uint64_t q, float scale) const {
  return Arithmetic(*this, q, scale);
}

template <class T>
std::vector<T> Operation::expected(double p, const reference::Bits& bits, const T* x,
                                   const T* branch, std::vector<T> y, std::size_t n,
                                   std::uint64_t first) const {
  using elements::number;
  const std::uint64_t q = reference::keep_units(p);
  using Numbers = std::conditional_t<std::is_integral_v<T>, IntegerArithmetic<T>, Arithmetic>;
  const Numbers arithmetic(*this, q, reference::scale(q));
  const Shape s = shape(n);
  const std::size_t count = writes_y() ? s.elements() : 0;
  // Where x is dropped and added to a residual, it is the residual too, without a bias.
  const T* const added_to_x = has_branch() ? branch : x;
  const bool leaves_out = gathers(), each = decides_itself();
  auto next = bits.begin();
  for (std::size_t i = 0, out = 0; i < count; ++i) {
    const bool kept = each ? *next++ : bits[decision(i, s)];
    if (leaves_out && !kept) continue;
    const std::size_t to = out++;
    if (!owns(first, i)) continue;
    const T added = added_to_x[i];
    if constexpr (std::is_integral_v<T>) {
      y[to] = arithmetic(kept, x[i], added);
    } else {
      y[to] = elements::rounded<T>(arithmetic(kept, number(x[i]), number(added)));
    }
  }
  return y;
}

void Operation::expect_mask(const reference::Bits& bits, std::size_t n, std::uint64_t first,
                            std::uint8_t* mask) const {
  for (std::size_t i = 0; i < (n + 7) / 8 * 8; ++i) {
    const std::size_t decided = i < n ? i : n - 1;  // what is unused is the last one's
    const bool stays = ands_mask() && (i >= n || bits[i]);
    if (stays || !owns(first, decided)) continue;
    const unsigned bit = 1u << i % 8;
    const unsigned value = !ands_mask() && i < n && bits[i] ? bit : 0;
    mask[i / 8] = static_cast<std::uint8_t>((mask[i / 8] & ~bit) | value);
  }
}

template <class T>
std::vector<T> Operation::branch_of(const reference::Bits& bits, const T* branch,
                                    std::size_t n) const {
  std::vector<T> taken;
  const Shape s = shape(n);
  const std::size_t count = has_branch() ? s.elements() : 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!takes_list() || bits[decision(i, s)]) taken.push_back(branch[i]);
  }
  return taken;
}

#define DROPLET_EXPECTED_ON(T, suffix)                                                            \
  template std::vector<T> Operation::expected(double, const reference::Bits&, const T*, const T*, \
                                              std::vector<T>, std::size_t, std::uint64_t) const;  \
  template std::vector<T> Operation::branch_of(const reference::Bits&, const T*, std::size_t) const;
DROPLET_FLOATING_TYPES(DROPLET_EXPECTED_ON)
DROPLET_INTEGER_TYPES(DROPLET_EXPECTED_ON)
#undef DROPLET_EXPECTED_ON

}  // namespace operations
