// SPDX-License-Identifier: MIT
//
// Backward by replay against central finite differences, through a small network that uses every
// differentiable operation, and against the gradient by a stored mask.
#include <algorithm>

#include "network.hpp"

namespace gradient_test {

using namespace droplet;
using namespace support;
using namespace network;

namespace {

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
  for (Mask Network::*d : {&Network::element, &Network::path, &Network::feature, &Network::alpha}) {
    Network net, wrong;
    (wrong.*d).set_key({(wrong.*d).key().value + 1});
    CHECK(worst(&net, replayed(&net, wrong)) > 2e-2);
    wrong = net;
    (wrong.*d).set_rate(Rate{net.element.rate().keep() - 0.05});
    CHECK(worst(&net, replayed(&net, wrong)) > 2e-2);
  }
}

TEST_CASE("a stored mask's gradient is the replayed one, bit for bit") {
  on_every_isa([](const std::string&) {
    for (const std::size_t n : {1u, 64u, 100u, 3000u}) {
      const Mask d{Rate{0.4}, Key{1}.fold_in(1), n};
      const Floats x = values(n, 4), gradient = values(n, 5);
      Floats y(n), stored(n), replay(n);
      Bytes mask((n + 7) / 8);
      REQUIRE(dropout(d, x.data(), y.data(), n, mask.data()) == StatusCode::ok);
      REQUIRE(apply_mask(d.rate(), mask.data(), gradient.data(), stored.data(), n) ==
              StatusCode::ok);
      REQUIRE(dropout(d, gradient.data(), replay.data(), n) == StatusCode::ok);
      CHECK(same_bytes(stored, replay));
    }
  });
}

}  // namespace gradient_test
