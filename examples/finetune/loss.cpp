// SPDX-License-Identifier: MIT
#include "loss.hpp"

#include <cstring>

#include "glyphs.hpp"
#include "numbers.hpp"

namespace finetune {
namespace {

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

constexpr int digits = Int8::logit_digits, fraction = (1 << digits) - 1;
static_assert(digits == 12 && Int8::gradient_digits == 12, "what the constants below are of");

// e^-x in units of 2^-15, to 0.3 %, for x >= 0 in units of 2^-12: 2^-f is 1 - 0.6716 f + 0.1716
// f^2.
std::int32_t exp_of_negative(std::int32_t x) noexcept {
  if (x > (11 << digits)) return 0;  // below 2^-15
  const std::int32_t binary = (x * 5909) >> digits, f = binary & fraction;
  return (32768 - ((f * (22007 - ((f * 5623) >> digits))) >> digits)) >> (binary >> digits);
}

template <class T>
T largest(const T* x) noexcept {
  T top = x[0];
  for (std::size_t i = 1; i < classes; ++i) top = x[i] > top ? x[i] : top;
  return top;
}

}  // namespace

void loss_gradient(const float* logits, const std::uint8_t* labels, float* dlogits,
                   std::size_t rows) noexcept {
  const float share = 1.0f / static_cast<float>(rows);
  for (std::size_t r = 0; r < rows; ++r, logits += classes, dlogits += classes) {
    const float top = largest(logits);
    float sum = 0.0f;
    for (std::size_t i = 0; i < classes; ++i) {
      sum += dlogits[i] = exp_of_nonpositive(logits[i] - top);
    }
    for (std::size_t i = 0; i < classes; ++i) {
      const float p = dlogits[i] / sum;
      dlogits[i] = (i == labels[r] ? p - 1.0f : p) * share;
    }
  }
}

void loss_gradient(const std::int32_t* logits, const std::uint8_t* labels, std::int16_t* dlogits,
                   std::size_t rows) noexcept {
  for (std::size_t r = 0; r < rows; ++r, logits += classes, dlogits += classes) {
    const std::int32_t top = largest(logits);
    std::int32_t powers[classes], sum = 0;
    for (std::size_t i = 0; i < classes; ++i) {
      sum += powers[i] = exp_of_negative(top - logits[i]);
    }
    for (std::size_t i = 0; i < classes; ++i) {
      const std::int32_t p = (powers[i] << Int8::gradient_digits) / sum;
      dlogits[i] = static_cast<std::int16_t>(i == labels[r] ? p - (1 << Int8::gradient_digits) : p);
    }
  }
}

}  // namespace finetune
