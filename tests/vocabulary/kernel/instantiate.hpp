// SPDX-License-Identifier: MIT
//
// Stands in for src/kernel/instantiate.hpp, so that an ISA's file, compiled as it is, gives the
// checks of its vocabulary instead of its kernels.
#include <type_traits>

#include "bfloat16.hpp"
#include "integers.hpp"
#include "kernel/limits.hpp"
#include "masks.hpp"
#include "parts.hpp"
#include "plain.hpp"
#include "quantized.hpp"

namespace {

// An ISA is compared with the specification, and that with plain C++.
template <class V>
void check(const Place& place) {
  static_assert(sizeof(droplet::detail::Limits<V>) != 0);
  using R = std::conditional_t<std::is_base_of_v<Scalar, V>, Plain, Scalar>;
  Integers<V, R>(place).run();
  Floats<V, R>(place).run();
  Masks<V>(place).run();
#if defined(XSIMD_VERSION_MAJOR)
  static_assert(droplet::detail::width_of<V, bfloat16> == 0);  // it has ops on floats alone
#else
  static_assert(droplet::detail::width_of<V, bfloat16> == V::floats);
  Bfloats<V, R>(place).run();
#endif
#define CHECK_PARTS(T, suffix) \
  if constexpr (droplet::detail::width_of<V, T> != 0) Parts<V, T>(place).run();
  DROPLET_FLOATING_TYPES(CHECK_PARTS)
  DROPLET_INTEGER_TYPES(CHECK_PARTS)
#define CHECK_QUANTIZED(T, suffix) \
  if constexpr (droplet::detail::width_of<V, T> != 0) Quantized<V, T>(place).run();
  DROPLET_INTEGER_TYPES(CHECK_QUANTIZED)
}

}  // namespace

#if defined(DROPLET_PLANTED)
#include "planted.hpp"
#else
namespace vocabulary {
Check DROPLET_ISA;
void DROPLET_ISA(const Place& place) { check<Vocabulary>(place); }
}  // namespace vocabulary
#endif
