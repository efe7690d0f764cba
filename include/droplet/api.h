// SPDX-License-Identifier: MIT
//
// What the headers in C and in C++ are written with; none of it is for users but DROPLET_SHARED.
#ifndef DROPLET_API_H
#define DROPLET_API_H

#if !defined(__GNUC__)  // Clang for Microsoft's ABI does not define it either.
#error "Droplet needs GCC or Clang; on Windows with MinGW's ABI: clang --target=x86_64-w64-mingw32"
#endif

#include <stdint.h>

// Windows has no visibility. A DLL exports what says so, and each DLL calls its own functions.
#if defined(_WIN32) || defined(__CYGWIN__)
#define DROPLET_HIDDEN_
#define DROPLET_EXPORTED_ __attribute__((dllexport))
#else
#define DROPLET_HIDDEN_ __attribute__((visibility("hidden")))
#define DROPLET_EXPORTED_ __attribute__((visibility("default")))
#endif
/// Every function's. A static Droplet is no part of the interface of what it is linked into: two
/// plug-ins in a process each call their own. With DROPLET_SHARED, defined for the library and for
/// its users, the functions are exported.
#if defined(DROPLET_SHARED)
#define DROPLET_API DROPLET_EXPORTED_
#else
#define DROPLET_API DROPLET_HIDDEN_
#endif
/// Of functions whose status must be looked at.
#define DROPLET_NODISCARD __attribute__((warn_unused_result)) DROPLET_API

/// Of functions whose unsigned arithmetic drops high bits on purpose: Clang's integer sanitizer
/// reports others.
#if defined(__clang__)
#define DROPLET_WRAPS_ __attribute__((no_sanitize("integer")))
#else
#define DROPLET_WRAPS_
#endif

#if defined(__cplusplus)
#if defined(__clang__) ? __clang_major__ < 9 : __GNUC__ < 11
#error \
    "Droplet in C++ needs GCC 11, Clang 9, or newer; in C its headers do not (__builtin_bit_cast)"
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
// Static, as of an inline function a linker keeps one copy, which may be one for another CPU;
// inlined by force, as kernels may stand in a section of their own.
#define DROPLET_STATIC_ __attribute__((always_inline)) static constexpr
#define DROPLET_BIT_CAST_(from, to, value) __builtin_bit_cast(to, value)
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
#define DROPLET_STATIC_ __attribute__((always_inline)) static inline
union droplet_float_or_bits_ {
  float as_float;
  uint32_t as_uint32_t;
};
#define DROPLET_BIT_CAST_(from, to, value) \
  (((union droplet_float_or_bits_){.as_##from = (value)}).as_##to)
#endif

#endif
