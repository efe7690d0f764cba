// SPDX-License-Identifier: MIT
//
// A small network that uses every differentiable operation, and its gradient by replay.
#ifndef DROPLET_TESTS_SUPPORT_NETWORK_HPP
#define DROPLET_TESTS_SUPPORT_NETWORK_HPP

#include <cmath>

#include "support.hpp"

namespace network {

using namespace droplet;
using namespace support;

constexpr std::size_t batch = 12, inputs = 8, channels = 4, inner = 3, hidden = channels * inner;
constexpr std::size_t w1_size = inputs * hidden, w2_size = hidden * hidden;

// y = x w, (batch, from) by (from, to), summed in double.
inline Floats matmul(const Floats& x, const float* w, std::size_t from, std::size_t to) {
  Floats y(batch * to);
  for (std::size_t b = 0; b < batch; ++b) {
    for (std::size_t j = 0; j < to; ++j) {
      double sum = 0;
      for (std::size_t i = 0; i < from; ++i) {
        sum += static_cast<double>(x[b * from + i]) * static_cast<double>(w[i * to + j]);
      }
      y[b * to + j] = static_cast<float>(sum);
    }
  }
  return y;
}

// The gradients of matmul: dx = dy w', dw = x' dy.
inline Floats matmul_backward(const Floats& x, const float* w, const Floats& dy, std::size_t from,
                              std::size_t to, float* dw) {
  Floats dx(batch * from);
  for (std::size_t i = 0; i < from; ++i) {
    for (std::size_t j = 0; j < to; ++j) {
      double sum = 0;
      for (std::size_t b = 0; b < batch; ++b) {
        sum += static_cast<double>(x[b * from + i]) * static_cast<double>(dy[b * to + j]);
      }
      dw[i * to + j] = static_cast<float>(sum);
    }
    for (std::size_t b = 0; b < batch; ++b) {
      double sum = 0;
      for (std::size_t j = 0; j < to; ++j) {
        sum += static_cast<double>(dy[b * to + j]) * static_cast<double>(w[i * to + j]);
      }
      dx[b * from + i] = static_cast<float>(sum);
    }
  }
  return dx;
}

// out = alpha(feature(h + path(tanh(h w2)))) with h = dropout(x w1); loss = mean (out - target)^2.
struct Network {
  Mask element{Rate{0.4}, Key{1}.fold_in(1)}, path{Rate{0.3}, Key{1}.fold_in(2)};
  Mask feature{Rate{0.25}, Key{1}.fold_in(3)}, alpha{Rate{0.2}, Key{1}.fold_in(4)};
  Layout layout = Layout::channels_first;
  Floats x = values(batch * inputs, 1), target = values(batch * hidden, 2);
  Floats h, branch, out;

  double forward(const Floats& w) {
    h = matmul(x, w.data(), inputs, hidden);
    REQUIRE(dropout(element, h.data(), h.data(), h.size()) == StatusCode::ok);
    branch = matmul(h, w.data() + w1_size, hidden, hidden);
    for (float& v : branch) v = std::tanh(v);
    out = h;
    float* o = out.data();
    REQUIRE(drop_path_add(path, o, branch.data(), o, {.rows = batch, .row_length = hidden}) ==
            StatusCode::ok);
    REQUIRE(feature_dropout(
                feature, o, o,
                {.samples = batch, .channels = channels, .inner = inner, .layout = layout}) ==
            StatusCode::ok);
    REQUIRE(alpha_dropout(alpha, o, o, out.size()) == StatusCode::ok);
    double loss = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
      loss += std::pow(static_cast<double>(out[i]) - static_cast<double>(target[i]), 2);
    }
    return loss / static_cast<double>(out.size());
  }

  // The gradient of the weights, after forward(w).
  Floats backward(const Floats& w) const {
    Floats g(out.size()), dw(w.size());
    for (std::size_t i = 0; i < g.size(); ++i) {
      g[i] = 2.0f * (out[i] - target[i]) / static_cast<float>(g.size());
    }
    REQUIRE(alpha_dropout_backward(alpha, g.data(), g.data(), g.size()) == StatusCode::ok);
    REQUIRE(feature_dropout(
                feature, g.data(), g.data(),
                {.samples = batch, .channels = channels, .inner = inner, .layout = layout}) ==
            StatusCode::ok);
    Floats db(g.size());
    REQUIRE(drop_path(path, g.data(), db.data(), {.rows = batch, .row_length = hidden}) ==
            StatusCode::ok);
    for (std::size_t i = 0; i < db.size(); ++i) db[i] *= 1.0f - branch[i] * branch[i];
    const Floats dh =
        matmul_backward(h, w.data() + w1_size, db, hidden, hidden, dw.data() + w1_size);
    for (std::size_t i = 0; i < g.size(); ++i) g[i] += dh[i];
    REQUIRE(dropout(element, g.data(), g.data(), g.size()) == StatusCode::ok);
    (void)matmul_backward(x, w.data(), g, inputs, hidden, dw.data());
    return dw;
  }
};

inline Floats weights() {
  Floats w = values(w1_size + w2_size, 3);
  for (float& v : w) v *= 0.15f;
  return w;
}

}  // namespace network

#endif
