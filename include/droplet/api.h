// SPDX-License-Identifier: MIT
//
// What the headers in C and in C++ are written with; none of it is for users but DROPLET_SHARED.
#ifndef DROPLET_API_H
#define DROPLET_API_H

#if !defined(__GNUC__)  // Clang for Microsoft's ABI does not define it either.
#error "Droplet needs GCC or Clang; on Windows with MinGW's ABI: clang --target=x86_64-w64-mingw32"
#endif

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

#if defined(__cplusplus)
#define DROPLET_CAST_(type, value) static_cast<type>(value)
#define DROPLET_ASSERT_ static_assert
#define DROPLET_NOEXCEPT_ noexcept
#define DROPLET_BEGIN_C_ extern "C" {
#define DROPLET_END_C_ }
// In C++ a field is 0 unless it is set, and an initializer names it: {32, 64} does not compile.
namespace droplet {
namespace detail {
struct FieldsHaveNames {};
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
