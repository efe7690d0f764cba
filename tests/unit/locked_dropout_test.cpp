// SPDX-License-Identifier: MIT
//
// A mask that is shared along any axes: every choice of axes, by plain loops over four indices;
// what it must equal; pieces; what is refused.
#include "kept_elements.hpp"
#include "rig.hpp"

namespace locked_dropout_test {

using namespace droplet;
using namespace support;

namespace {

constexpr std::size_t sizes[] = {1, 2, 3, 5, 17, 70, 513};
const std::size_t most = effort<std::size_t>(6000, 1100);
constexpr std::uint64_t firsts[] = {0, 3, 4090, ~std::uint64_t{0} - 60};

std::size_t elements_of(const Tensor& t) {
  std::size_t n = 1;
  for (std::size_t k = 0; k < t.dimensions; ++k) n *= t.size[k];
  return n;
}

// Of `axes` axes, those in `shared` share. What stands beyond them is anything.
Tensor any_tensor(std::size_t axes, unsigned shared, Random* random) {
  Tensor t;
  do {
    t.dimensions = axes;
    for (std::size_t k = 0; k < 4; ++k) {
      const std::size_t size = sizes[random->below(std::size(sizes))];
      t.size[k] = size;
      t.noise[k] = k >= axes ? 99 : (shared >> k & 1) != 0 ? 1 : random->below(2) * size;
    }
  } while (elements_of(t) > most);
  return t;
}

// Calls visit(element, decision) for each, in row-major order.
template <class Visit>
void each(const Tensor& t, Visit visit) {
  std::size_t size[4], noise[4];
  for (std::size_t k = 0; k < 4; ++k) {
    size[k] = k < t.dimensions ? t.size[k] : 1;
    noise[k] = k < t.dimensions && t.noise[k] != 0 ? t.noise[k] : size[k];
  }
  const auto along = [&](std::size_t k, std::size_t i) { return noise[k] == 1 ? 0 : i; };
  std::size_t element = 0;
  for (std::size_t a = 0; a < size[0]; ++a)
    for (std::size_t b = 0; b < size[1]; ++b)
      for (std::size_t c = 0; c < size[2]; ++c)
        for (std::size_t d = 0; d < size[3]; ++d)
          visit(element++,
                ((along(0, a) * noise[1] + along(1, b)) * noise[2] + along(2, c)) * noise[3] +
                    along(3, d));
}

template <class T>
T dropped_by(Quantization quantization) {
  if constexpr (std::is_integral_v<T>) {
    return static_cast<T>(quantization.zero_point);
  } else {
    return elements::rounded<T>(0.0f);
  }
}

template <class T>
StatusCode call(const Mask& mask, const T* x, T* y, const Tensor& t, Quantization quantization) {
  if constexpr (std::is_integral_v<T>) {
    return locked_dropout(mask, x, y, t, quantization);
  } else {
    return locked_dropout(mask, x, y, t);
  }
}

template <class T>
void check(const Tensor& t, double p, std::uint64_t first, Quantization to) {
  INFO("axes ", t.dimensions, ", sizes ", t.size[0], " ", t.size[1], " ", t.size[2], " ", t.size[3],
       ", noise ", t.noise[0], " ", t.noise[1], " ", t.noise[2], " ", t.noise[3], ", p = ", p,
       ", first = ", first);
  const std::size_t n = elements_of(t);
  const auto& bits = reference_mask(p, first, most);
  const float factor = to.unscaled ? 1.0f : reference::scale(reference::keep_units(p));
  const std::vector<T> x = values<T>(n + 1, 3);
  std::vector<T> want = values<T>(n + 1, 4), y = want, in_place = x;
  each(t, [&](std::size_t i, std::size_t decision) {
    want[i] =
        bits[decision] ? kept_elements::times(factor, x[i], to.zero_point) : dropped_by<T>(to);
  });
  const Mask mask{Rate{p}, Key{rig_key}, first};
  REQUIRE(call(mask, x.data(), y.data(), t, to) == StatusCode::ok);
  CHECK(same_bytes(y, want));
  REQUIRE(call(mask, in_place.data(), in_place.data(), t, to) == StatusCode::ok);
  CHECK(same_bytes(in_place.data(), want.data(), n));
  CHECK(same_bytes(in_place.data() + n, x.data() + n, 1));
}

}  // namespace

TEST_CASE_TEMPLATE("a mask shared along every choice of up to four axes", T, FLOATING_TYPES,
                   INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    Random random(7);
    for (std::size_t axes = 0; axes <= 4; ++axes) {
      for (unsigned shared = 0; shared < 1u << axes; ++shared) {
        for (std::size_t turn = 0; turn < effort(share<T>(16, 4), std::size_t{2}); ++turn) {
          const int zero = sizeof(T) == sizeof(std::int16_t) ? 0 : turn % 2 == 0 ? 5 : -7;
          const bool unscaled = std::is_integral_v<T> && random.below(3) == 0;
          check<T>(any_tensor(axes, shared, &random), turn % 3 == 0 ? 0.5 : 0.3,
                   firsts[random.below(std::size(firsts))],
                   {.zero_point = zero, .unscaled = unscaled});
        }
      }
    }
  });
}

TEST_CASE("pieces along the outermost axis") {
  on_every_isa([](const std::string&) {
    constexpr std::size_t batch = 6, steps = 7, features = 70, n = batch * steps * features;
    const Floats x = values(n, 1);
    Floats y(n), want(n);
    for (unsigned shared = 0; shared < 8; ++shared) {
      CAPTURE(shared);
      Tensor t = {.dimensions = 3, .size = {batch, steps, features}};
      for (std::size_t k = 0; k < 3; ++k) t.noise[k] = shared >> k & 1;
      REQUIRE(locked_dropout(Mask{Rate{0.5}, Key{rig_key}, 4090}, x.data(), want.data(), t) ==
              StatusCode::ok);
      const std::size_t below =
          ((shared & 2) != 0 ? 1 : steps) * ((shared & 4) != 0 ? 1 : features);
      for (std::size_t from = 0, count = 1; from < batch; from += count, ++count) {
        t.size[0] = count;
        const std::size_t at = from * steps * features;
        const Mask mask{Rate{0.5}, Key{rig_key}, 4090 + ((shared & 1) != 0 ? 0 : from * below)};
        REQUIRE(locked_dropout(mask, x.data() + at, y.data() + at, t) == StatusCode::ok);
      }
      CHECK(same_bytes(y, want));
    }
  });
}

}  // namespace locked_dropout_test
