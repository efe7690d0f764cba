// SPDX-License-Identifier: MIT
//
// Stands in for src/kernel/instantiate.hpp, so that an ISA's file, compiled as it is, gives the
// checks of its vocabulary instead of its kernels.
#include <type_traits>

#include "conversions.hpp"
#include "integers.hpp"
#include "kernel/limits.hpp"
#include "masks.hpp"
#include "parts.hpp"
#include "plain.hpp"
#include "quantized.hpp"

namespace {

// What is there for every type that is computed as floats.
template <class V, class R, class T>
void check_floating(const Place& place) {
#if defined(XSIMD_VERSION_MAJOR)
  constexpr bool outside = sizeof(T) != sizeof(float);  // it has ops on floats alone
  static_assert(droplet::detail::width_of<V, T> == (outside ? 0 : V::floats));
#else
  constexpr bool outside = false;
  static_assert(droplet::detail::width_of<V, T> == V::floats);
#endif
  if constexpr (!outside) {
    if constexpr (sizeof(T) != sizeof(float)) Conversions<V, R, T>(place).run();
    Parts<V, T>(place).run();
  }
}

template <class V, class T>
void check_integers(const Place& place) {
  if constexpr (droplet::detail::width_of<V, T> != 0) {
    Quantized<V, T>(place).run();
    Parts<V, T>(place).run();
  }
}

// An ISA is compared with the specification, and that with plain C++.
template <class V>
void check(const Place& place) {
  static_assert(sizeof(droplet::detail::Limits<V>) != 0);
  using R = std::conditional_t<std::is_base_of_v<Scalar, V>, Plain, Scalar>;
  Integers<V, R>(place).run();
  Floats<V, R>(place).run();
  Masks<V>(place).run();
#define DROPLET_CHECK_TYPE(T, suffix) check_floating<V, R, T>(place);
  DROPLET_FLOATING_TYPES(DROPLET_CHECK_TYPE)
#undef DROPLET_CHECK_TYPE
#define DROPLET_CHECK_TYPE(T, suffix) check_integers<V, T>(place);
  DROPLET_INTEGER_TYPES(DROPLET_CHECK_TYPE)
#undef DROPLET_CHECK_TYPE
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
