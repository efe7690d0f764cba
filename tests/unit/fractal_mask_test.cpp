// SPDX-License-Identifier: MIT
//
// Which inputs joins keep: the reference, pieces, how often each subset and each column survives,
// and what is refused.
//
// A chi-square fails beyond what one in 1e9 is: the five here would raise a false alarm for one
// choice of keys in 2e8. The keys are fixed, so each run repeats the last.
#include <cmath>

#include "reference.hpp"
#include "support.hpp"

namespace fractal_mask_test {

using namespace droplet;
using namespace support;

namespace {

std::size_t decisions(const Joins& joins) { return joins.samples * joins.joins * joins.inputs; }

Bytes drawn(const Mask& d, const Joins& joins) {
  Bytes bits(mask_bytes(decisions(joins)) + 1, 0xA5);
  REQUIRE(fractal_mask(d, joins, bits.data()) == StatusCode::ok);
  REQUIRE(bits.back() == 0xA5);
  bits.pop_back();
  return bits;
}

Bytes local(double p, std::uint64_t key, std::uint64_t first, const Joins& joins) {
  const std::size_t n = decisions(joins), inputs = joins.inputs;
  reference::Bits bits = reference::mask(reference::keep_units(p), key, first * joins.inputs, n);
  const std::uint64_t draws = reference::fold_in(key, ~std::uint64_t{0} - 1);
  for (std::size_t join = 0; join < n / inputs; ++join) {
    bool any = false;
    for (std::size_t i = 0; i < inputs; ++i) any = any || bits[join * inputs + i];
    const std::uint64_t draw = reference::fold_in(draws, first + join);
    if (!any) bits[join * inputs + static_cast<std::size_t>(reference::share(draw, inputs))] = true;
  }
  return reference::pack(bits, n);
}

Bytes global(double p, std::uint64_t key, std::uint64_t first, const Joins& joins) {
  const std::size_t n = decisions(joins), all = joins.joins * joins.inputs;
  const std::uint64_t draws = reference::fold_in(key, ~std::uint64_t{0} - 2);
  reference::Bits bits(n);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t draw = reference::fold_in(draws, first + i / all);
    bits[i] = p == 0 || i % joins.inputs == reference::share(draw, joins.inputs);
  }
  return reference::pack(bits, n);
}

constexpr std::uint64_t firsts[] = {0, 1, 4095, 0x5555555555555555u, ~std::uint64_t{0} - 2};

const std::vector<Joins>& shapes() {
  static const std::vector<Joins> list = [] {
    std::vector<Joins> all;
    for (const std::size_t inputs : {1u, 2u, 3u, 4u, 7u, 8u, 9u, 65u})
      for (const std::size_t joins : {1u, 3u, 16u})
        for (const std::size_t samples : {1u, 2u, 21u})
          all.push_back({.samples = samples, .joins = joins, .inputs = inputs});
    return all;
  }();
  return list;
}

const std::size_t joins_drawn = effort<std::size_t>(200000, 20000);

// Of counts, against what is expected of each.
double chi_square(const std::vector<std::size_t>& counts, const std::vector<double>& share) {
  double sum = 0;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    const double expected = share[k] * static_cast<double>(joins_drawn);
    const double off = static_cast<double>(counts[k]) - expected;
    sum += off * off / expected;
  }
  return sum;
}

constexpr double limit_of_3 = 44.84, limit_of_6 = 53.34;

}  // namespace

TEST_CASE("each input is decided by its bit, and one of a join that lost all survives") {
  on_every_isa([](const std::string&) {
    for (Joins joins : shapes()) {
      for (const std::uint64_t first : firsts) {
        for (const double p : {0.0, 0.15, 0.5, 0.97, 1.0}) {
          CAPTURE(joins.inputs);
          CAPTURE(first);
          const Mask d{Rate{p}, Key{first + 7}, first};
          CHECK(drawn(d, joins) == local(p, first + 7, first, joins));
          joins.path = global_path;
          CHECK(drawn(d, joins) == global(p, first + 7, first, joins));
          joins.path = local_paths;
        }
      }
    }
  });
}

TEST_CASE("no join is left without an input, and p = 1 leaves one") {
  const Joins joins = {.samples = 300, .joins = 5, .inputs = 3};
  for (const double p : {0.5, 1.0}) {
    const Bytes bits = drawn(Mask{Rate{p}, Key{3}}, joins);
    for (std::size_t t = 0; t < joins.samples * joins.joins; ++t) {
      const int kept = bit(bits, 3 * t) + bit(bits, 3 * t + 1) + bit(bits, 3 * t + 2);
      CHECK(kept >= 1);
      if (p == 1.0) CHECK(kept == 1);
    }
  }
}

TEST_CASE("in inference all inputs are kept") {
  for (const Path path : {local_paths, global_path}) {
    for (const double p : {0.0, 0.5, 1.0}) {
      const Joins joins = {.samples = 5, .joins = 3, .inputs = 3, .path = path};
      CHECK(drawn(Mask{Rate{p}, Key{3}, 9, Mode::inference}, joins) ==
            Bytes{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x1F});
    }
  }
}

