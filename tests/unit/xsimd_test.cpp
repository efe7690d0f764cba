// SPDX-License-Identifier: MIT
//
// xsimd's kernels against the scalar ones, two implementations that share no code below the
// vocabulary.
#include "ops/add.hpp"
#include "ops/affine.hpp"
#include "ops/scale.hpp"
#include "support.hpp"
#include "xsimd_kernels.hpp"

namespace xsimd_test {

using namespace droplet::detail;

namespace {

template <class Isa>
support::Floats dropped(const support::Floats& x, const Threshold& t) {
  support::Floats y(x.size());
  Generator generator{42, 0, {}};
  const Scale<float> op{{x.data(), y.data()}, 1.25f};
  kernel::draw_and_apply<Isa>(op, 0, generator, t, x.size() / stripe_elements, nullptr);
  return y;
}

template <class Isa>
support::Floats masked(const support::Floats& x, const support::Bytes& mask, std::size_t n) {
  support::Floats y(x.size());
  kernel::apply<Isa>(Scale<float>{{x.data(), y.data()}, 1.25f}, 0, mask.data(), n);
  kernel::apply<Isa>(Affine<float>{{y.data(), y.data()}, 0.5f, 1.5f, -2.0f}, 0, mask.data() + 1, n);
  kernel::rows<Isa>(Add<float>{{y.data(), x.data(), y.data()}, 3.0f}, 0, mask.data() + 2, n / 3, 3);
  kernel::rows<Isa>(Scale<float>{{y.data(), y.data()}, 0.3f}, 0, mask.data() + 3, n / 5, 5);
  return y;
}

}  // namespace

TEST_CASE("xsimd agrees with scalar") {
  support::Random random(1);
  support::Floats x(20 * stripe_elements);
  for (float& value : x) value = random.value();
  support::Bytes mask(x.size() / 8);
  for (auto& byte : mask) byte = static_cast<std::uint8_t>(random.bits());
  for (const Threshold t :
       {Threshold{0x66666667u, 0xE66u}, Threshold{0, 0x800u}, Threshold{1, 0}}) {
    CHECK(dropped<xsimd_sse2>(x, t) == dropped<scalar>(x, t));
  }
  for (std::size_t n = 0; n <= 200; ++n) {
    CHECK(masked<xsimd_sse2>(x, mask, n) == masked<scalar>(x, mask, n));
  }
}

}  // namespace xsimd_test
