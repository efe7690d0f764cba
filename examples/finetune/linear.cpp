// SPDX-License-Identifier: MIT
#include "linear.hpp"

#include <algorithm>

namespace finetune {
namespace {

// Half of all activations are 0 (ReLU, dropout, blank pixels), so that a skipped 0 saves a row.
template <class N, class T>
void add_scaled_row(typename N::Sum factor, const T* x, typename N::Sum* y,
                    std::size_t n) noexcept {
  if (factor == 0) return;
  for (std::size_t j = 0; j < n; ++j) y[j] += factor * N::term(x[j]);
}

}  // namespace

template <class N, class Y>
void linear(const Layer& layer, const typename N::Activation* x, const typename N::Weight* w,
            const typename N::Weight* b, Y* y, std::size_t rows) noexcept {
  for (std::size_t r = 0; r < rows; ++r, x += layer.in, y += layer.out) {
    typename N::Sum sums[widest];
    for (std::size_t j = 0; j < layer.out; ++j) sums[j] = N::bias(layer.x, b[j]);
    for (std::size_t i = 0; i < layer.in; ++i) {
      add_scaled_row<N>(N::value(layer.x, x[i]), w + i * layer.out, sums, layer.out);
    }
    for (std::size_t j = 0; j < layer.out; ++j) N::store(layer, sums[j], y + j);
  }
}

template <class N>
void linear_backward(const Layer& layer, const typename N::Weight* w,
                     const typename N::Gradient* dy, typename N::Gradient* dx,
                     std::size_t rows) noexcept {
  for (std::size_t r = 0; r < rows; ++r, dy += layer.out, dx += layer.in) {
    for (std::size_t i = 0; i < layer.in; ++i) {
      dx[i] = N::gradient(N::dot(w + i * layer.out, dy, layer.out));
    }
  }
}

template <class N>
void descend(const Layer& layer, const typename N::Activation* x, const typename N::Gradient* dy,
             typename N::Weight* w, typename N::Weight* b, std::size_t rows, float step) noexcept {
  const auto rate = N::rate(layer.x, step);
  for (std::size_t i = 0; i <= layer.in; ++i) {
    const bool is_bias = i == layer.in;
    typename N::Weight* const row = is_bias ? b : w + i * layer.out;
    typename N::Sum sums[widest];
    std::fill(sums, sums + layer.out, typename N::Sum{});
    for (std::size_t r = 0; r < rows; ++r) {
      const auto factor = is_bias ? N::one(layer.x) : N::value(layer.x, x[r * layer.in + i]);
      add_scaled_row<N>(factor, dy + r * layer.out, sums, layer.out);
    }
    for (std::size_t j = 0; j < layer.out; ++j) row[j] = N::descended(row[j], sums[j], rate);
  }
}

template <class N>
void relu(const Format& format, typename N::Activation* x, std::size_t n) noexcept {
  for (std::size_t i = 0; i < n; ++i) {
    if (!(N::value(format, x[i]) > 0)) x[i] = N::zero(format);
  }
}

template <class N>
void relu_backward(const Format& format, const typename N::Activation* y, typename N::Gradient* dy,
                   std::size_t n) noexcept {
  for (std::size_t i = 0; i < n; ++i) {
    if (!(N::value(format, y[i]) > 0)) dy[i] = 0;
  }
}

FINETUNE_LINEAR(template, Float)
FINETUNE_LINEAR(template, Half)
FINETUNE_LINEAR(template, Int8)
FINETUNE_LOGITS(template, Half)
FINETUNE_LOGITS(template, Int8)

}  // namespace finetune
