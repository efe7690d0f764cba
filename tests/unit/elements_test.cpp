// SPDX-License-Identifier: MIT
//
// What becomes of every kept element of each type, against a table from another implementation: by
// the kernels, by a stored mask, and by what dropout draws.
#include <concepts>

#include "alpha.hpp"
#include "element_rows.hpp"
#include "kernel/isa.hpp"
#include "ops/bias_dropout_add.hpp"
#include "ops/relu.hpp"
#include "ops/requantize_add.hpp"
#include "specials.hpp"

namespace elements_test {

using namespace droplet;
using namespace support;
using namespace element_rows;
using detail::inference_only;

namespace {

Bytes ones(std::size_t n) { return Bytes((n + 7) / 8, 0xFF); }

template <class Op>
void keep_all(const Op& op, std::size_t n) {
  if constexpr (detail::Kernels<Op>::applied) {
    detail::chosen_isa().apply(op, 0, ones(n).data(), n);
  } else {
    detail::chosen_isa().rows(op, 0, ones(1).data(), 1, n);
  }
}

bool is(const Row& row, const std::string& kind) {
  return row.type.size() > kind.size() && row.type.substr(row.type.size() - kind.size()) == kind;
}

template <std::integral T>
std::vector<T> kept(const Row& row, const std::vector<T>& x) {
  std::vector<T> y(x.size());
  const auto zero = static_cast<T>(row.zero);
  if constexpr (sizeof(T) < sizeof(std::int32_t)) {
    if (is(row, "-add")) {
      const std::vector<T> residual(x.rbegin(), x.rend());
      keep_all(detail::RequantizeAdd<T>{{residual.data(), x.data(), y.data()}, row.scale, zero},
               x.size());
      return y;
    }
  }
  keep_all(detail::Requantize<T>{{x.data(), y.data()}, row.scale, zero}, x.size());
  return y;
}

template <class T>
std::vector<T> kept(const Row& row, const std::vector<T>& x) {
  std::vector<T> y(x.size());
  const Rate rate{row.p};
  if (is(row, "-alpha")) {
    keep_all(detail::alpha_forward(rate.c(), x.data(), y.data()), x.size());
  } else if (is(row, "-bias-add")) {
    const std::vector<T> bias(x.size(), elements::rounded<T>(0.75f)),
        residual(x.rbegin(), x.rend());
    keep_all(detail::BiasDropoutAdd<T>{x.data(), bias.data(), residual.data(), y.data(),
                                       rate.scale(), true, true},
             x.size());
  } else if (is(row, "-relu")) {
    keep_all(detail::Relu<T>{{x.data(), y.data()}, rate.scale()}, x.size());
  } else if (is(row, "-relu-backward")) {
    const std::vector<T> gradient(x.rbegin(), x.rend());
    keep_all(detail::ReluGradient<T>{{gradient.data(), x.data(), y.data()}, rate.scale()},
             x.size());
  } else {
    keep_all(detail::Scale<T>{{x.data(), y.data()}, rate.scale()}, x.size());
  }
  return y;
}

template <std::integral T>
StatusCode drop(const Mask& mask, const Row& row, bool in_c, const std::vector<T>& x,
                std::vector<T>* y) {
  const Quantization to = {.zero_point = row.zero};
  return in_c ? static_cast<StatusCode>(detail::IntegerFunctions<T>::dropout(
                    &mask.c(), x.data(), y->data(), x.size(), to, nullptr))
              : dropout(mask, x.data(), y->data(), x.size(), to);
}
template <class T>
StatusCode drop(const Mask& mask, const Row&, bool in_c, const std::vector<T>& x,
                std::vector<T>* y) {
  return in_c ? static_cast<StatusCode>(detail::Functions<T>::dropout(&mask.c(), x.data(),
                                                                      y->data(), x.size(), nullptr))
              : dropout(mask, x.data(), y->data(), x.size());
}

// x becomes `want` where it is kept, and the row's zero where not.
template <class T>
void check_drawn(const Row& row, const std::vector<T>& x, const std::vector<T>& want) {
  const Mask mask{Rate{row.p}, Key{9}, 77};
  const Bytes bits = mask_of(mask, x.size());
  for (const bool in_c : {false, true}) {
    std::vector<T> y(x.size());
    REQUIRE(drop(mask, row, in_c, x, &y) == StatusCode::ok);
    std::size_t wrong = 0, kept_count = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      wrong += listed(y[i]) != (bit(bits, i) ? listed(want[i]) : row.zero) ? 1 : 0;
      kept_count += bit(bits, i) ? 1 : 0;
    }
    CHECK(wrong == 0);
    CHECK((kept_count != 0 || row.p > 0.99));
  }
}

template <std::integral T>
void check_interface(const Row& row, const std::vector<T>& x, const std::vector<T>& want) {
  if (row.type.find('-') != std::string::npos) return;
  std::vector<T> many, wanted;
  while (many.size() < 4096) {  // each is kept, and by whole stripes
    many.insert(many.end(), x.begin(), x.end());
    wanted.insert(wanted.end(), want.begin(), want.end());
  }
  if (!inference_only) check_drawn(row, many, wanted);
}
template <class T>
void check_interface(const Row& row, const std::vector<T>& x, const std::vector<T>& want) {
  if (row.type.find('-') != std::string::npos && !is(row, "-normal")) return;
  std::vector<T> y(x.size());
  REQUIRE(apply_mask(Rate{row.p}, ones(x.size()).data(), x.data(), y.data(), x.size()) ==
          StatusCode::ok);
  CHECK(same_bytes(y, want));
  if (!inference_only) check_drawn(row, x, want);
}

template <class T>
void check(const Row& row, const std::vector<T>& x) {
  INFO(row.type, ", p = ", row.p, ", zero point ", row.zero);
  const std::vector<T> y = kept(row, x);
  CHECK(differing(row, x, y) == "");
  check_interface(row, x, y);
}

constexpr std::size_t halves = 48;  // rows of them

}  // namespace

