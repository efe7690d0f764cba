// SPDX-License-Identifier: MIT
//
// The compiler's own half and bfloat16, where it has them; for half.h and bfloat16.h.
#ifndef DROPLET_OWN_TYPES_H
#define DROPLET_OWN_TYPES_H

#include "droplet/api.h"

// No macro tells of a type wherever it is: each condition is what compilers were seen to take
// (tests/packaging/check-own-types), or what GCC 13's notes say. std::float16_t is _Float16, and
// std::bfloat16_t is __bf16. Typedefs, as __extension__, without which C warns, goes before them.
#if defined(__clang__)
#define DROPLET_CLANG_ __clang_major__
#define DROPLET_GCC_ 0
#else
#define DROPLET_CLANG_ 0
#define DROPLET_GCC_ __GNUC__
#endif

// In C++ GCC up to 12 has it on x86 alone.
#if defined(__FLT16_MANT_DIG__) && \
    (DROPLET_CLANG_ || DROPLET_GCC_ >= 13 || !defined(__cplusplus) || defined(__SSE2__))
__extension__ typedef _Float16 droplet_own_float16_;
#define DROPLET_FLOAT16_(X, ...) X(droplet_own_float16_, __VA_ARGS__)
#else
#define DROPLET_FLOAT16_(X, ...)
#endif

// ARM's, which may be another format in GCC (-mfp16-format=alternative); Clang has it everywhere.
#if defined(__ARM_FP16_FORMAT_IEEE) || DROPLET_CLANG_
__extension__ typedef __fp16 droplet_own_fp16_;
#define DROPLET_FP16_(X, ...) X(droplet_own_fp16_, __VA_ARGS__)
#else
#define DROPLET_FP16_(X, ...)
#endif

#if defined(__BFLT16_MANT_DIG__) || defined(__ARM_BF16_FORMAT_ALTERNATIVE) || \
    (DROPLET_GCC_ >= 10 && (defined(__aarch64__) || defined(__arm__))) ||     \
    (DROPLET_GCC_ >= 13 && defined(__SSE2__)) ||                              \
    (DROPLET_CLANG_ >= 16 && (defined(__SSE2__) || defined(__ARM_FP))) ||     \
    (DROPLET_CLANG_ >= 19 && defined(__riscv))
__extension__ typedef __bf16 droplet_own_bf16_;
#define DROPLET_BF16_(X, ...) X(droplet_own_bf16_, __VA_ARGS__)
#else
#define DROPLET_BF16_(X, ...)
#endif

// X(a type of the compiler's, the rest).
#define DROPLET_EACH_OWN_F16_(X, ...) DROPLET_FLOAT16_(X, __VA_ARGS__) DROPLET_FP16_(X, __VA_ARGS__)
#define DROPLET_EACH_OWN_BF16_(X, ...) DROPLET_BF16_(X, __VA_ARGS__)

// DROPLET_STORED_(pointer, TYPE, EACH): of a pointer to one of EACH, one to Droplet's TYPE; one to
// that stays as it is.
#if defined(__cplusplus)
#define DROPLET_STORED_(pointer, TYPE, EACH) (::droplet::detail::stored(pointer))
// NOLINTBEGIN(bugprone-macro-parentheses): the arguments are types
#define DROPLET_OWN_STORED_(own, TYPE)                                                           \
  [[gnu::always_inline]] inline TYPE* stored(own* pointer) noexcept {                            \
    return reinterpret_cast<TYPE*>(pointer);                                                     \
  }                                                                                              \
  [[gnu::always_inline]] inline const TYPE* stored(const own* pointer) noexcept {                \
    return reinterpret_cast<const TYPE*>(pointer);                                               \
  }                                                                                              \
  [[gnu::always_inline]] inline const TYPE* const* stored(const own* const* pointers) noexcept { \
    return reinterpret_cast<const TYPE* const*>(pointers);                                       \
  }
// NOLINTEND(bugprone-macro-parentheses)
namespace droplet {
namespace detail {
template <class T>
[[gnu::always_inline]] constexpr const T& stored(const T& argument) noexcept {
  return argument;
}
}  // namespace detail
}  // namespace droplet
#else
// clang-format off
#define DROPLET_OWN_STORED_(own, TYPE) , own*: (TYPE*)0, const own*: (const TYPE*)0
#define DROPLET_STORED_(pointer, TYPE, EACH)                                   \
  ((__typeof__(_Generic((pointer), TYPE*: (TYPE*)0, const TYPE*: (const TYPE*)0 \
                        EACH(DROPLET_OWN_STORED_, TYPE))))(pointer))
// clang-format on
#endif

#endif
