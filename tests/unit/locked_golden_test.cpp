// SPDX-License-Identifier: MIT
//
// Golden tensors: which elements are kept.
#include <cstdlib>
#include <sstream>

#include "csv.hpp"
#include "locked_v1.hpp"
#include "reference.hpp"
#include "sha256.hpp"
#include "support.hpp"

using namespace droplet;
using namespace support;

namespace {

std::string hexadecimal(const Bytes& bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) {
    for (const int digit : {byte >> 4, byte & 15})
      text += "0123456789abcdef"[static_cast<std::size_t>(digit)];
  }
  return text;
}

Tensor tensor_of(const std::string& sizes, const std::string& noise) {
  Tensor t;
  std::istringstream size(sizes), shared(noise);
  while (size >> t.size[t.dimensions] && shared >> t.noise[t.dimensions]) ++t.dimensions;
  return t;
}

}  // namespace

TEST_CASE("golden tensors") {
  std::size_t lines = 0;
  for (const auto& cells : csv_rows(locked_v1)) {
    CAPTURE(lines);
    REQUIRE(cells.size() == 8);
    const auto number = [&](std::size_t cell) {
      return std::strtoull(cells[cell].c_str(), nullptr, 10);
    };
    const Mask d{Rate{std::strtod(cells[0].c_str(), nullptr)}, Key{number(1)}, number(2)};
    const Tensor t = tensor_of(cells[3], cells[4]);
    std::size_t n = 1, kept = 0;
    for (std::size_t k = 0; k < t.dimensions; ++k) n *= t.size[k];
    Floats y(n, 1.0f);
    REQUIRE(locked_dropout(d, y.data(), y.data(), t) == StatusCode::ok);
    Bytes bits((n + 7) / 8);
    for (std::size_t i = 0; i < n; ++i) {
      if (y[i] == 0.0f) continue;
      bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | 1u << i % 8);
      ++kept;
    }
    sha256::Digest digest;
    digest.add(bits.data(), bits.size());
    char digits[65];
    digest.finish(digits);
    CHECK(kept == number(5));
    CHECK(digits == cells[6]);
    if (n <= 512) CHECK(hexadecimal(bits) == cells[7]);
    ++lines;
  }
  CHECK(lines == 34);
}
