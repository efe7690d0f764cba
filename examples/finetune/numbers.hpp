// SPDX-License-Identifier: MIT
//
// What a network computes with. Activations are what training keeps from forward to backward, one
// of them a layer; gradients live for one layer, so that a narrower type would save little of them.
//
//            activations   gradients   weights   sums
//   Float    float         float       float     float
//   Half     half          float       float     float
//   Int8     int8          int16       int32     int32
#ifndef DROPLET_EXAMPLES_FINETUNE_NUMBERS_HPP
#define DROPLET_EXAMPLES_FINETUNE_NUMBERS_HPP

#include <cstddef>
#include <cstdint>
#include <limits>

#include "droplet/droplet.hpp"

namespace finetune {

/// An int8 q stands for (q - zero_point) / 2^digits. Floats stand for themselves.
struct Format {
  std::int32_t zero_point, digits;
};

/// A linear layer: w is (in, out), x and y are activations of these formats.
struct Layer {
  std::size_t in, out;
  Format x, y;
};

inline constexpr int max_pixel = 16;

template <class T>
struct Floating {
  using Activation = T;
  using Gradient = float;
  using Weight = float;
  using Sum = float;

  static float value(const Format&, float x) noexcept { return x; }
  static float value(const Format&, droplet::half x) noexcept { return droplet_f16_to_float(x); }
  static float one(const Format&) noexcept { return 1.0f; }
  static T zero(const Format&) noexcept { return T{}; }
  static void store(const Layer&, float sum, float* y) noexcept { *y = sum; }
  static void store(const Layer&, float sum, droplet::half* y) noexcept {
    *y = droplet_f16_from_float(sum);
  }
  static void load_pixel(std::uint8_t pixel, T* x) noexcept {
    store({}, static_cast<float>(pixel) * (2.0f / max_pixel) - 1.0f, x);
  }

  static float weight(float w) noexcept { return w; }
  static float bias(const Format&, float b) noexcept { return b; }
  static float term(float w) noexcept { return w; }
  // Eight running sums, so that the compiler may use vectors of up to eight without changing a bit.
  static float dot(const float* w, const float* dy, std::size_t n) noexcept {
    float sum[8] = {};
    std::size_t j = 0;
    for (; j + 8 <= n; j += 8) {
      for (std::size_t k = 0; k < 8; ++k) sum[k] += w[j + k] * dy[j + k];
    }
    for (std::size_t k = 0; j < n; ++j, ++k) sum[k] += w[j] * dy[j];
    return ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
  }
  static float gradient(float sum) noexcept { return sum; }
  // dy is of the mean over the rows already.
  static float step(float learning_rate, std::size_t) noexcept { return learning_rate; }
  static float rate(const Format&, float step) noexcept { return step; }
  static float descended(float w, float sum, float rate) noexcept { return w - rate * sum; }
};
using Float = Floating<float>;
using Half = Floating<droplet::half>;

template <class To, class From>
To saturate(From value) noexcept {
  constexpr From low = std::numeric_limits<To>::min(), high = std::numeric_limits<To>::max();
  return static_cast<To>(value < low ? low : value > high ? high : value);
}

/// In fixed point, for cores without a floating-point unit. All scales are powers of two, so that a
/// shift rescales. A weight stands for w / 2^30. No sum of 64 products overflows: forward takes 16
/// bits of a weight, beside distances from the zero point below 256, backward 10 bits, beside
/// gradients of 16.
struct Int8 {
  using Activation = std::int8_t;
  using Gradient = std::int16_t;
  using Weight = std::int32_t;
  using Sum = std::int32_t;
  static constexpr int weight_digits = 30, forward_digits = 14, backward_digits = 8;
  static constexpr int gradient_digits = 12, logit_digits = 12, rate_digits = 16;

  static Sum value(const Format& format, Activation x) noexcept { return x - format.zero_point; }
  static Sum one(const Format& format) noexcept { return 1 << format.digits; }
  static Activation zero(const Format& format) noexcept {
    return static_cast<Activation>(format.zero_point);
  }
  static void store(const Layer& layer, Sum sum, Activation* y) noexcept {
    *y = saturate<Activation>(layer.y.zero_point +
                              rounded(sum, layer.x.digits + forward_digits - layer.y.digits));
  }
  static void store(const Layer& layer, Sum sum, Sum* logit) noexcept {
    *logit = rounded(sum, layer.x.digits + forward_digits - logit_digits);
  }
  static void load_pixel(std::uint8_t pixel, Activation* x) noexcept {
    *x = static_cast<Activation>(pixel);
  }

  static Weight weight(float w) noexcept {
    return saturate<Weight>(static_cast<std::int64_t>(w * static_cast<float>(1 << weight_digits)));
  }
  static Sum bias(const Format& x, Weight b) noexcept {
    return b >> (weight_digits - forward_digits - x.digits);
  }
  static Sum term(Weight w) noexcept { return w >> (weight_digits - forward_digits); }
  static Sum term(Gradient dy) noexcept { return dy; }
  static Sum dot(const Weight* w, const Gradient* dy, std::size_t n) noexcept {
    Sum sum = 0;
    for (std::size_t j = 0; j < n; ++j) sum += (w[j] >> (weight_digits - backward_digits)) * dy[j];
    return sum;
  }
  static Gradient gradient(Sum sum) noexcept {
    return saturate<Gradient>(rounded(sum, backward_digits));
  }
  static float step(float learning_rate, std::size_t rows) noexcept {
    return learning_rate / static_cast<float>(rows);
  }
  static Sum rate(const Format& x, float step) noexcept {
    const int digits = weight_digits - gradient_digits + rate_digits - x.digits;
    return saturate<Sum>(
        static_cast<std::int64_t>(step * static_cast<float>(std::int64_t{1} << digits)));
  }
  static Weight descended(Weight w, Sum sum, Sum rate) noexcept {
    return saturate<Weight>(w - rounded(std::int64_t{sum} * rate, rate_digits));
  }

 private:
  template <class T>
  static T rounded(T value, int shift) noexcept {
    return (value + (T{1} << (shift - 1))) >> shift;
  }
};

}  // namespace finetune

#endif
