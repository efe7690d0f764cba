// SPDX-License-Identifier: MIT
//
// What the headers in C and in C++ are written with; none of it is for users but DROPLET_SHARED.
#ifndef DROPLET_API_H
#define DROPLET_API_H

#if defined(DROPLET_SHARED)
#define DROPLET_VISIBILITY_ "default"
#else
#define DROPLET_VISIBILITY_ "hidden"
#endif
/// Every function's. A static Droplet is no part of the interface of what it is linked into: two
/// plug-ins in a process each call their own. With DROPLET_SHARED, defined for the library and for
/// its users, the functions are exported.
#define DROPLET_API __attribute__((visibility(DROPLET_VISIBILITY_)))
/// Of functions whose status must be looked at.
#define DROPLET_NODISCARD __attribute__((warn_unused_result)) DROPLET_API

#if defined(__cplusplus)
#if defined(__clang__) ? __clang_major__ < 9 : __GNUC__ < 11
#error "Droplet in C++ needs GCC 11, Clang 9, or newer; in C its headers do not (__builtin_bit_cast)"
#endif
#define DROPLET_CAST_(type, value) (::droplet::detail::cast<type>(value))
#define DROPLET_ASSERT_ static_assert
#if !defined(DROPLET_NOEXCEPT_)  // its own sources define it
#define DROPLET_NOEXCEPT_ noexcept
#endif
#define DROPLET_BEGIN_C_ extern "C" {
#define DROPLET_END_C_ }
// In C++ a field is 0 unless it is set, and an initializer names it: {32, 64} does not compile.
namespace droplet {
namespace detail {
struct FieldsHaveNames {};
// A template's, as a user's compiler may warn of casts to the same type (-Wuseless-cast).
template <class To, class From>
[[gnu::always_inline]] constexpr To cast(From value) noexcept {
  return static_cast<To>(value);
}
}  // namespace detail
}  // namespace droplet
#define DROPLET_STRUCT_ struct
#define DROPLET_FIELDS_HAVE_NAMES_ \
  [[no_unique_address]] ::droplet::detail::FieldsHaveNames fields_have_names_ = {};
#define DROPLET_ZERO_ = 0
#define DROPLET_EMPTY_ = {}
#else
#define DROPLET_CAST_(type, value) ((type)(value))
#define DROPLET_ASSERT_ _Static_assert
#define DROPLET_NOEXCEPT_
#define DROPLET_BEGIN_C_
#define DROPLET_END_C_
#if defined(__clang__)
#define DROPLET_STRUCT_ struct
#else
#define DROPLET_STRUCT_ struct __attribute__((designated_init))
#endif
#define DROPLET_FIELDS_HAVE_NAMES_
#define DROPLET_ZERO_
#define DROPLET_EMPTY_
#endif

#endif
