// SPDX-License-Identifier: MIT
//
// Relu and dropout in one pass, and its gradient from the output alone: against a plain loop over
// special values in every mode, against relu and dropout one after the other, and by finite
// differences; what is refused.
#include "mask/shape.hpp"
#include "rig.hpp"
#include "specials.hpp"

namespace relu_dropout_test {

using namespace droplet;
using namespace support;
using namespace specials;
using detail::inference_only;
using elements::number;

namespace {

const Mask masks[] = {Mask{Rate{0.3}, Key{rig_key}, 0}, Mask{Rate{0.5}, Key{rig_key}, 4090},
                      Mask{Rate{0.0}, Key{rig_key}, 0}, Mask{Rate{1.0}, Key{rig_key}, 0},
                      Mask{Rate{0.3}, Key{rig_key}, 0, Mode::inference}};
const std::size_t counts[] = {1, 3, 8, 31, 33, 70, 512, 1000, effort<std::size_t>(5000, 1100)};

bool trains(const Mask& mask) { return !inference_only && mask.mode() == Mode::train; }
// By what kept elements are multiplied; 0 where all are dropped.
float factor_of(const Mask& mask) { return trains(mask) ? mask.rate().scale() : 1.0f; }

template <class T>
std::vector<T> special(std::size_t n, std::size_t turn) {
  std::vector<T> x;
  for (const float v : filled(n, turn)) x.push_back(elements::rounded<T>(v));
  return x;
}

// Each step as docs/MASK.md has it.
template <class T>
T forward(const Mask& mask, bool kept, T x, bool flush) {
  if (factor_of(mask) == 0.0f || (trains(mask) && !kept)) return elements::rounded<T>(0.0f);
  const float v = number(x);
  return elements::rounded<T>(v <= 0.0f ? 0.0f : product(v, factor_of(mask), flush));
}
template <class T>
T backward(const Mask& mask, T grad_y, T y, bool flush) {
  if (factor_of(mask) == 0.0f || number(y) <= 0.0f) return elements::rounded<T>(0.0f);
  return elements::rounded<T>(product(number(grad_y), factor_of(mask), flush));
}

template <class T, class Want>
void check(const std::vector<T>& y, Want want) {
  for (std::size_t i = 0; i < y.size(); ++i) {
    const float expected = number(want(i));
    if (same(number(y[i]), expected)) continue;
    FAIL_CHECK("n = ", y.size(), ", element ", i, " is ", number(y[i]), ", not ", expected);
    return;
  }
}

template <class Test>
void on_masks(Test test) {
  on_every_isa([&](const std::string& isa) {
    for (const Mask& mask : masks) {
      for (const std::size_t n : counts) {
        const auto& bits = reference_mask(1.0 - mask.rate().keep(), mask.first(), n);
        INFO("n = ", n, ", keep ", mask.rate().keep(), ", first ", mask.first());
        test(mask, n, bits, flushes_subnormals(isa));
      }
    }
  });
}

}  // namespace

TEST_CASE_TEMPLATE("special values, in every mode, apart and in place", T, FLOATING_TYPES) {
  on_masks([](const Mask& mask, std::size_t n, const reference::Bits& bits, bool flush) {
    for (std::size_t turn = 0; turn < special_values().size(); turn += 5) {
      const std::vector<T> x = special<T>(n, turn), grad = special<T>(n, 3 * turn + 1);
      std::vector<T> y(n + 1, grad[0]), grad_x(n, grad[0]), in_x = x, in_grad = grad, in_y = x;
      REQUIRE(relu_dropout(mask, x.data(), y.data(), n) == StatusCode::ok);
      CHECK(same_bytes(&y[n], grad.data(), 1));
      y.pop_back();
      check(y, [&](std::size_t i) { return forward(mask, bits[i], x[i], flush); });
      REQUIRE(relu_dropout(mask, in_x.data(), in_x.data(), n) == StatusCode::ok);
      CHECK(same_bytes(in_x, y));
      // Any output, not only one that it can have: zeros of both signs, negative numbers, NaN.
      const auto gradient = [&](const T* from, const T* out, std::vector<T>& to) {
        REQUIRE(relu_dropout_backward(mask, from, out, to.data(), n) == StatusCode::ok);
      };
      gradient(grad.data(), x.data(), grad_x);
      check(grad_x, [&](std::size_t i) { return backward(mask, grad[i], x[i], flush); });
      gradient(in_grad.data(), x.data(), in_grad);
      CHECK(same_bytes(in_grad, grad_x));
      gradient(grad.data(), in_y.data(), in_y);
      CHECK(same_bytes(in_y, grad_x));
    }
  });
}

TEST_CASE_TEMPLATE("relu and dropout one after the other; no key in the gradient", T,
                   FLOATING_TYPES) {
  on_masks([](const Mask& mask, std::size_t n, const reference::Bits&, bool) {
    const std::vector<T> x = values<T>(n, 1), grad = values<T>(n, 2);
    std::vector<T> positive = x, fused(n), grad_x(n), masked(n);
    for (T& v : positive) v = number(v) > 0 ? v : elements::rounded<T>(0.0f);
    REQUIRE(dropout(mask, positive.data(), positive.data(), n) == StatusCode::ok);
    REQUIRE(relu_dropout(mask, x.data(), fused.data(), n) == StatusCode::ok);
    CHECK(same_bytes(fused, positive));
    REQUIRE(dropout(mask, grad.data(), masked.data(), n) == StatusCode::ok);
    for (std::size_t i = 0; i < n; ++i)
      if (number(x[i]) <= 0) masked[i] = elements::rounded<T>(0.0f);
    const Mask other{mask.rate(), Key{1}, 99, mask.mode()};
    REQUIRE(relu_dropout_backward(other, grad.data(), fused.data(), grad_x.data(), n) ==
            StatusCode::ok);
    CHECK(same_bytes(grad_x, masked));
  });
}

TEST_CASE("central differences: the function is linear on each side of 0") {
  constexpr std::size_t n = 600;
  constexpr float step = 0x1p-4f;  // values() are 1 to 2 in magnitude: none crosses 0
  for (const Mask& mask : {Mask{Rate{0.5}, Key{3}}, Mask{Rate{0.75}, Key{3}, 77}, masks[4]}) {
    const Floats x = values(n, 7), ones(n, 1.0f);
    Floats up = x, down = x, y = x, gradient(n);
    for (std::size_t i = 0; i < n; ++i) up[i] += step, down[i] -= step;
    for (Floats* v : {&up, &down, &y})
      REQUIRE(relu_dropout(mask, v->data(), v->data(), n) == StatusCode::ok);
    REQUIRE(relu_dropout_backward(mask, ones.data(), y.data(), gradient.data(), n) ==
            StatusCode::ok);
    // x +- step and their products with 1, 2 and 4 are rounded to 2^-21 at most.
    for (std::size_t i = 0; i < n; ++i)
      CHECK(std::abs((up[i] - down[i]) / (2 * step) - gradient[i]) <= 0x1p-17f);
  }
}

TEST_CASE("the mean is relu's") {
  // A sum of n ones' outputs has mean n and variance n p / (1 - p): a z-score beyond 6.11 has a
  // probability of 1e-9 in each of the four.
  const std::size_t n = effort<std::size_t>(1 << 20, 1 << 14);
  for (const double p : {0.1, 0.25, 0.5, 0.9}) {
    Floats x(2 * n);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = i % 2 == 0 ? 1.0f : -1.0f;
    REQUIRE(relu_dropout(Mask{Rate{p}, Key{21}}, x.data(), x.data(), 2 * n) == StatusCode::ok);
    double sum = 0;
    for (const float v : x) sum += static_cast<double>(v);
    const auto size = static_cast<double>(n);
    CHECK(std::abs(sum - size) / std::sqrt(size * p / (1 - p)) < 6.11);
  }
}

TEST_CASE_TEMPLATE("relu_dropout: what is refused writes nothing", T, FLOATING_TYPES) {
  constexpr std::size_t n = 40;
  std::vector<T> x = values<T>(2 * n, 1), y = values<T>(2 * n, 2);
  const std::vector<T> before = y;
  T *const in = x.data(), *const out = y.data(), *const none = nullptr;
  const Mask& d = masks[0];
  CHECK(relu_dropout(d, out, out + 1, n) == StatusCode::overlap);
  CHECK(relu_dropout(d, in, out, SIZE_MAX) == StatusCode::bad_size);
  CHECK(relu_dropout(d, none, out, n) == StatusCode::null_buffer);
  CHECK(relu_dropout(d, in, none, n) == StatusCode::null_buffer);
  CHECK(relu_dropout_backward(d, in, out + n - 1, out, n) == StatusCode::overlap);
  CHECK(relu_dropout_backward(d, out + 1, in, out, n) == StatusCode::overlap);
  CHECK(relu_dropout_backward(d, in, out + 1, out, SIZE_MAX / sizeof(T) + 1) ==
        StatusCode::bad_size);
  CHECK(relu_dropout_backward(d, none, out + 1, out, n) == StatusCode::null_buffer);
  CHECK(relu_dropout_backward(d, in, none, out, n) == StatusCode::null_buffer);
  CHECK(relu_dropout_backward(d, in, out, none, n) == StatusCode::null_buffer);
  if (!inference_only) {
    CHECK(relu_dropout(Mask{}, none, out, n) == StatusCode::bad_probability);
    CHECK(relu_dropout_backward(Mask{}, none, in, out, 0) == StatusCode::bad_probability);
  }
  CHECK(same_bytes(y, before));
  CHECK(relu_dropout(d, none, none, 0) == StatusCode::ok);
  CHECK(relu_dropout_backward(d, none, none, none, 0) == StatusCode::ok);
  CHECK(relu_dropout_backward(d, in, in + 1, out, n) == StatusCode::ok);  // inputs may overlap
}

}  // namespace relu_dropout_test
