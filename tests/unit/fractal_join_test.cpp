// SPDX-License-Identifier: MIT
//
// The mean of the inputs that a join keeps, and its gradient, against plain loops; in place; and
// what is refused.
#include <cmath>

#include "support.hpp"

namespace fractal_join_test {

using namespace droplet;
using namespace support;

namespace {

template <class T>
using Elements = std::vector<T>;
template <class T>
using Pointers = std::vector<const T*>;

constexpr std::size_t joins_each = 3;

template <class T>
struct Case {
  Joins joins;
  std::size_t length;
  Bytes bits;
  std::vector<Elements<T>> x;
  Pointers<T> inputs;
  Elements<T> y;

  Case(std::size_t count, std::size_t samples, std::size_t row_length, std::uint64_t seed)
      : joins{.samples = samples, .joins = joins_each, .inputs = count},
        length(row_length),
        bits(mask_bytes(samples * joins_each * count)),
        y(values<T>(samples * length + 1, 99)) {
    Random random(seed);
    for (std::uint8_t& byte : bits) byte = static_cast<std::uint8_t>(random.bits() >> 40);
    for (std::size_t i = 0; i < count; ++i) {
      x.push_back(values<T>(samples * length, seed + i));
      inputs.push_back(x.back().data());
    }
  }
  bool keeps(std::size_t sample, std::size_t join, std::size_t i) const {
    return bit(bits, (sample * joins_each + join) * joins.inputs + i);
  }
  std::size_t kept(std::size_t sample, std::size_t join) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < joins.inputs; ++i) count += keeps(sample, join, i) ? 1 : 0;
    return count;
  }
  // By the definition: each sum is a volatile, so that it is rounded, and its order is kept.
  Elements<T> joined(std::size_t join) const {
    Elements<T> want = y;
    for (std::size_t e = 0; e < joins.samples * length; ++e) {
      const std::size_t sample = e / length, count = kept(sample, join);
      if (count == 0) want[e] = T{};
      volatile float sum = 0;
      bool first = true;
      for (std::size_t i = 0; i < joins.inputs; ++i) {
        if (!keeps(sample, join, i)) continue;
        if (count == 1) want[e] = x[i][e];
        const float value = elements::number(x[i][e]);
        sum = first ? value : sum + value;
        first = false;
      }
      if (count > 1)
        want[e] = elements::rounded<T>(sum * static_cast<float>(1.0 / static_cast<double>(count)));
    }
    return want;
  }
  Elements<T> gradient(std::size_t join, std::size_t input) const {
    Elements<T> want = y;
    for (std::size_t e = 0; e < joins.samples * length; ++e) {
      const std::size_t sample = e / length, count = kept(sample, join);
      const auto factor = static_cast<float>(1.0 / static_cast<double>(count));
      want[e] = !keeps(sample, join, input) ? T{}
                : count == 1                ? x[0][e]
                             : elements::rounded<T>(elements::number(x[0][e]) * factor);
    }
    return want;
  }
};

template <class T, class Test>
void on_cases(Test test) {
  for (const std::size_t inputs : {1u, 2u, 3u, 4u, 5u, 11u}) {
    for (const std::size_t samples : {1u, 2u, 13u}) {
      for (const std::size_t length : {1u, 7u, 31u, 32u, 33u, 100u}) {
        CAPTURE(inputs);
        CAPTURE(samples);
        CAPTURE(length);
        test(Case<T>(inputs, samples, length, inputs * 1000 + samples * 200 + length));
      }
    }
  }
}

}  // namespace

TEST_CASE_TEMPLATE("a join is the mean of the inputs that it keeps", T, FLOATING_TYPES) {
  on_cases<T>([](const Case<T>& c) {
    for (std::size_t join = 0; join < joins_each; ++join) {
      const Elements<T> want = c.joined(join);
      Elements<T> y = c.y;
      CHECK(fractal_join(c.bits.data(), c.inputs.data(), y.data(), c.joins, join, c.length) ==
            StatusCode::ok);
      CHECK(same_bytes(y, want));
      for (std::size_t i = 0; i < c.joins.inputs; ++i) {
        Elements<T> in_place = c.x[i];
        Pointers<T> inputs = c.inputs;
        inputs[i] = in_place.data();
        CHECK(fractal_join(c.bits.data(), inputs.data(), in_place.data(), c.joins, join,
                           c.length) == StatusCode::ok);
        CHECK(same_bytes(in_place.data(), want.data(), in_place.size()));
      }
    }
  });
}

TEST_CASE_TEMPLATE("an input's gradient is its part of the mean", T, FLOATING_TYPES) {
  on_cases<T>([](const Case<T>& c) {
    for (std::size_t join = 0; join < joins_each; ++join) {
      for (std::size_t i = 0; i < c.joins.inputs; ++i) {
        const Elements<T> want = c.gradient(join, i);
        Elements<T> y = c.y, in_place = c.x[0];
        CHECK(fractal_join_backward(c.bits.data(), in_place.data(), y.data(), c.joins, join, i,
                                    c.length) == StatusCode::ok);
        CHECK(same_bytes(y, want));
        CHECK(fractal_join_backward(c.bits.data(), in_place.data(), in_place.data(), c.joins, join,
                                    i, c.length) == StatusCode::ok);
        CHECK(same_bytes(in_place.data(), want.data(), in_place.size()));
      }
    }
  });
}