TEST_CASE("one bit of a row is seen") {
  for (const Row& row : table()) {
    if (row.type != "int8") continue;
    const auto x = every_integer<std::int8_t>(), y = kept(row, x);
    Row edited = row;
    edited.sha.back() = static_cast<char>(edited.sha.back() ^ 1);
    CHECK(differing(edited, x, y) == " sha256");
    edited = row;
    edited.scale ^= 1;
    CHECK(differing(edited, x, y) == " scale_bits");
    edited = row;
    edited.outputs[2] ^= 1;
    CHECK(differing(edited, x, y) == " outputs");
  }
}

TEST_CASE("kept elements of every type but half") {
  on_every_isa([](const std::string& isa) {
    const bool flush = specials::flushes_subnormals(isa);
    std::size_t tested = 0, flushed = 0;
    for (const Row& row : table()) {
      if (flush && row.type == "bfloat16") {
        ++flushed;
      } else if (is_tested(row) && row.type[0] != 'h') {
        ++tested;
#define CHECK_INTEGERS(T, suffix) \
  if (row.type.substr(0, row.type.find('-')) + "_t" == #T) check(row, every_integer<T>());
        DROPLET_INTEGER_TYPES(CHECK_INTEGERS)
        if (row.type[0] == 'b') check(row, every<bfloat16>(row.type == "bfloat16"));
      }
    }
    CHECK(tested == (flush ? 256 : 272) - halves);
    if (flush) MESSAGE("skipped: ", flushed, " rows with subnormals, which ", isa, " flushes");
  });
}

// Alone, as an emulator may not round them (toolchains/avx512-bochs.cmake).
TEST_CASE("kept halves") {
  on_every_isa([](const std::string&) {
    std::size_t tested = 0;
    for (const Row& row : table()) {
      if (row.type[0] != 'h') continue;
      ++tested;
      check(row, every<half>(true));
    }
    CHECK(tested == halves);
  });
}

}  // namespace elements_test
