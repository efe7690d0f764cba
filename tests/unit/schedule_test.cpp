// SPDX-License-Identifier: MIT
//
// Schedules of drop probabilities, as constants and at run time.
#include <limits>

#include "droplet/droplet.hpp"
#include "mask/shape.hpp"
#include "support.hpp"

namespace schedule_test {

using namespace droplet;
using namespace support;

namespace {

// The products and quotients of IEEE doubles (Python's), where another order gives another double.
static_assert(linear_decay(0.3, 7, 53) == 0x1.4496b3aeda532p-5, "p * layer / layers");
static_assert(linear_decay_from_zero(0.3, 7, 54) == 0x1.4496b3aeda532p-5,
              "p * layer / (layers - 1)");
static_assert(scheduled(0.3, 9, 49) == 0x1.c3655ae7f7a41p-5, "p * (step / steps)");
static_assert(scheduled(linear_decay(0.4, 6, 18), 9, 36) == 0.4 * 6 / 18 * 0.25, "NASNet's: both");
constexpr Mask as_a_constant{Rate{linear_decay(0.2, 3, 12)}, Key{1}};
static_assert(as_a_constant.rate() == Rate{0.2 * 3 / 12}, "a rate's constant");

std::uint64_t as_integer(double value) {
  std::uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

bool makes_no_rate(double p) { return !Rate{p}.valid() && !Rate{droplet_rate(p)}.valid(); }

}  // namespace

TEST_CASE("layers by Huang's rule and by timm's, in C++ and in C") {
  for (const double p : {0.0, 0.1, 0.3, 0x1p-1074, 1.0}) {
    for (std::uint32_t layers = 1; layers <= 60; ++layers) {
      CAPTURE(p);
      CAPTURE(layers);
      for (std::uint32_t i = 0; i < layers; ++i) {
        const double huang = p * (i + 1) / layers, timm = layers == 1 ? 0 : p * i / (layers - 1);
        CHECK(as_integer(linear_decay(p, i + 1, layers)) == as_integer(huang));
        CHECK(as_integer(droplet_linear_decay(p, i + 1, layers)) == as_integer(huang));
        CHECK(as_integer(linear_decay_from_zero(p, i, layers)) == as_integer(timm));
        CHECK(as_integer(droplet_linear_decay_from_zero(p, i, layers)) == as_integer(timm));
      }
      CHECK(linear_decay_from_zero(p, 0, layers) == 0);
    }
  }
}

TEST_CASE("steps by NASNet's rule, in C++ and in C") {
  for (const double p : {0.0, 0.1, 0.3, 1.0}) {
    for (const std::uint64_t steps : {1ull, 2ull, 49ull, 1ull << 40, ~0ull}) {
      for (const std::uint64_t step :
           {0ull, 1ull, 9ull, 48ull, 49ull, 1ull << 39, ~0ull - 1, ~0ull}) {
        const double ratio = static_cast<double>(step) / static_cast<double>(steps);
        const double expected = step >= steps ? p : p * ratio;
        CHECK(as_integer(scheduled(p, step, steps)) == as_integer(expected));
        CHECK(as_integer(droplet_scheduled(p, step, steps)) == as_integer(expected));
      }
    }
  }
}

TEST_CASE("what is no layer, step or probability makes no rate") {
  CHECK(makes_no_rate(linear_decay(0.1, 0, 4)));
  CHECK(makes_no_rate(linear_decay(0.1, 5, 4)));
  CHECK(makes_no_rate(linear_decay_from_zero(0.1, 4, 4)));
  CHECK(makes_no_rate(linear_decay_from_zero(0.1, 0, 0)));
  CHECK(makes_no_rate(scheduled(0.1, 0, 0)));
  for (const double p : {-0.1, 1.5, std::numeric_limits<double>::quiet_NaN(),
                         std::numeric_limits<double>::infinity()}) {
    CAPTURE(p);
    CHECK(makes_no_rate(linear_decay(p, 1, 4)));
    CHECK(makes_no_rate(linear_decay_from_zero(p, 1, 4)));
    CHECK(makes_no_rate(linear_decay_from_zero(p, 0, 1)));
    CHECK(makes_no_rate(scheduled(p, 1, 4)));
    CHECK(makes_no_rate(scheduled(p, 4, 4)));
  }
}

namespace {

// What a checkpoint holds beside the weights; all that decides a step's masks follows from it.
struct Progress {
  std::uint64_t step, key;
  double drop_path;
};

constexpr std::uint32_t blocks = 3;

Mask mask_of(const Progress& at, std::uint32_t block) {
  const double p = scheduled(linear_decay(at.drop_path, block + 1, blocks), at.step, 8);
  return {Rate{p}, Key{at.key}.fold_in(at.step).fold_in(block)};
}

using Weights = std::vector<float>;
Rows rows_of(const Weights& weights) { return {.rows = 16, .row_length = weights.size() / 16}; }

void forward(const Progress& at, Weights* weights) {
  for (std::uint32_t block = 0; block < blocks; ++block) {
    const Weights branch = *weights;
    float* const y = weights->data();
    CHECK(drop_path_add(mask_of(at, block), y, branch.data(), y, rows_of(branch)) ==
          StatusCode::ok);
  }
}

void backward(const Progress& at, Weights* weights) {
  for (std::uint32_t block = blocks; block-- != 0;) {
    Weights gradient = *weights;
    float* const g = gradient.data();
    CHECK(drop_path(mask_of(at, block), g, g, rows_of(gradient)) == StatusCode::ok);
    for (std::size_t i = 0; i < gradient.size(); ++i) (*weights)[i] -= 0.75f * gradient[i];
  }
}

// From step `first` on; with a checkpoint in step `taken`, between forward and backward.
Weights trained(std::uint64_t first, std::uint64_t taken) {
  Weights weights(16 * 8);
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = static_cast<float>(i + 1);
  Progress at = {first, 42, 0.4};
  for (std::uint64_t step = 0; step < 12; ++step, ++at.step) {
    forward(at, &weights);
    if (step == taken) {
      unsigned char checkpoint[sizeof at];
      std::memcpy(checkpoint, &at, sizeof at);
      at = {};
      std::memcpy(&at, checkpoint, sizeof at);
    }
    backward(at, &weights);
  }
  return weights;
}

}  // namespace

TEST_CASE("a checkpoint within a step of a schedule draws again what was drawn") {
  const Weights whole = trained(0, 12);
  for (std::uint64_t taken = 0; taken < 12; ++taken) CHECK(trained(0, taken) == whole);
  // One that has lost its step does not.
  CHECK((trained(1, 12) != whole || detail::inference_only));
}

}  // namespace schedule_test
