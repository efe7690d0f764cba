// SPDX-License-Identifier: MIT
//
// xsimd's kernels against the scalar ones: two implementations of SSE2 that share no instruction of
// source below the vocabulary.
#include "support.hpp"
#include "xsimd_kernels.hpp"

using namespace droplet::detail;

namespace {

template <class Isa>
support::Floats dropped(const support::Floats& x, const Threshold& t) {
  support::Floats y(x.size());
  Stream stream{42, ~std::uint64_t{0}, block_stripes, {}};
  KernelsOf<Isa>::dropout(stream, t, x.data(), y.data(), x.size() / stripe_elements, 1.25f);
  return y;
}

template <class Isa>
support::Floats masked(const support::Floats& x, const support::Bytes& mask, std::size_t n) {
  support::Floats y(x.size());
  KernelsOf<Isa>::apply_mask(mask.data(), x.data(), y.data(), n, 1.25f);
  KernelsOf<Isa>::apply_affine(mask.data(), y.data(), y.data(), n, {0.5f, 1.5f, -2.0f});
  KernelsOf<Isa>::add_scaled(y.data(), x.data(), y.data(), n, 3.0f);
  KernelsOf<Isa>::scale(y.data(), y.data(), n, 0.3f);
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
