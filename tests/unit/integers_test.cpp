// SPDX-License-Identifier: MIT
//
// Dropout of integers on every ISA against a plain reference, byte for byte, in C++ and in C. As in
// equality_test.cpp each test varies two things fully and steps through the rest.
#include "integer_rig.hpp"

namespace integers_test {

using namespace droplet;
using namespace support;

namespace {

// 1 - 2^-44 is the least keep probability, of a scale of 2^44; 0.998 has one above 2^8, 2^-20 and
// 2^-44 ones of nearly 1.
constexpr double probabilities[] = {0.3,   0.5,     0.1,     0.9,     1.0 / 3,       0.25, 0.996,
                                    0.998, 0x1p-12, 0x1p-20, 0x1p-44, 1.0 - 0x1p-44, 0.0,  1.0};
constexpr std::size_t probability_count = sizeof probabilities / sizeof probabilities[0];
// Around words, stripes and blocks, and before the index wraps.
const std::uint64_t firsts[] = {0,
                                1,
                                63,
                                64,
                                65,
                                448,
                                511,
                                512,
                                513,
                                4032,
                                4095,
                                4096,
                                4097,
                                std::uint64_t{1} << 40,
                                ~std::uint64_t{0} - 70};

// The rest of a call, of which each `step` is another; five bits say how.
template <class T>
IntegerCall call(std::size_t step, std::size_t n) {
  IntegerCall c;
  c.p = probabilities[step % probability_count];
  c.zero = zero_point<T>(step);
  c.first = firsts[step * 7 % 15];
  c.n = n;
  c.x_at = step * 5 % 64;
  c.y_at = step * 11 % 64;
  c.bits_at = step * 3 % 8;
  const std::size_t how = step * 13 % 31;
  c.in_place = (how & 1) != 0;
  c.with_bits = (how & 2) != 0;
  c.unscaled = (how & 4) != 0;
  c.in_c = (how & 8) != 0;
  c.mode = how % 7 == 6 ? Mode::inference : Mode::train;
  return c;
}

template <class T>
void check(IntegerRig<T>* rig, const IntegerCall& c) {
  if (rig->run(c)) return;
  FAIL_CHECK("n = ", c.n, ", p = ", c.p, ", zero ", c.zero, ", unscaled ", c.unscaled, ", first ",
             c.first, ", x at ", c.x_at, ", y at ", c.y_at, ", bits ", c.with_bits, " at ",
             c.bits_at, ", in place ", c.in_place, ", C ", c.in_c, ", mode ",
             static_cast<int>(c.mode));
}

}  // namespace

TEST_CASE_TEMPLATE("an element too many is seen", T, INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    IntegerRig<T> rig(520);
    for (std::size_t step = 0; step < 40; ++step) {
      IntegerCall c = call<T>(step, step % 2 != 0 ? 512 : step);
      c.in_place = false;  // there a kept one may stay as it is
      CHECK(rig.run(c));
      c.beyond = 1;
      CHECK_FALSE(rig.run(c));
    }
  });
}

TEST_CASE_TEMPLATE("counts 0 to 200 of integers", T, INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    IntegerRig<T> rig(200);
    std::size_t step = 0;
    for (std::size_t n = 0; n <= 200; ++n) {
      for (int i = 0; i < effort(100, 10); ++i) check(&rig, call<T>(++step, n));
    }
  });
}

TEST_CASE_TEMPLATE("integers around every zero point, and from every first element", T,
                   INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    IntegerRig<T> rig(4700);
    std::size_t step = 0;
    for (const std::size_t n : {63u, 130u, 505u, 511u, 512u, 513u, 519u, 1100u, 4096u, 4700u}) {
      for (const std::uint64_t first : firsts) {
        IntegerCall c = call<T>(++step, n);
        c.first = first;
        check(&rig, c);
      }
    }
    for (const int zero : zero_points<T>()) {
      for (std::size_t i = 0; i < effort(probability_count, std::size_t{1}); ++i) {
        IntegerCall c = call<T>(++step, 600);
        c.zero = zero;
        c.p = probabilities[step % probability_count];
        check(&rig, c);
      }
    }
  });
}

TEST_CASE_TEMPLATE("integers at every alignment", T, INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    IntegerRig<T> rig(600);
    std::size_t step = 0;
    for (std::size_t x_at = 0; x_at < 64; ++x_at) {
      for (std::size_t y_at = 0; y_at < 64; y_at += effort<std::size_t>(1, 9)) {
        ++step;
        IntegerCall c = call<T>(step, 544 + step % 37);
        c.x_at = x_at;
        c.y_at = y_at;
        check(&rig, c);
      }
    }
  });
}

// Exact; rounded down, and up; just not up to 1.25, and up to it, so that there are ties; and up to
// the next exponent. 2^44 is the greatest.
TEST_CASE_TEMPLATE("integers by scales of every exponent", T, INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    IntegerRig<T> rig(700);
    for (std::uint32_t exponent = 0; exponent <= 44; ++exponent) {
      for (const std::uint32_t fraction :
           {0u, 0x0E38E4u, 0x2AAAABu, 0x1FFEFFu, 0x1FFF00u, 0x7FFFFFu}) {
        IntegerCall c;
        c.scale_bits = (127 + exponent) << 23 | (exponent < 44 ? fraction : 0);
        c.zero = zero_point<T>(exponent + fraction);
        c.n = 700;
        if (!rig.run(c)) FAIL_CHECK("scale bits ", c.scale_bits, ", zero ", c.zero);
      }
    }
  });
}

}  // namespace integers_test
