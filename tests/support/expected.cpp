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

  bool cuts(float x) const { return rectifies && x <= 0.0f; }

  // Calls use with what an element becomes, which is chosen once for all elements.
  template <class Use>
  void each(Use use) const {
    switch (form) {
      case Form::adds:
        return use([a = *this](bool kept, float x, float branch) {
          return kept ? x + branch * a.factor : x;
        });
      case Form::sums:
        return use([a = *this](bool kept, float x, float branch) {
          return x + (kept ? branch * a.factor : 0.0f);
        });
      case Form::reads_output:
        return use([a = *this](bool, float x, float branch) {
          return a.zero || x <= 0.0f ? 0.0f : branch * a.factor;
        });
      case Form::zero:
        return use([](bool, float, float) { return 0.0f; });
      case Form::identity:
        return use([a = *this](bool, float x, float) { return a.cuts(x) ? 0.0f : x; });
      case Form::shifts:
        return use([a = *this](bool kept, float x, float) {
          return kept ? x * a.factor + a.shift : a.dropped;
        });
      case Form::scales:
        return use([a = *this](bool kept, float x, float) {
          return a.cuts(x) ? 0.0f : kept ? x * a.factor : a.dropped;
        });
    }
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

  template <class Use>
  void each(Use use) const {
    use([a = *this](bool kept, T x, T branch) {
      if (!kept) return a.adds ? x : static_cast<T>(a.zero);
      if (a.adds) return fixed::added(a.factor, x, branch, a.zero);
      return a.unscaled ? x : fixed::kept(a.factor, x, a.zero);
    });
  }
};

}  // namespace

Element Operation::element(std::uint64_t q, float scale) const {
  Element chosen;
  Arithmetic(*this, q, scale).each([&](const auto& element) { chosen = element; });
  return chosen;
}

template <class T>
std::vector<T> Operation::expected(double p, const reference::Bits& bits, const T* x,
                                   const T* branch, std::vector<T> y, std::size_t n,
                                   std::uint64_t first) const {
  const std::uint64_t q = reference::keep_units(p);
  using Numbers = std::conditional_t<std::is_integral_v<T>, IntegerArithmetic<T>, Arithmetic>;
  const Shape s = shape(n);
  const std::size_t count = writes_y() ? s.elements() : 0;
  // Where x is dropped and added to a residual, it is the residual too, without a bias.
  const T* const added = has_branch() ? branch : x;
  Numbers(*this, q, reference::scale(q)).each([&](const auto& element) {
    const auto of = [&](bool kept, std::size_t i) {
      if constexpr (std::is_integral_v<T>) {
        return element(kept, x[i], added[i]);
      } else {
        using elements::number;
        return elements::rounded<T>(element(kept, number(x[i]), number(added[i])));
      }
    };
    if (decides_itself() && !is_share() && !gathers()) {
      auto next = bits.begin();
      for (std::size_t i = 0; i < count; ++i) y[i] = of(*next++, i);
      return;
    }
    for (std::size_t i = 0, out = 0; i < count; ++i) {
      const bool kept = bits[decision(i, s)];
      if (gathers() && !kept) continue;
      if (owns(first, i)) y[out] = of(kept, i);
      ++out;
    }
  });
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
