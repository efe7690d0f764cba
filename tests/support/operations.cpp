// SPDX-License-Identifier: MIT
#include "operations.hpp"

#include <cmath>

namespace operations {

using namespace droplet;

Shape Operation::shape(std::size_t n) const {
  const std::size_t c = channels != 0 ? channels : n / inner != 0 ? n / inner : 1;
  return {n / (c * inner), c, inner};
}

std::size_t Operation::decision(std::size_t i, std::size_t n) const {
  if (options.batch) return 0;
  if (layout == Layout::channels_first) return i / inner;
  const std::size_t c = shape(n).channels;
  return i / (c * inner) * c + i % c;
}

Status Operation::run(const Mask& d, const Buffers& b, std::size_t n) const {
  const Shape s = shape(n);
  switch (kind) {
    case Kind::dropout:
      return dropout(d, b.x, b.y, n);
    case Kind::dropout_with_mask:
      return dropout(d, b.x, b.y, n, b.mask);
    case Kind::fill_mask:
      return fill_mask(d, b.mask, n);
    case Kind::apply_mask:
      return apply_mask(d.rate(), b.mask, b.x, b.y, n);
    case Kind::alpha:
      return alpha_dropout(d, b.x, b.y, n);
    case Kind::alpha_backward:
      return alpha_dropout_backward(d, b.x, b.y, n);
    case Kind::drop_path:
      return drop_path(d, b.x, b.y, s.samples, inner, options);
    case Kind::drop_path_add:
      return drop_path_add(d, b.x, b.branch, b.y, s.samples, inner, options);
    case Kind::scatter_add:
      return drop_path_scatter_add(d, b.x, b.branch, b.kept_rows, b.y, s.samples, inner, options);
    case Kind::feature:
      return feature_dropout(d, b.x, b.y, s.samples, s.channels, inner, layout);
    case Kind::feature_alpha:
      return feature_alpha_dropout(d, b.x, b.y, s.samples, s.channels, inner, layout);
    default:
      return feature_alpha_dropout_backward(d, b.x, b.y, s.samples, s.channels, inner, layout);
  }
}

Affine affine(double keep) {
  const double alpha = 1.7580993408473766;
  const double a = 1.0 / std::sqrt((alpha * alpha * (1.0 - keep) + 1.0) * keep);
  const double b = a * alpha * (1.0 - keep);
  return {a, b, b - a * alpha};
}

namespace {

// One operation at one probability, an element at a time.
struct Arithmetic {
  bool adds, shifts, identity, zero;
  float factor, shift, dropped;

  Arithmetic(const Operation& op, double p)
      : adds(op.has_branch()),
        shifts(op.kind == Kind::alpha || op.kind == Kind::feature_alpha),
        identity(reference::keep_units(p) == reference::keep_everything),
        zero(reference::keep_units(p) == 0),
        shift(0.0f),
        dropped(0.0f) {
    const std::uint64_t q = reference::keep_units(p);
    const bool alpha =
        shifts || op.kind == Kind::alpha_backward || op.kind == Kind::feature_alpha_backward;
    const Affine c = affine(static_cast<double>(q) * 0x1p-44);
    factor = alpha ? static_cast<float>(c.a) : reference::scale(q);
    if (op.options.unscaled) factor = 1.0f;
    if (shifts) {
      shift = static_cast<float>(c.b);
      dropped = static_cast<float>(c.dropped);
    }
  }

  float operator()(bool kept, float x, float branch) const {
    if (adds) return kept ? x + branch * factor : x;
    if (zero || identity) return zero ? 0.0f : x;
    if (!kept) return dropped;
    return shifts ? x * factor + shift : x * factor;
  }
};

}  // namespace

std::vector<float> Operation::expected(double p, const reference::Bits& bits, const float* x,
                                       const float* branch, std::vector<float> y,
                                       std::size_t n) const {
  const Arithmetic arithmetic(*this, p);
  const std::size_t count = writes_y() ? shape(n).elements() : 0;
  for (std::size_t i = 0; i < count; ++i) {
    y[i] = arithmetic(bits[decision(i, n)], x[i], has_branch() ? branch[i] : 0.0f);
  }
  return y;
}

std::vector<float> Operation::branch_of(const reference::Bits& bits, const float* branch,
                                        std::size_t n) const {
  std::vector<float> taken;
  const std::size_t count = has_branch() ? shape(n).elements() : 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (kind != Kind::scatter_add || bits[decision(i, n)]) taken.push_back(branch[i]);
  }
  return taken;
}

std::size_t Operation::kept_rows(const reference::Bits& bits, std::size_t n) const {
  std::size_t kept = 0;
  for (std::size_t row = 0; row < shape(n).samples; ++row) kept += bits[options.batch ? 0 : row];
  return kept;
}

const std::vector<Operation>& all() {
  constexpr auto first = Layout::channels_first, last = Layout::channels_last;
  static const std::vector<Operation> list = {
      {"dropout", Kind::dropout},
      {"dropout with mask", Kind::dropout_with_mask},
      {"fill_mask", Kind::fill_mask},
      {"apply_mask", Kind::apply_mask},
      {"alpha_dropout", Kind::alpha},
      {"alpha_dropout_backward", Kind::alpha_backward},
      {"drop_path, rows of 1", Kind::drop_path},
      {"drop_path, rows of 3", Kind::drop_path, 1, 3},
      {"drop_path, rows of 33", Kind::drop_path, 1, 33},
      {"drop_path, batch", Kind::drop_path, 1, 5, first, {true, false}},
      {"drop_path, unscaled", Kind::drop_path, 1, 2, first, {false, true}},
      {"drop_path_add, rows of 1", Kind::drop_path_add},
      {"drop_path_add, rows of 3", Kind::drop_path_add, 1, 3},
      {"drop_path_add, rows of 8", Kind::drop_path_add, 1, 8},
      {"drop_path_add, rows of 33", Kind::drop_path_add, 1, 33},
      {"drop_path_add, batch, unscaled", Kind::drop_path_add, 1, 4, first, {true, true}},
      {"scatter_add, rows of 1", Kind::scatter_add},
      {"scatter_add, rows of 3", Kind::scatter_add, 1, 3},
      {"scatter_add, batch", Kind::scatter_add, 1, 7, first, {true, false}},
      {"scatter_add, unscaled", Kind::scatter_add, 1, 33, first, {false, true}},
      {"feature_dropout, 5 x 3", Kind::feature, 5, 3},
      {"feature_dropout, 2 x 17", Kind::feature, 2, 17},
      {"feature_dropout, last, n", Kind::feature, 0, 1, last},
      {"feature_dropout, last, n / 3", Kind::feature, 0, 3, last},
      {"feature_dropout, last, 37", Kind::feature, 37, 2, last},
      {"feature_alpha_dropout, 3 x 4", Kind::feature_alpha, 3, 4},
      {"feature_alpha_dropout, 1 x 70", Kind::feature_alpha, 1, 70},
      {"feature_alpha_dropout, last, 11", Kind::feature_alpha, 11, 2, last},
      {"feature_alpha_dropout_backward, 3 x 5", Kind::feature_alpha_backward, 3, 5},
      {"feature_alpha_dropout_backward, last, n", Kind::feature_alpha_backward, 0, 1, last}};
  return list;
}

}  // namespace operations
