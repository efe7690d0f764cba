// SPDX-License-Identifier: MIT
//
// Shares of a call, one after the other, and what is no share. That each touches its own words
// alone the suite's table sees.
#include "mask/shape.hpp"
#include "support.hpp"

namespace shares_test {

using namespace droplet;
using namespace support;

namespace {

constexpr std::uint32_t counts[] = {1, 2, 4, 8};
constexpr std::size_t most = 9000;

template <class T>
StatusCode whole(const Mask& d, const T* x, T* y, std::size_t n, std::uint8_t* bits) {
  if constexpr (std::is_integral_v<T>) {
    return dropout(d, x, y, n, {}, bits);
  } else {
    return dropout(d, x, y, n, bits);
  }
}
template <class T>
StatusCode part(const Mask& d, const T* x, T* y, std::size_t n, Share share, std::uint8_t* bits) {
  if constexpr (std::is_integral_v<T>) {
    return dropout_share(d, x, y, n, share, {}, bits);
  } else {
    return dropout_share(d, x, y, n, share, bits);
  }
}

// Calls run(share) for all of as many, in an order of its own.
template <class Run>
void each(std::uint32_t count, Run run) {
  for (std::uint32_t k = 0; k < count; ++k)
    CHECK(run(Share{.index = (5 * k + 3) % count, .count = count}) == StatusCode::ok);
}

// Of masks that begin at a byte, and of others.
std::vector<Mask> masks() {
  std::vector<Mask> list;
  for (const std::uint64_t first :
       {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{8}, std::uint64_t{63}, std::uint64_t{64},
        std::uint64_t{504}, std::uint64_t{511}, std::uint64_t{1000}, std::uint64_t{4088},
        std::uint64_t{4095}, 0 - std::uint64_t{72}, 0 - std::uint64_t{1}}) {
    for (const double p : {0.1, 0.5}) list.emplace_back(Rate{p}, Key{99}, first);
  }
  for (const double p : {0.0, 1.0}) list.emplace_back(Rate{p}, Key{99}, 72);
  list.emplace_back(Rate{0.5}, Key{99}, 72, Mode::inference);
  return list;
}

}  // namespace

TEST_CASE_TEMPLATE("the shares of a call are the call", T, FLOATING_TYPES, INTEGER_TYPES) {
  static const std::vector<T> x = values<T>(most, 1);
  on_every_isa([](const std::string&) {
    for (const Mask& d : masks()) {
      for (const std::size_t n : {1u, 7u, 63u, 64u, 65u, 130u, 511u, 513u, 4097u, 9000u}) {
        const bool begins_byte = d.first() % 8 == 0;
        std::vector<T> want(n, T{7});
        Bytes bits_want(mask_bytes(n), 0x5A);
        CHECK(whole(d, x.data(), want.data(), n, bits_want.data()) == StatusCode::ok);
        for (const std::uint32_t count : counts) {
          std::vector<T> apart(n, T{7}), in_place(x.begin(), x.begin() + static_cast<long>(n));
          Bytes bits(mask_bytes(n), 0x5A), filled = bits;
          each(count, [&](Share share) {
            return part(d, x.data(), apart.data(), n, share, begins_byte ? bits.data() : nullptr);
          });
          each(count, [&](Share share) {
            return part(d, in_place.data(), in_place.data(), n, share, nullptr);
          });
          CAPTURE(n);
          CAPTURE(d.first());
          CHECK(same_bytes(apart, want));
          CHECK(same_bytes(in_place, want));
          if (!begins_byte) continue;
          CHECK(bits == bits_want);
          each(count, [&](Share share) { return fill_mask_share(d, filled.data(), n, share); });
          CHECK(filled == bits_want);
        }
      }
    }
  });
}

TEST_CASE_TEMPLATE("the shares of a stored mask are all of it", T, FLOATING_TYPES, INTEGER_TYPES) {
  const std::vector<T> x = values<T>(most, 2);
  const Bytes bits(mask_bytes(most), 0xB6);
  on_every_isa([&](const std::string&) {
    for (const double p : {0.0, 0.1, 1.0}) {
      for (const std::size_t n : {1u, 64u, 65u, 513u, 4100u, 9000u}) {
        std::vector<T> want(n), y(n, T{7});
        CHECK(apply_mask(Rate{p}, bits.data(), x.data(), want.data(), n) == StatusCode::ok);
        for (const std::uint32_t count : counts) {
          each(count, [&](Share share) {
            return apply_mask_share(Rate{p}, bits.data(), x.data(), y.data(), n, share);
          });
          CHECK(same_bytes(y, want));
        }
      }
    }
  });
}

TEST_CASE("what is no share, and bits of which two shares would write one byte") {
  float x[100] = {}, y[100] = {5.0f};
  std::uint8_t bits[13] = {0x5A};
  constexpr auto refused = StatusCode::bad_option;
  const Share none[] = {{},
                        {.index = 1, .count = 1},
                        {.index = 0, .count = 3},
                        {.index = 2, .count = 2},
                        {.index = 8, .count = 8},
                        {.index = 0, .count = 16},
                        {.index = 0, .count = 0x100},
                        {.index = UINT32_MAX, .count = 4}};
  for (const double p : {0.0, 0.5, 1.0}) {
    const Mask d{Rate{p}, Key{1}};
    for (const std::size_t n : {std::size_t{0}, std::size_t{100}, size_max}) {
      for (const Share& share : none) {
        CHECK(dropout_share(d, x, y, n, share) == refused);
        CHECK(fill_mask_share(d, bits, n, share) == refused);
        CHECK(apply_mask_share(d.rate(), bits, x, y, n, share) == refused);
      }
      for (const std::uint64_t first : {1u, 4u, 12u, 63u}) {
        if (detail::inference_only) break;
        for (const Mode mode : {Mode::train, Mode::inference}) {
          const Mask within{Rate{p}, Key{1}, first, mode};
          const Share all = {.index = 0, .count = 1};
          CHECK(dropout_share(within, x, y, n, all, bits) == refused);
          CHECK(fill_mask_share(within, bits, n, all) == refused);
        }
      }
    }
  }
  CHECK((y[0] == 5.0f && bits[0] == 0x5A));
}

TEST_CASE("a share is looked at after the descriptor, and before sizes") {
  float x[8] = {};
  if (!detail::inference_only)
    CHECK(dropout_share(Mask{}, x, no_floats, 8, Share{}) == StatusCode::bad_probability);
  const Share last = {.index = 7, .count = 8};  // has nothing here, but the call is looked at
  const Mask d{Rate{0.5}, Key{1}};
  CHECK(apply_mask_share(Rate{}, nullptr, x, x, 8, Share{}) == StatusCode::bad_probability);
  CHECK(dropout_share(d, x, no_floats, 8, last) == StatusCode::null_buffer);
  CHECK(dropout_share(d, x, x + 1, 7, last) == StatusCode::overlap);
  CHECK(dropout_share(d, x, x + 1, size_max, last) == StatusCode::bad_size);
  CHECK(fill_mask_share(d, nullptr, 8, last) == StatusCode::null_buffer);
  CHECK(dropout_share(d, x, x, 0, last) == StatusCode::ok);
}

}  // namespace shares_test
