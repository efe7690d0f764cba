// SPDX-License-Identifier: MIT
//
// The functions of droplet.h by the type of their elements.
// Made by include/generate from the families' headers and src/ops.def: change those.
#ifndef DROPLET_FUNCTIONS_HPP
#define DROPLET_FUNCTIONS_HPP

#include "droplet/droplet.h"
#include "droplet/status.hpp"

namespace droplet {

namespace detail {

template <class T>
struct Identity {
  using type = T;
};

template <class T>
struct Functions {
  static_assert(sizeof(T) == 0,
                "y must point to float or half or bfloat16, or to the compiler's own: "
                "_Float16, __fp16 (in GCC for ARM with -mfp16-format=ieee), __bf16");
};
// Integers have overloads of their own, of other parameters.
template <class T>
struct IntegerFunctions {
  using NoInteger = void;
};
// clang-format off
template <>
struct Functions<float> {
  static constexpr auto dropout = droplet_dropout;
  static constexpr auto dropout_tile = droplet_dropout_tile;
  static constexpr auto bias_dropout_add = droplet_bias_dropout_add;
  static constexpr auto bias_dropout_add_backward = droplet_bias_dropout_add_backward;
  static constexpr auto relu_dropout = droplet_relu_dropout;
  static constexpr auto relu_dropout_backward = droplet_relu_dropout_backward;
  static constexpr auto apply_mask = droplet_apply_mask;
  static constexpr auto apply_mask_by = droplet_apply_mask_by;
  static constexpr auto dropout_next = droplet_dropout_next;
  static constexpr auto dropout_share = droplet_dropout_share;
  static constexpr auto apply_mask_share = droplet_apply_mask_share;
  static constexpr auto drop_path = droplet_drop_path;
  static constexpr auto drop_path_add = droplet_drop_path_add;
  static constexpr auto gather_rows = droplet_gather_rows;
  static constexpr auto scatter_add_rows = droplet_scatter_add_rows;
  static constexpr auto fractal_join = droplet_fractal_join;
  static constexpr auto fractal_join_backward = droplet_fractal_join_backward;
  static constexpr auto feature_dropout = droplet_feature_dropout;
  static constexpr auto feature_alpha_dropout = droplet_feature_alpha_dropout;
  static constexpr auto feature_alpha_dropout_backward = droplet_feature_alpha_dropout_backward;
  static constexpr auto locked_dropout = droplet_locked_dropout;
  static constexpr auto alpha_dropout = droplet_alpha_dropout;
  static constexpr auto alpha_dropout_backward = droplet_alpha_dropout_backward;
};
template <>
struct Functions<half> {
  static constexpr auto dropout = droplet_dropout_f16;
  static constexpr auto dropout_tile = droplet_dropout_tile_f16;
  static constexpr auto bias_dropout_add = droplet_bias_dropout_add_f16;
  static constexpr auto bias_dropout_add_backward = droplet_bias_dropout_add_backward_f16;
  static constexpr auto relu_dropout = droplet_relu_dropout_f16;
  static constexpr auto relu_dropout_backward = droplet_relu_dropout_backward_f16;
  static constexpr auto apply_mask = droplet_apply_mask_f16;
  static constexpr auto apply_mask_by = droplet_apply_mask_by_f16;
  static constexpr auto dropout_next = droplet_dropout_next_f16;
  static constexpr auto dropout_share = droplet_dropout_share_f16;
  static constexpr auto apply_mask_share = droplet_apply_mask_share_f16;
  static constexpr auto drop_path = droplet_drop_path_f16;
  static constexpr auto drop_path_add = droplet_drop_path_add_f16;
  static constexpr auto gather_rows = droplet_gather_rows_f16;
  static constexpr auto scatter_add_rows = droplet_scatter_add_rows_f16;
  static constexpr auto fractal_join = droplet_fractal_join_f16;
  static constexpr auto fractal_join_backward = droplet_fractal_join_backward_f16;
  static constexpr auto feature_dropout = droplet_feature_dropout_f16;
  static constexpr auto feature_alpha_dropout = droplet_feature_alpha_dropout_f16;
  static constexpr auto feature_alpha_dropout_backward = droplet_feature_alpha_dropout_backward_f16;
  static constexpr auto locked_dropout = droplet_locked_dropout_f16;
  static constexpr auto alpha_dropout = droplet_alpha_dropout_f16;
  static constexpr auto alpha_dropout_backward = droplet_alpha_dropout_backward_f16;
};
template <>
struct Functions<bfloat16> {
  static constexpr auto dropout = droplet_dropout_bf16;
  static constexpr auto dropout_tile = droplet_dropout_tile_bf16;
  static constexpr auto bias_dropout_add = droplet_bias_dropout_add_bf16;
  static constexpr auto bias_dropout_add_backward = droplet_bias_dropout_add_backward_bf16;
  static constexpr auto relu_dropout = droplet_relu_dropout_bf16;
  static constexpr auto relu_dropout_backward = droplet_relu_dropout_backward_bf16;
  static constexpr auto apply_mask = droplet_apply_mask_bf16;
  static constexpr auto apply_mask_by = droplet_apply_mask_by_bf16;
  static constexpr auto dropout_next = droplet_dropout_next_bf16;
  static constexpr auto dropout_share = droplet_dropout_share_bf16;
  static constexpr auto apply_mask_share = droplet_apply_mask_share_bf16;
  static constexpr auto drop_path = droplet_drop_path_bf16;
  static constexpr auto drop_path_add = droplet_drop_path_add_bf16;
  static constexpr auto gather_rows = droplet_gather_rows_bf16;
  static constexpr auto scatter_add_rows = droplet_scatter_add_rows_bf16;
  static constexpr auto fractal_join = droplet_fractal_join_bf16;
  static constexpr auto fractal_join_backward = droplet_fractal_join_backward_bf16;
  static constexpr auto feature_dropout = droplet_feature_dropout_bf16;
  static constexpr auto feature_alpha_dropout = droplet_feature_alpha_dropout_bf16;
  static constexpr auto feature_alpha_dropout_backward = droplet_feature_alpha_dropout_backward_bf16;
  static constexpr auto locked_dropout = droplet_locked_dropout_bf16;
  static constexpr auto alpha_dropout = droplet_alpha_dropout_bf16;
  static constexpr auto alpha_dropout_backward = droplet_alpha_dropout_backward_bf16;
};
template <>
struct IntegerFunctions<int8_t> {
  using Integer = void;
  using NarrowInteger = void;
  static constexpr auto dropout = droplet_dropout_i8;
  static constexpr auto apply_mask = droplet_apply_mask_i8;
  static constexpr auto apply_mask_by = droplet_apply_mask_by_i8;
  static constexpr auto dropout_next = droplet_dropout_next_i8;
  static constexpr auto dropout_share = droplet_dropout_share_i8;
  static constexpr auto apply_mask_share = droplet_apply_mask_share_i8;
  static constexpr auto drop_path = droplet_drop_path_i8;
  static constexpr auto drop_path_add = droplet_drop_path_add_i8;
  static constexpr auto gather_rows = droplet_gather_rows_i8;
  static constexpr auto scatter_add_rows = droplet_scatter_add_rows_i8;
  static constexpr auto feature_dropout = droplet_feature_dropout_i8;
  static constexpr auto locked_dropout = droplet_locked_dropout_i8;
};
template <>
struct IntegerFunctions<int16_t> {
  using Integer = void;
  using NarrowInteger = void;
  static constexpr auto dropout = droplet_dropout_i16;
  static constexpr auto apply_mask = droplet_apply_mask_i16;
  static constexpr auto apply_mask_by = droplet_apply_mask_by_i16;
  static constexpr auto dropout_next = droplet_dropout_next_i16;
  static constexpr auto dropout_share = droplet_dropout_share_i16;
  static constexpr auto apply_mask_share = droplet_apply_mask_share_i16;
  static constexpr auto drop_path = droplet_drop_path_i16;
  static constexpr auto drop_path_add = droplet_drop_path_add_i16;
  static constexpr auto gather_rows = droplet_gather_rows_i16;
  static constexpr auto scatter_add_rows = droplet_scatter_add_rows_i16;
  static constexpr auto feature_dropout = droplet_feature_dropout_i16;
  static constexpr auto locked_dropout = droplet_locked_dropout_i16;
};
template <>
struct IntegerFunctions<int32_t> {
  using Integer = void;
  static constexpr auto dropout = droplet_dropout_i32;
  static constexpr auto apply_mask = droplet_apply_mask_i32;
  static constexpr auto apply_mask_by = droplet_apply_mask_by_i32;
  static constexpr auto dropout_next = droplet_dropout_next_i32;
  static constexpr auto dropout_share = droplet_dropout_share_i32;
  static constexpr auto apply_mask_share = droplet_apply_mask_share_i32;
  static constexpr auto drop_path = droplet_drop_path_i32;
  static constexpr auto gather_rows = droplet_gather_rows_i32;
  static constexpr auto feature_dropout = droplet_feature_dropout_i32;
  static constexpr auto locked_dropout = droplet_locked_dropout_i32;
};
// clang-format on
#define DROPLET_OWN_FUNCTIONS_(own, stored) \
  template <>                               \
  struct Functions<own> : Functions<stored> {};
DROPLET_EACH_OWN_F16_(DROPLET_OWN_FUNCTIONS_, half)
DROPLET_EACH_OWN_BF16_(DROPLET_OWN_FUNCTIONS_, bfloat16)
#undef DROPLET_OWN_FUNCTIONS_
template <class T>
using Integer = typename IntegerFunctions<T>::Integer;
template <class T>
using NarrowInteger = typename IntegerFunctions<T>::NarrowInteger;
template <class T>
using NoInteger = typename IntegerFunctions<T>::NoInteger;

[[gnu::always_inline]] constexpr StatusCode status(droplet_status_t c) noexcept {
  return static_cast<StatusCode>(c);
}
template <auto function, class... Arguments>
[[gnu::always_inline]] inline StatusCode call(const Arguments&... arguments) noexcept {
  return status(function(stored(arguments)...));
}

}  // namespace detail

/// The element type of y, which alone decides it: what converts to `const T*` may be passed,
/// nullptr too. It may be the compiler's own half or bfloat16 (_Float16, __fp16, __bf16,
/// std::float16_t, std::bfloat16_t).
template <class T>
using Same = typename detail::Identity<T>::type;

}  // namespace droplet

#endif
