// SPDX-License-Identifier: MIT
//
// A number of rows by chance: golden lists, the reference, how often each row and each pair is
// taken, and what is refused.
//
// A chi-square fails beyond what one in 1e9 is: the four here would raise a false alarm for one
// choice of keys in 2.5e8. The keys are fixed, so each run repeats the last.
#include <sstream>

#include "csv.hpp"
#include "reference.hpp"
#include "row_lists.hpp"
#include "sample_rows_v1.hpp"

namespace sample_rows_test {

using namespace droplet;
using namespace support;

namespace {

struct Sample {
  List kept;
  Scale factor;
};

Sample sample(std::uint64_t key, std::size_t rows, std::size_t count) {
  Sample s{List(rows + 1, 0xABABABABu), Scale{9.0f}};
  std::size_t kept_count = 99;
  REQUIRE(sample_rows(Key{key}, rows, count, s.kept.data(), &kept_count, &s.factor) ==
          StatusCode::ok);
  REQUIRE(kept_count <= rows);
  REQUIRE(s.kept[kept_count] == 0xABABABABu);
  REQUIRE(s.kept.back() == 0xABABABABu);
  s.kept.resize(kept_count);
  return s;
}

std::string joined(const List& list) {
  std::ostringstream text;
  for (const std::uint32_t row : list) text << (row != list[0] ? " " : "") << row;
  return text.str();
}

const std::size_t samples = effort<std::size_t>(200000, 20000);

// Of how often each set was taken, against all as often.
double chi_square(const std::vector<std::size_t>& taken) {
  const double expected = static_cast<double>(samples) / static_cast<double>(taken.size());
  double sum = 0;
  for (const std::size_t count : taken) {
    const double off = static_cast<double>(count) - expected;
    sum += off * off / expected;
  }
  return sum;
}

// Of single rows, where a sample takes several: their counts' variance is smaller for that, and as
// they add up to a constant, one of the rows is no more than what the others leave.
double chi_square_of_rows(const std::vector<std::size_t>& taken, std::size_t count) {
  const auto rows = static_cast<double>(taken.size());
  const double q = static_cast<double>(count) / rows, expected = q * static_cast<double>(samples);
  double sum = 0;
  for (const std::size_t times : taken) {
    const double off = static_cast<double>(times) - expected;
    sum += off * off;
  }
  return sum / (expected * (1 - q)) * (rows - 1) / rows;
}

constexpr double limit_of_7 = 55.87, limit_of_9 = 60.66, limit_of_27 = 96.39, limit_of_209 = 355.79;

}  // namespace

TEST_CASE("golden samples") {
  std::size_t lines = 0;
  for (const auto& cells : csv_rows(sample_rows_v1)) {
    CAPTURE(lines);
    REQUIRE(cells.size() == 6);
    const auto rows = static_cast<std::size_t>(whole_number(cells[1])),
               count = static_cast<std::size_t>(whole_number(cells[2]));
    const Sample s = sample(whole_number(cells[0]), rows, count);
    CHECK(s.factor.c().bits == whole_number(cells[3], 16));
    CHECK(digest_of(s.kept) == cells[4]);
    if (count <= 64) CHECK(joined(s.kept) == cells[5]);
    CHECK(reference::sample(whole_number(cells[0]), rows, count) == s.kept);
    ++lines;
  }
  CHECK(lines == 38);
}

TEST_CASE("each number of each number of rows, ascending and below it, is the reference's") {
  for (std::size_t rows = 0; rows <= effort<std::size_t>(70, 20); ++rows) {
    for (std::size_t count = 0; count <= rows; ++count) {
      for (const std::uint64_t key : {std::uint64_t{rows}, ~std::uint64_t{0} - count}) {
        const Sample s = sample(key, rows, count);
        if (s.kept != reference::sample(key, rows, count)) FAIL_CHECK(count, " of ", rows);
        CHECK(bits_of(s.factor.value()) ==
              bits_of(rows != 0 ? reference::ratio(rows, count) : 1.0f));
      }
    }
  }
}

TEST_CASE("a mask's blocks have numbers that no sample's draws have") {
  // The key's blocks are below 2^52: its last, that of element 2^64 - 1, is another.
  CHECK((~std::uint64_t{0} >> 12) < ~std::uint64_t{0} - 2);
  CHECK(Key{7}.fold_in(~std::uint64_t{0}) != Key{7}.fold_in(~std::uint64_t{0} >> 12));
}

// The quotient is rounded to 53 bits, and then to 24.
TEST_CASE("the factor is the doubles' quotient, as a float") {
  Random random(4);
  for (unsigned i = 0; i < effort(3000u, 300u); ++i) {
    const std::size_t rows = 1 + random.below(20000), count = 1 + random.below(rows);
    CHECK(bits_of(sample(i, rows, count).factor.value()) == bits_of(reference::ratio(rows, count)));
  }
}

TEST_CASE("all sets of rows are taken as often") {
  std::vector<std::size_t> one(8), pair(28), four(210), rows_of_four(10);
  // The number of a set of two or four, in the order of its rows.
  const auto number = [](const List& kept, std::size_t rows) {
    std::size_t at = 0;
    List set(kept.size());
    for (std::size_t k = 0; k < set.size(); ++k) set[k] = static_cast<std::uint32_t>(k);
    while (set != kept) {
      ++at;
      std::size_t k = set.size();
      while (set[k - 1] == rows - set.size() + k - 1) --k;
      for (++set[k - 1]; k < set.size(); ++k) set[k] = set[k - 1] + 1;
    }
    return at;
  };
  for (std::size_t key = 0; key < samples; ++key) {
    ++one[sample(key, 8, 1).kept[0]];
    ++pair[number(sample(key, 8, 2).kept, 8)];
    const List kept = sample(key, 10, 4).kept;
    ++four[number(kept, 10)];
    for (const std::uint32_t row : kept) ++rows_of_four[row];
  }
  CHECK(chi_square(one) < limit_of_7);
  CHECK(chi_square(pair) < limit_of_27);
  CHECK(chi_square(four) < limit_of_209);
  CHECK(chi_square_of_rows(rows_of_four, 4) < limit_of_9);
  // Half of one set's times are another's.
  for (auto* const taken : {&one, &pair, &rows_of_four}) {
    const std::size_t moved = taken->front() / 2;
    taken->front() -= moved;
    taken->back() += moved;
  }
  CHECK(chi_square(one) > limit_of_7);
  CHECK(chi_square(pair) > limit_of_27);
  CHECK(chi_square_of_rows(rows_of_four, 4) > limit_of_9);
}

TEST_CASE("of no rows nothing is asked for, and a list of none needs no room") {
  std::size_t kept_count = 99;
  Scale factor{9.0f};
  CHECK(sample_rows(Key{1}, 0, 0, nullptr, nullptr, nullptr) == StatusCode::ok);
  CHECK(sample_rows(Key{1}, 0, 0, nullptr, &kept_count, &factor) == StatusCode::ok);
  CHECK((kept_count == 0 && factor == Scale{}));
  kept_count = 99, factor = Scale{9.0f};
  CHECK(sample_rows(Key{1}, 5, 0, nullptr, &kept_count, &factor) == StatusCode::ok);
  CHECK((kept_count == 0 && factor == Scale{}));
}

TEST_CASE("what sample_rows refuses, and the order in which it does") {
  List kept(8, 7);
  std::size_t kept_count = 99;
  Scale factor{9.0f};
  const auto refused = [&](StatusCode want, std::size_t rows, std::size_t count,
                           std::uint32_t* list, std::size_t* total, Scale* scale,
                           Mode mode = Mode::train) {
    CHECK(sample_rows(Key{1}, rows, count, list, total, scale, mode) == want);
    CHECK((kept_count == 99 && factor == Scale{9.0f} && kept == List(8, 7)));
  };
  for (const int mode : {2, 255}) {
    refused(StatusCode::bad_option, SIZE_MAX, 9, nullptr, nullptr, nullptr,
            static_cast<Mode>(mode));
    refused(StatusCode::bad_option, 0, 0, nullptr, nullptr, nullptr, static_cast<Mode>(mode));
  }
  refused(StatusCode::bad_size, SIZE_MAX, SIZE_MAX, nullptr, nullptr, nullptr);
  if (sizeof(std::size_t) > 4) {
    const std::size_t rows = (SIZE_MAX >> 31) + 1;  // 2^33
    refused(StatusCode::bad_size, rows, 3, kept.data(), &kept_count, &factor);
    refused(StatusCode::null_buffer, rows / 2, rows, nullptr, &kept_count, &factor);
  }
  refused(StatusCode::null_buffer, 4, 9, nullptr, &kept_count, &factor);
  refused(StatusCode::null_buffer, 4, 9, kept.data(), nullptr, &factor);
  refused(StatusCode::null_buffer, 4, 9, kept.data(), &kept_count, nullptr);
  refused(StatusCode::null_buffer, 4, 0, nullptr, &kept_count, &factor, Mode::inference);
  alignas(std::size_t) std::uint32_t room[8] = {};
  auto* const total = reinterpret_cast<std::size_t*>(room + 4);
  auto* const scale = reinterpret_cast<Scale*>(room + 4);
  refused(StatusCode::overlap, 8, 9, room, total, &factor);
  refused(StatusCode::overlap, 8, 9, room, &kept_count, scale);
  refused(StatusCode::overlap, 8, 9, kept.data(), total, scale);
  refused(StatusCode::overlap, 8, 4, room, total, &factor, Mode::inference);
  for (const Mode mode : {Mode::train, Mode::inference}) {
    refused(StatusCode::bad_count, 4, 5, kept.data(), &kept_count, &factor, mode);
    refused(StatusCode::bad_count, 4, SIZE_MAX, kept.data(), &kept_count, &factor, mode);
    refused(StatusCode::bad_count, 0, 1, nullptr, nullptr, nullptr, mode);
  }
  // Room for four is enough.
  CHECK(sample_rows(Key{1}, 8, 4, room, total, &factor) == StatusCode::ok);
  CHECK(*total == 4);
}

}  // namespace sample_rows_test
