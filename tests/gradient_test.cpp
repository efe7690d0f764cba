// SPDX-License-Identifier: MIT
//
// Backward by replay against central finite differences, through a small network that uses every
// differentiable operation, and against the gradient by a stored mask.
#include <cmath>

#include "support.hpp"

using namespace droplet;
using namespace support;

namespace {

constexpr std::size_t batch = 12, inputs = 8, channels = 4, inner = 3, hidden = channels * inner;
constexpr std::size_t w1_size = inputs * hidden, w2_size = hidden * hidden;

// y = x w, (batch, from) by (from, to), summed in double.
Floats matmul(const Floats& x, const float* w, std::size_t from, std::size_t to) {
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
Floats matmul_backward(const Floats& x, const float* w, const Floats& dy, std::size_t from,
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
  Dropout element{Rate{0.4}, Key{1}.fold_in(1)}, path{Rate{0.3}, Key{1}.fold_in(2)};
  Dropout feature{Rate{0.25}, Key{1}.fold_in(3)}, alpha{Rate{0.2}, Key{1}.fold_in(4)};
  Layout layout = Layout::channels_first;
  Floats x = values(batch * inputs, 1), target = values(batch * hidden, 2);
  Floats h, branch, out;

  double forward(const Floats& w) {
    h = matmul(x, w.data(), inputs, hidden);
    REQUIRE(dropout(element, h.data(), h.data(), h.size()) == Status::ok);
    branch = matmul(h, w.data() + w1_size, hidden, hidden);
    for (float& v : branch) v = std::tanh(v);
    out = h;
    float* o = out.data();
    REQUIRE(drop_path_add(path, o, branch.data(), o, batch, hidden) == Status::ok);
    REQUIRE(feature_dropout(feature, o, o, batch, channels, inner, layout) == Status::ok);
    REQUIRE(alpha_dropout(alpha, o, o, out.size()) == Status::ok);
    double loss = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
      loss += std::pow(static_cast<double>(out[i]) - static_cast<double>(target[i]), 2);
    }
    return loss / static_cast<double>(out.size());
  }

  // Of the weights, after forward(w).
  Floats backward(const Floats& w) const {
    Floats g(out.size()), dw(w.size());
    for (std::size_t i = 0; i < g.size(); ++i) {
      g[i] = 2.0f * (out[i] - target[i]) / static_cast<float>(g.size());
    }
    REQUIRE(alpha_dropout_backward(alpha, g.data(), g.data(), g.size()) == Status::ok);
    REQUIRE(feature_dropout(feature, g.data(), g.data(), batch, channels, inner, layout) ==
            Status::ok);
    Floats db(g.size());
    REQUIRE(drop_path(path, g.data(), db.data(), batch, hidden) == Status::ok);
    for (std::size_t i = 0; i < db.size(); ++i) db[i] *= 1.0f - branch[i] * branch[i];
    const Floats dh =
        matmul_backward(h, w.data() + w1_size, db, hidden, hidden, dw.data() + w1_size);
    for (std::size_t i = 0; i < g.size(); ++i) g[i] += dh[i];
    REQUIRE(dropout(element, g.data(), g.data(), g.size()) == Status::ok);
    (void)matmul_backward(x, w.data(), g, inputs, hidden, dw.data());
    return dw;
  }
};

Floats weights() {
  Floats w = values(w1_size + w2_size, 3);
  for (float& v : w) v *= 0.15f;
  return w;
}

// The greatest difference between the two gradients, in units of the greatest component.
double worst(Network* net, const Floats& gradient) {
  // Float rounding of the activations (6e-8) over a step of 2^-6 and the third derivative's h^2 / 6
  // are both far below the tolerance of 2e-3.
  constexpr float step = 0x1p-6f;
  Floats w = weights();
  double difference = 0, greatest = 0;
  for (std::size_t i = 0; i < w.size(); ++i) {
    const float was = w[i];
    w[i] = was + step;
    const double up = net->forward(w);
    const double width = static_cast<double>(w[i]) - static_cast<double>(was - step);
    w[i] = was - step;
    const double numeric = (up - net->forward(w)) / width;
    w[i] = was;
    greatest = std::max(greatest, std::abs(numeric));
    difference = std::max(difference, std::abs(numeric - static_cast<double>(gradient[i])));
  }
  return difference / greatest;
}

Floats replayed(Network* forward_net, const Network& backward_net) {
  (void)forward_net->forward(weights());
  Network backward = backward_net;
  backward.h = forward_net->h;
  backward.branch = forward_net->branch;
  backward.out = forward_net->out;
  return backward.backward(weights());
}

}  // namespace

TEST_CASE("replayed gradients agree with finite differences") {
  on_every_isa([](const std::string&) {
    for (const Layout layout : {Layout::channels_first, Layout::channels_last}) {
      Network net;
      net.layout = layout;
      CHECK(worst(&net, replayed(&net, net)) < 2e-3);
    }
  });
}

TEST_CASE("the check fails for a descriptor that is not the forward pass's") {
  for (Dropout Network::*d :
       {&Network::element, &Network::path, &Network::feature, &Network::alpha}) {
    Network net, wrong;
    ++(wrong.*d).key.value;
    CHECK(worst(&net, replayed(&net, wrong)) > 2e-2);
    wrong = net;
    (wrong.*d).rate = Rate{net.element.rate.keep() - 0.05};
    CHECK(worst(&net, replayed(&net, wrong)) > 2e-2);
  }
}

TEST_CASE("a stored mask's gradient is the replayed one, bit for bit") {
  on_every_isa([](const std::string&) {
    for (const std::size_t n : {1u, 64u, 100u, 3000u}) {
      const Dropout d{Rate{0.4}, Key{1}.fold_in(1), n};
      const Floats x = values(n, 4), gradient = values(n, 5);
      Floats y(n), stored(n), replay(n);
      Bytes mask((n + 7) / 8);
      REQUIRE(dropout(d, x.data(), y.data(), n, mask.data()) == Status::ok);
      REQUIRE(apply_mask(d.rate, mask.data(), gradient.data(), stored.data(), n) == Status::ok);
      REQUIRE(dropout(d, gradient.data(), replay.data(), n) == Status::ok);
      CHECK(same_bytes(stored, replay));
    }
  });
}
