// SPDX-License-Identifier: MIT
//
// The part of <type_traits> and <utility> that is used here: a compiler for a microcontroller may
// come without the C++ library. Nothing in it is called.
#ifndef DROPLET_SRC_TRAITS_HPP
#define DROPLET_SRC_TRAITS_HPP

namespace droplet {
namespace detail {

template <bool condition, class Then, class Else>
struct ConditionalType {
  using Type = Then;
};
template <class Then, class Else>
struct ConditionalType<false, Then, Else> {
  using Type = Else;
};
template <bool condition, class Then, class Else>
using Conditional = typename ConditionalType<condition, Then, Else>::Type;

template <class Pointer>
struct PointeeType;
template <class T>
struct PointeeType<T*> {
  using Type = T;
};
template <class Pointer>
using Pointee = typename PointeeType<Pointer>::Type;

template <class...>
using Void = void;

// A value of T in an operand that is not evaluated.
template <class T>
T declared();

}  // namespace detail
}  // namespace droplet

#endif
