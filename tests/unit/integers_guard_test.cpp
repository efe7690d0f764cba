// SPDX-License-Identifier: MIT
//
// Dropout of integers beside pages that fault; guard_test.cpp sees it catch a wrong count.
#include "guarded.hpp"
#include "integer_rig.hpp"

namespace integers_guard_test {

using namespace droplet;
using namespace support;

namespace {

constexpr std::size_t most = 519;

struct Field {
  Guarded x{2 * most + 1024}, y{2 * most + 1024}, mask{most + 1024};
};

// False where a canary was overwritten, or a byte is wrong; a fault ends the program.
template <class T>
bool run(Field* field, const IntegerCall& c, bool at_end) {
  static const std::vector<T> x = values<T>(most, 3);
  const auto& decided = reference_mask(c.p, c.first, c.n);
  const Bytes packed = reference::pack(decided, c.n);
  T* y = put(&field->y, x.data(), c.n, at_end);
  const T* from = c.in_place ? y : put(&field->x, x.data(), c.n, !at_end);
  std::uint8_t* bits = put(&field->mask, packed.data(), packed.size(), at_end);
  std::fill(bits, bits + packed.size(), std::uint8_t{0x5A});
  const Mask mask{Rate{c.p}, Key{rig_key}, c.first};
  const IntegerArguments<T> call{mask, from, y, c.n, c.zero, c.unscaled, c.in_c, bits};
  return call.drop() == StatusCode::ok &&
         same_bytes(y, expected_integers(c, decided, x.data()).data(), c.n) &&
         std::equal(packed.begin(), packed.end(), bits) &&
         field->y.canaries_intact(reinterpret_cast<std::uint8_t*>(y), c.n * sizeof *y) &&
         field->mask.canaries_intact(bits, packed.size());
}

}  // namespace

TEST_CASE_TEMPLATE("dropout of integers stays inside its buffers", T, INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    Field field;
    for (std::size_t n = 0; n <= 519; n += n == 100 ? 405 : 1) {
      for (unsigned how = 0; how < 16; ++how) {
        IntegerCall c;
        c.p = how % 3 == 0 ? 0.5 : n % 7 == 0 ? 0.0 : n % 7 == 1 ? 1.0 : 0.1;
        c.zero = zero_point<T>(3);
        c.first = 37;
        c.n = n;
        c.in_place = (how & 1) != 0;
        c.unscaled = (how & 2) != 0;
        c.in_c = (how & 4) != 0;
        if (!run<T>(&field, c, how < 8)) FAIL_CHECK("n = ", n, ", p = ", c.p, ", how ", how);
      }
    }
  });
}

}  // namespace integers_guard_test
