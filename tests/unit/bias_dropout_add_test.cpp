// SPDX-License-Identifier: MIT
//
// Bias, dropout and residual, and their gradients, against plain loops; what is absent, pieces,
// errors.
#include "mask/shape.hpp"
#include "rig.hpp"

namespace bias_dropout_add_test {

using namespace droplet;
using namespace support;
using detail::inference_only;
using elements::number;

namespace {

const Rows shapes[] = {{.rows = 40, .row_length = 33},
                       {.rows = 7, .row_length = 600},
                       {.rows = 90, .row_length = 1},
                       {.rows = 20, .row_length = 33, .x_pitch = 40},
                       {.rows = 20, .row_length = 33, .residual_pitch = 35, .y_pitch = 37},
                       {.rows = 3, .row_length = 1100, .x_pitch = 1100, .y_pitch = 1101}};

template <class T>
struct Planes {
  static constexpr std::size_t room = 5000;
  std::vector<T> x = values<T>(room, 1), bias = values<T>(room, 2), residual = values<T>(room, 3);
  std::vector<T> y = values<T>(room, 4);
  Planes() {  // What a dropped element was is lost; -0 stays where nothing is added.
    for (std::size_t i = 0; i < 200; i += 7) x[i] = elements::rounded<T>(-0.0f);
    for (std::size_t i = 3; i < 200; i += 7) residual[i] = elements::rounded<T>(-0.0f);
  }
};

// Each step rounded to float, and the last to T.
template <class T>
T expected(const Mask& mask, bool kept, T x, const T* bias, const T* residual) {
  volatile float v = number(x);
  if (bias != nullptr) v = v + number(*bias);
  const bool draws = !inference_only && mask.mode() == Mode::train && mask.rate().keep() != 1.0;
  if (draws) v = kept ? v * mask.rate().scale() : 0.0f;
  if (residual != nullptr) v = number(*residual) + v;
  return elements::rounded<T>(v);
}

std::size_t dense(std::size_t pitch, const Rows& rows) {
  return pitch != 0 ? pitch : rows.row_length;
}

const Mask masks[] = {Mask{Rate{0.3}, Key{rig_key}, 0}, Mask{Rate{0.3}, Key{rig_key}, 4090},
                      Mask{Rate{0.0}, Key{rig_key}, 0}, Mask{Rate{1.0}, Key{rig_key}, 0},
                      Mask{Rate{0.3}, Key{rig_key}, 0, Mode::inference}};

template <class Test>
void on_shapes(Test test) {
  on_every_isa([&](const std::string&) {
    for (const Rows& rows : shapes) {
      for (const Mask& mask : masks) {
        INFO(rows.rows, " x ", rows.row_length, ", keep ", mask.rate().keep(), ", first ",
             mask.first());
        const auto& bits = reference_mask(1.0 - mask.rate().keep(), mask.first(), 5000);
        const auto kept = [&](std::size_t r, std::size_t c) {
          return mask.mode() == Mode::inference || bits[r * rows.row_length + c];
        };
        test(rows, mask, kept);
      }
    }
  });
}

template <class Visit>
void each(const Rows& rows, Visit visit) {
  for (std::size_t r = 0; r < rows.rows; ++r)
    for (std::size_t c = 0; c < rows.row_length; ++c) visit(r, c);
}

}  // namespace

TEST_CASE_TEMPLATE("bias, dropout, residual", T, FLOATING_TYPES) {
  on_shapes([](const Rows& rows, const Mask& mask, auto kept) {
    for (const bool has_bias : {false, true}) {
      for (const bool has_residual : {false, true}) {
        Planes<T> p;
        std::vector<T> want = p.y;
        each(rows, [&](std::size_t r, std::size_t c) {
          const T* const residual = &p.residual[r * dense(rows.residual_pitch, rows) + c];
          want[r * dense(rows.y_pitch, rows) + c] =
              expected(mask, kept(r, c), p.x[r * dense(rows.x_pitch, rows) + c],
                       has_bias ? &p.bias[c] : nullptr, has_residual ? residual : nullptr);
        });
        CAPTURE(has_bias);
        CAPTURE(has_residual);
        CHECK(bias_dropout_add(mask, p.x.data(), has_bias ? p.bias.data() : nullptr,
                               has_residual ? p.residual.data() : nullptr, p.y.data(),
                               rows) == StatusCode::ok);
        CHECK(same_bytes(p.y, want));
      }
    }
  });
}

TEST_CASE_TEMPLATE("y is x, or the residual", T, FLOATING_TYPES) {
  on_every_isa([](const std::string&) {
    const Rows rows = {
        .rows = 20, .row_length = 33, .x_pitch = 40, .residual_pitch = 40, .y_pitch = 40};
    for (const Mask& mask : masks) {
      const Planes<T> p;
      std::vector<T> apart = p.x, in_x = p.x, in_residual = p.residual;
      const auto run = [&](const std::vector<T>& x, const std::vector<T>& residual,
                           std::vector<T>& y) {
        CHECK(bias_dropout_add(mask, x.data(), p.bias.data(), residual.data(), y.data(), rows) ==
              StatusCode::ok);
      };
      run(p.x, p.residual, apart);
      run(in_x, p.residual, in_x);
      run(p.x, in_residual, in_residual);
      CHECK(same_bytes(in_x, apart));
      each(rows,
           [&](std::size_t r, std::size_t c) { apart[r * 40 + c] = in_residual[r * 40 + c]; });
      CHECK(same_bytes(in_x, apart));
    }
  });
}

// `y += dropout(x)`: what is called dropout_add elsewhere, in place of its residual.
TEST_CASE_TEMPLATE("without a bias, y is the residual", T, FLOATING_TYPES) {
  on_every_isa([](const std::string&) {
    constexpr std::size_t n = 1000;
    for (const Mask& mask : masks) {
      const Planes<T> p;
      std::vector<T> y = p.residual, want = y;
      const auto& bits = reference_mask(1.0 - mask.rate().keep(), mask.first(), n);
      for (std::size_t i = 0; i < n; ++i) {
        const bool kept = mask.mode() == Mode::inference || bits[i];
        want[i] = expected<T>(mask, kept, p.x[i], nullptr, &want[i]);
      }
      CHECK(bias_dropout_add(mask, p.x.data(), nullptr, y.data(), y.data(),
                             {.rows = 1, .row_length = n}) == StatusCode::ok);
      CHECK(same_bytes(y, want));
    }
  });
}

TEST_CASE_TEMPLATE("gradients, in one call and in pieces of whole rows", T, FLOATING_TYPES) {
  on_shapes([](const Rows& rows, const Mask& mask, auto kept) {
    Planes<T> p;
    std::vector<T> want = p.y;
    Floats bias = values(Planes<T>::room, 5), want_bias = bias, pieces = bias;
    const std::size_t xp = dense(rows.x_pitch, rows), yp = dense(rows.y_pitch, rows);
    each(rows, [&](std::size_t r, std::size_t c) {
      T& dx = want[r * yp + c];
      dx = expected<T>(mask, kept(r, c), p.x[r * xp + c], nullptr, nullptr);
      want_bias[c] += number(dx);
    });
    CHECK(bias_dropout_add_backward(mask, p.x.data(), p.y.data(), bias.data(), rows) ==
          StatusCode::ok);
    CHECK(same_bytes(p.y, want));
    CHECK(same_bytes(bias, want_bias));
    Planes<T> q;
    for (std::size_t row = 0; row < rows.rows; row += 2) {
      Rows piece = rows;
      piece.rows = std::min<std::size_t>(2, rows.rows - row);
      Mask here = mask;
      here.set_first(mask.first() + row * rows.row_length);
      CHECK(bias_dropout_add_backward(here, q.x.data() + row * xp, q.y.data() + row * yp,
                                      pieces.data(), piece) == StatusCode::ok);
    }
    CHECK(same_bytes(q.y, want));
    CHECK(same_bytes(pieces, want_bias));
    CHECK(bias_dropout_add_backward(mask, q.x.data(), q.y.data(), nullptr, rows) == StatusCode::ok);
    CHECK(same_bytes(q.y, want));
  });
}

TEST_CASE_TEMPLATE("what is refused writes nothing", T, FLOATING_TYPES) {
  Planes<T> p;
  const std::vector<T> x = p.x, y = p.y;
  const Rows rows = {.rows = 20, .row_length = 33, .y_pitch = 40};
  const T *in = p.x.data(), *r = p.residual.data();
  T* out = p.y.data();
  Floats sums(100, 1.0f);
  const auto forward = [&](const T* bias, const T* residual, Rows shape) {
    return bias_dropout_add(masks[0], in, bias, residual, out, shape);
  };
  CHECK(forward(out + 10, r, rows) == StatusCode::overlap);
  CHECK(forward(out + 35, r, rows) == StatusCode::overlap);
  CHECK(forward(nullptr, out + 1, rows) == StatusCode::overlap);
  CHECK(forward(nullptr, out, rows) == StatusCode::overlap);
  CHECK(forward(nullptr, r, {.rows = 20, .row_length = 33, .y_pitch = 32}) ==
        StatusCode::bad_shape);
  CHECK(forward(nullptr, r, {.rows = 20, .row_length = SIZE_MAX / 4}) == StatusCode::bad_size);
  CHECK(bias_dropout_add(masks[0], nullptr, in, r, out, rows) == StatusCode::null_buffer);
  CHECK(bias_dropout_add(masks[0], in, nullptr, r, static_cast<T*>(nullptr), rows) ==
        StatusCode::null_buffer);
  CHECK(bias_dropout_add_backward(masks[0], in, out, reinterpret_cast<float*>(out + 10), rows) ==
        StatusCode::overlap);
  CHECK(bias_dropout_add_backward(masks[0], in, out, reinterpret_cast<float*>(p.x.data() + 10),
                                  rows) == StatusCode::overlap);
  CHECK(bias_dropout_add_backward(masks[0], nullptr, out, sums.data(), rows) ==
        StatusCode::null_buffer);
  if (!inference_only) {
    CHECK(bias_dropout_add(Mask{}, in, nullptr, r, out, rows) == StatusCode::bad_probability);
    CHECK(bias_dropout_add_backward(Mask{}, in, out, sums.data(), rows) ==
          StatusCode::bad_probability);
  }
  CHECK(same_bytes(sums, Floats(100, 1.0f)));
  CHECK(same_bytes(p.x, x));
  CHECK(same_bytes(p.y, y));
  CHECK(bias_dropout_add(masks[0], nullptr, nullptr, nullptr, static_cast<T*>(nullptr),
                         {.rows = 0, .row_length = 5}) == StatusCode::ok);
}

}  // namespace bias_dropout_add_test
