// SPDX-License-Identifier: MIT
//
// The C interface: from C (c_interface.c), and what is no operation against C++.
#include "c_interface.h"

#include <cmath>

#include "support.hpp"

namespace c_interface_test {

using namespace droplet;
using namespace support;

namespace {

const char* none(const char* failure) { return failure == nullptr ? "none" : failure; }

}  // namespace

TEST_CASE("a C program") {
  on_every_isa([](const std::string&) {
    CHECK(std::string(none(c_interface_layout())) == "none");
    CHECK(std::string(none(c_interface_initializers())) == "none");
    CHECK(std::string(none(c_interface_operations())) == "none");
    CHECK(std::string(none(c_interface_rows_and_channels())) == "none");
    CHECK(std::string(none(c_interface_errors())) == "none");
  });
}

TEST_CASE("DROPLET_RATE(p) and droplet_rate(p) are the same bytes, in C and in C++") {
  CHECK(std::string(none(c_interface_constants())) == "none");
#define ROW(p) {p, DROPLET_RATE(p)},
  static constexpr struct {
    double p;
    droplet_rate_t rate;
  } constants[] = {C_INTERFACE_PROBABILITIES(ROW)};
  for (const auto& c : constants) {
    const droplet_rate_t function = droplet_rate(c.p);
    INFO("p = ", c.p);
    CHECK(std::memcmp(&c.rate, &function, sizeof function) == 0);
  }
}

TEST_CASE("droplet_rate(p) and Rate(p) are the same bytes") {
  Random random(6);
  for (int i = 0; i < effort(100000, 20000); ++i) {
    double p = random.uniform();
    if (i % 3 == 1) p = std::ldexp(p, -static_cast<int>(random.below(60)));
    if (i % 3 == 2) p = 1.0 - std::ldexp(p, -static_cast<int>(random.below(60)));
    if (i % 5 == 0) p = 1.0 - (static_cast<double>(random.below(4000)) + 0.5) * 0x1p-44;
    const droplet_rate_t function = droplet_rate(p);
    const Rate rate{p};
    if (std::memcmp(&function, &rate, sizeof function) != 0 ||
        droplet_rate_keep(&function) != rate.keep() || !droplet_rate_valid(&function)) {
      FAIL_CHECK("p = ", p);
    }
  }
}

TEST_CASE("droplet_rate of what is no probability is not valid") {
  for (const double p :
       {-0.1, 1.1, 1e300, -1e300, double{INFINITY}, -double{INFINITY}, double{NAN}}) {
    const droplet_rate_t rate = droplet_rate(p);
    CHECK_FALSE(droplet_rate_valid(&rate));
  }
}

TEST_CASE("fold_in, names and sentences are the same") {
  Random random(7);
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t key = random.bits(), data = random.bits();
    CHECK(droplet_fold_in(key, data) == Key{key}.fold_in(data).value);
  }
  for (int s = 0; s <= 8; ++s) {
    CHECK(std::string(droplet_describe(s)) == describe(static_cast<StatusCode>(s)));
  }
  CHECK(std::string(droplet_isa_name()) == isa_name());
}

}  // namespace c_interface_test