TEST_CASE("sums are added one by one, the first input first, and nothing is added to one") {
  const float big = 0x1p24f, one = 1.0f, zero = -0.0f;
  const Joins joins = {.samples = 1, .joins = 1, .inputs = 4};
  float y = 9;
  const std::uint8_t all = 0xF, last = 0x8, none = 0, two = 0xC;
  const float* const inputs[] = {&big, &one, &one, &zero};
  CHECK(fractal_join(&all, inputs, &y, joins, 0, 1) == StatusCode::ok);
  CHECK(y == 0x1p22f);
  const float* const reversed[] = {&one, &one, &big, &zero};
  CHECK(fractal_join(&all, reversed, &y, joins, 0, 1) == StatusCode::ok);
  CHECK(y == (0x1p24f + 2) / 4);
  CHECK(fractal_join(&last, inputs, &y, joins, 0, 1) == StatusCode::ok);
  CHECK(bits_of(y) == 0x80000000);
  const float* const zeros[] = {&one, &one, &zero, &zero};
  CHECK(fractal_join(&two, zeros, &y, joins, 0, 1) == StatusCode::ok);
  CHECK(bits_of(y) == 0x80000000);
  CHECK(fractal_join(&none, inputs, &y, joins, 0, 1) == StatusCode::ok);
  CHECK(bits_of(y) == 0);
}

TEST_CASE("the factor is the double quotient, as a float") {
  for (std::size_t count = 2; count < effort<std::size_t>(3000, 300); ++count) {
    const float x = 1.0f;
    const Bytes bits(mask_bytes(count), 0xFF);
    float y = 0;
    const Joins joins = {.samples = 1, .joins = 1, .inputs = count};
    REQUIRE(fractal_join_backward(bits.data(), &x, &y, joins, 0, 0, 1) == StatusCode::ok);
    REQUIRE(bits_of(y) == bits_of(static_cast<float>(1.0 / static_cast<double>(count))));
  }
}

TEST_CASE("what is dropped does not reach the result") {
  const float nan = std::nanf(""), two = 2.0f;
  const float* const inputs[] = {&nan, &two};
  const std::uint8_t second = 2;
  const Joins joins = {.samples = 1, .joins = 1, .inputs = 2};
  float y = 0;
  CHECK(fractal_join(&second, inputs, &y, joins, 0, 1) == StatusCode::ok);
  CHECK(y == 2.0f);
  CHECK(fractal_join_backward(&second, &nan, &y, joins, 0, 0, 1) == StatusCode::ok);
  CHECK(bits_of(y) == 0);
}

TEST_CASE("what joins refuse, and the order in which they do") {
  Floats a = values(8, 1), b = values(8, 2), y(9, 7.0f);
  const float* inputs[] = {a.data(), b.data()};
  const std::uint8_t bits[] = {0xFF};
  const Joins good = {.samples = 2, .joins = 2, .inputs = 2};
  // Each call's x is an input, or the gradient.
  const auto refused = [&](StatusCode want, const std::uint8_t* mask, const float* x, float* out,
                           Joins joins, std::size_t join, std::size_t length) {
    const Floats before = y;
    const float* const list[] = {a.data(), x};
    CHECK(fractal_join(mask, list, out, joins, join, length) == want);
    CHECK(fractal_join_backward(mask, x, out, joins, join, 1, length) == want);
    CHECK(same_bytes(y, before));
  };
  Joins joins = good;
  joins.path = 2;
  refused(StatusCode::bad_option, nullptr, nullptr, nullptr, joins, 9, size_max);
  refused(StatusCode::bad_option, nullptr, nullptr, no_floats, joins, 9, 0);
  joins = good;
  refused(StatusCode::bad_size, nullptr, nullptr, no_floats, joins, 9, size_max / 4);
  joins.samples = size_max;
  refused(StatusCode::bad_size, nullptr, nullptr, no_floats, joins, 9, 1);
  joins = {.samples = 2, .joins = 2, .inputs = 0};
  refused(StatusCode::bad_size, nullptr, nullptr, no_floats, joins, 9, size_max / 4);
  refused(StatusCode::bad_shape, nullptr, nullptr, no_floats, joins, 9, 4);
  refused(StatusCode::null_buffer, nullptr, b.data(), y.data(), good, 9, 4);
  refused(StatusCode::null_buffer, bits, nullptr, y.data(), good, 9, 4);
  refused(StatusCode::null_buffer, bits, b.data(), no_floats, good, 9, 4);
  refused(StatusCode::overlap, bits, y.data() + 1, y.data(), good, 9, 4);
  refused(StatusCode::overlap, reinterpret_cast<std::uint8_t*>(y.data()), b.data(), y.data(), good,
          9, 4);
  refused(StatusCode::bad_index, bits, b.data(), y.data(), good, 2, 4);
  refused(StatusCode::bad_index, bits, y.data(), y.data(), good, size_max, 4);
  for (joins = good; joins.samples != 0; --joins.samples) {
    refused(StatusCode::ok, nullptr, nullptr, no_floats, joins, 9, 0);
  }
  refused(StatusCode::ok, nullptr, nullptr, no_floats, joins, 9, 4);
  CHECK(fractal_join(bits, nullptr, y.data(), good, 9, 4) == StatusCode::null_buffer);
  CHECK(fractal_join(bits, inputs, reinterpret_cast<float*>(inputs), good, 9, 1) ==
        StatusCode::overlap);
  CHECK(fractal_join_backward(bits, a.data(), y.data(), good, 1, 2, 4) == StatusCode::bad_index);
}

}  // namespace fractal_join_test
