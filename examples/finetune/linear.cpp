// SPDX-License-Identifier: MIT
#include "linear.hpp"

#include <cstdint>
#include <cstring>

namespace finetune {
namespace {

// Half of all activations are 0 (ReLU, dropout, blank pixels), so that a skipped 0 saves a row of
// w.
void add_scaled_row(float factor, const float* x, float* y, std::size_t n) noexcept {
  if (factor == 0.0f) return;
  for (std::size_t j = 0; j < n; ++j) y[j] += factor * x[j];
}

// Eight running sums, so that the compiler may use vectors of up to eight without changing a bit.
float dot(const float* x, const float* y, std::size_t n) noexcept {
  float sum[8] = {};
  std::size_t j = 0;
  for (; j + 8 <= n; j += 8) {
    for (std::size_t k = 0; k < 8; ++k) sum[k] += x[j + k] * y[j + k];
  }
  for (std::size_t k = 0; j < n; ++j, ++k) sum[k] += x[j] * y[j];
  return ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
}

// e^x for x <= 0, to 1e-7 (Cody and Waite's reduction, Cephes' polynomial). libm would differ in
// the last bit from machine to machine. Below e^-30 = 1e-13, nothing beside 1, it is 0: so no
// subnormals arise, which some vector units flush.
float exp_of_nonpositive(float x) noexcept {
  if (!(x > -30.0f)) return 0.0f;
  const auto k = static_cast<std::int32_t>(x * 1.44269504f - 0.5f);
  const auto kf = static_cast<float>(k);
  const float r = (x - kf * 0.693359375f) - kf * -2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  const float mantissa = (p * (r * r) + r) + 1.0f;
  const std::uint32_t bits = static_cast<std::uint32_t>(k + 127) << 23;
  float power;
  std::memcpy(&power, &bits, sizeof power);
  return mantissa * power;
}

}  // namespace

void linear(Shape shape, const float* x, const float* w, const float* b, float* y,
            std::size_t rows) noexcept {
  for (std::size_t r = 0; r < rows; ++r, x += shape.in, y += shape.out) {
    std::memcpy(y, b, shape.out * sizeof *y);
    for (std::size_t i = 0; i < shape.in; ++i) {
      add_scaled_row(x[i], w + i * shape.out, y, shape.out);
    }
  }
}

void linear_backward_weights(Shape shape, const float* x, const float* dy, float* dw, float* db,
                             std::size_t rows) noexcept {
  for (std::size_t r = 0; r < rows; ++r, x += shape.in, dy += shape.out) {
    for (std::size_t i = 0; i < shape.in; ++i) {
      add_scaled_row(x[i], dy, dw + i * shape.out, shape.out);
    }
    add_scaled_row(1.0f, dy, db, shape.out);
  }
}

void linear_backward_input(Shape shape, const float* w, const float* dy, float* dx,
                           std::size_t rows) noexcept {
  for (std::size_t r = 0; r < rows; ++r, dy += shape.out, dx += shape.in) {
    for (std::size_t i = 0; i < shape.in; ++i) dx[i] = dot(w + i * shape.out, dy, shape.out);
  }
}

void relu(float* x, std::size_t n) noexcept {
  for (std::size_t i = 0; i < n; ++i) x[i] = x[i] > 0.0f ? x[i] : 0.0f;
}

void relu_backward(const float* y, float* dy, std::size_t n) noexcept {
  for (std::size_t i = 0; i < n; ++i) dy[i] = y[i] > 0.0f ? dy[i] : 0.0f;
}

void softmax(float* x, std::size_t rows, std::size_t n) noexcept {
  for (std::size_t r = 0; r < rows; ++r, x += n) {
    float top = x[0];
    for (std::size_t i = 1; i < n; ++i) top = x[i] > top ? x[i] : top;
    float sum = 0.0f;
    for (std::size_t i = 0; i < n; ++i) sum += x[i] = exp_of_nonpositive(x[i] - top);
    for (std::size_t i = 0; i < n; ++i) x[i] = x[i] / sum;
  }
}

}  // namespace finetune