TEST_CASE("pieces by samples are the whole") {
  for (const Path path : {local_paths, global_path}) {
    for (const std::uint64_t first : firsts) {
      Joins joins = {.samples = 40, .joins = 5, .inputs = 3, .path = path};
      const Bytes whole = drawn(Mask{Rate{0.6}, Key{3}, first}, joins);
      joins.samples = 8;
      for (std::size_t s = 0; s < 40; s += 8) {
        const std::uint64_t ahead = path == global_path ? s : s * joins.joins;
        const Bytes piece = drawn(Mask{Rate{0.6}, Key{3}, first + ahead}, joins);
        CHECK(same_bytes(piece.data(), &whole[s * 15 / 8], piece.size()));
      }
    }
  }
}

TEST_CASE("a sample's column is that of all its joins") {
  const Joins joins = {.samples = 50, .joins = 3, .inputs = 5, .path = global_path};
  const Bytes bits = drawn(Mask{Rate{0.5}, Key{11}, 77}, joins);
  for (std::size_t s = 0; s < joins.samples; ++s) {
    const std::size_t column = fractal_column(Key{11}, 77 + s, joins.inputs);
    REQUIRE(column < joins.inputs);
    for (std::size_t i = 0; i < 15; ++i) CHECK(bit(bits, 15 * s + i) == (i % 5 == column));
  }
  CHECK(fractal_column(Key{1}, 2, 0) == 0);
  CHECK(fractal_column(Key{1}, 2, 1) == 0);
}

TEST_CASE("each subset of inputs survives as often as it should") {
  for (const double p : {0.15, 0.5, 0.8}) {
    const Bytes bits =
        drawn(Mask{Rate{p}, Key{5}}, {.samples = joins_drawn, .joins = 1, .inputs = 3});
    std::vector<std::size_t> counts(7);
    std::vector<double> share(7);
    for (unsigned set = 1; set < 8; ++set) {
      const int kept = static_cast<int>(set % 2 + set / 2 % 2 + set / 4);
      share[set - 1] =
          std::pow(1 - p, kept) * std::pow(p, 3 - kept) + (kept == 1 ? p * p * p / 3 : 0);
    }
    for (std::size_t t = 0; t < joins_drawn; ++t) {
      const unsigned set = static_cast<unsigned>(bit(bits, 3 * t)) +
                           2u * static_cast<unsigned>(bit(bits, 3 * t + 1)) +
                           4u * static_cast<unsigned>(bit(bits, 3 * t + 2));
      REQUIRE(set != 0);
      ++counts[set - 1];
    }
    CAPTURE(p);
    CHECK(chi_square(counts, share) < limit_of_6);
    // Half of one subset's times are another's.
    const std::size_t moved = counts[3] / 2;
    counts[0] += moved;
    counts[3] -= moved;
    CHECK(chi_square(counts, share) > limit_of_6);
  }
}

TEST_CASE("each survivor, and each column, is as likely") {
  for (const Path path : {local_paths, global_path}) {
    const Bytes bits = drawn(Mask{Rate{1.0}, Key{5}},
                             {.samples = joins_drawn, .joins = 1, .inputs = 4, .path = path});
    std::vector<std::size_t> counts(4);
    for (std::size_t i = 0; i < 4 * joins_drawn; ++i) counts[i % 4] += bit(bits, i) ? 1 : 0;
    const std::vector<double> share(4, 0.25);
    CHECK(chi_square(counts, share) < limit_of_3);
    const std::size_t moved = counts[0] / 10;
    counts[0] -= moved;
    counts[1] += moved;
    CHECK(chi_square(counts, share) > limit_of_3);
  }
}

TEST_CASE("what fractal_mask refuses, and the order in which it does") {
  Bytes bits(4, 0x5A);
  const Mask good{Rate{0.5}, Key{1}};
  const auto refused = [&](StatusCode want, const Mask& d, const Joins& joins, std::uint8_t* out) {
    CHECK(fractal_mask(d, joins, out) == want);
    CHECK(bits == Bytes(4, 0x5A));
  };
  const Joins unlike = {.samples = size_max, .joins = 2, .inputs = 0, .path = 2};
  refused(StatusCode::bad_probability, Mask{}, unlike, nullptr);
  refused(StatusCode::bad_option, good, unlike, nullptr);
  refused(StatusCode::bad_option, good, {.samples = 0, .joins = 0, .path = 255}, nullptr);
  refused(StatusCode::bad_size, good, {.samples = size_max, .joins = 2, .inputs = 0}, nullptr);
  refused(StatusCode::bad_size, good, {.samples = size_max / 2, .joins = 1, .inputs = 3}, nullptr);
  refused(StatusCode::bad_shape, good, {.samples = 1, .joins = 1, .inputs = 0}, nullptr);
  refused(StatusCode::null_buffer, good, {.samples = 1, .joins = 1, .inputs = 1}, nullptr);
  refused(StatusCode::ok, good, {.samples = 0, .joins = 9, .inputs = 0}, nullptr);
  refused(StatusCode::ok, good, {.samples = size_max, .joins = 0, .inputs = 9}, nullptr);
  if constexpr (sizeof(std::size_t) > 4) {
    const std::size_t inputs = std::size_t{1} << 16 << 16;
    refused(StatusCode::bad_size, good, {.samples = 1, .joins = 1, .inputs = inputs + 1}, nullptr);
    refused(StatusCode::null_buffer, good, {.samples = 1, .joins = 1, .inputs = inputs}, nullptr);
    CHECK(fractal_column(Key{9}, 4, inputs) ==
          reference::fold_in(reference::fold_in(9, ~std::uint64_t{2}), 4) >> 32);
  }
}

}  // namespace fractal_mask_test
