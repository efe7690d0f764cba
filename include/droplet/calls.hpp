// SPDX-License-Identifier: MIT
//
// droplet.hpp's functions as calls of droplet.h's; droplet.hpp includes it. Always inlined: GCC at
// -Os would call one copy of each.
//
// In an inference-only build (DROPLET_INFERENCE_ONLY) a training operation in place compiles to
// `return Status::ok`, out of place to a call that copies, and no descriptor is looked at. What
// adds a residual (drop_path_add, drop_path_scatter_add) still adds it, and apply_mask, which has
// no mode, still applies.
#ifndef DROPLET_CALLS_HPP
#define DROPLET_CALLS_HPP

namespace droplet {
namespace detail {

#if defined(DROPLET_INFERENCE_ONLY)
constexpr bool inference_only = true;
#else
constexpr bool inference_only = false;
#endif

constexpr Status status(droplet_status c) noexcept { return static_cast<Status>(c); }
constexpr bool is_no_work(const float* x, const float* y) noexcept {
  return inference_only && x == y;
}

}  // namespace detail

[[gnu::always_inline]] inline const char* describe(Status status) noexcept {
  return droplet_describe(static_cast<droplet_status>(status));
}
[[gnu::always_inline]] inline const char* isa_name() noexcept { return droplet_isa_name(); }

[[gnu::always_inline]] inline Status dropout(const Mask& mask, const float* x, float* y,
                                             std::size_t n, std::uint8_t* bits) noexcept {
  if (detail::is_no_work(x, y) && bits == nullptr) return Status::ok;
  return detail::status(droplet_dropout(&mask.c(), x, y, n, bits));
}
[[gnu::always_inline]] inline Status fill_mask(const Mask& mask, std::uint8_t* bits,
                                               std::size_t n) noexcept {
  return detail::status(droplet_fill_mask(&mask.c(), bits, n));
}
[[gnu::always_inline]] inline Status apply_mask(const Rate& rate, const std::uint8_t* bits,
                                                const float* x, float* y, std::size_t n) noexcept {
  return detail::status(droplet_apply_mask(&rate.c(), bits, x, y, n));
}

[[gnu::always_inline]] inline Status drop_path(const Mask& mask, const float* x, float* y,
                                               std::size_t rows, std::size_t row_length,
                                               PathOptions options) noexcept {
  if (detail::is_no_work(x, y)) return Status::ok;
  return detail::status(droplet_drop_path(&mask.c(), x, y, rows, row_length, options));
}
[[gnu::always_inline]] inline Status drop_path_add(const Mask& mask, const float* residual,
                                                   const float* branch, float* y, std::size_t rows,
                                                   std::size_t row_length,
                                                   PathOptions options) noexcept {
  return detail::status(
      droplet_drop_path_add(&mask.c(), residual, branch, y, rows, row_length, options));
}
[[gnu::always_inline]] inline Status kept_rows(const Mask& mask, std::size_t rows,
                                               std::uint32_t* kept, std::size_t* kept_count,
                                               PathOptions options) noexcept {
  return detail::status(droplet_kept_rows(&mask.c(), rows, kept, kept_count, options));
}
[[gnu::always_inline]] inline Status drop_path_scatter_add(const Mask& mask, const float* residual,
                                                           const float* branch,
                                                           std::size_t kept_count, float* y,
                                                           std::size_t rows, std::size_t row_length,
                                                           PathOptions options) noexcept {
  return detail::status(droplet_drop_path_scatter_add(&mask.c(), residual, branch, kept_count, y,
                                                      rows, row_length, options));
}

[[gnu::always_inline]] inline Status feature_dropout(const Mask& mask, const float* x, float* y,
                                                     std::size_t samples, std::size_t channels,
                                                     std::size_t inner, Layout layout) noexcept {
  if (detail::is_no_work(x, y)) return Status::ok;
  return detail::status(droplet_feature_dropout(&mask.c(), x, y, samples, channels, inner,
                                                static_cast<std::uint8_t>(layout)));
}

[[gnu::always_inline]] inline Status alpha_dropout(const Mask& mask, const float* x, float* y,
                                                   std::size_t n) noexcept {
  if (detail::is_no_work(x, y)) return Status::ok;
  return detail::status(droplet_alpha_dropout(&mask.c(), x, y, n));
}
[[gnu::always_inline]] inline Status alpha_dropout_backward(const Mask& mask, const float* grad_y,
                                                            float* grad_x, std::size_t n) noexcept {
  if (detail::is_no_work(grad_y, grad_x)) return Status::ok;
  return detail::status(droplet_alpha_dropout_backward(&mask.c(), grad_y, grad_x, n));
}
[[gnu::always_inline]] inline Status feature_alpha_dropout(const Mask& mask, const float* x,
                                                           float* y, std::size_t samples,
                                                           std::size_t channels, std::size_t inner,
                                                           Layout layout) noexcept {
  if (detail::is_no_work(x, y)) return Status::ok;
  return detail::status(droplet_feature_alpha_dropout(&mask.c(), x, y, samples, channels, inner,
                                                      static_cast<std::uint8_t>(layout)));
}
[[gnu::always_inline]] inline Status feature_alpha_dropout_backward(
    const Mask& mask, const float* grad_y, float* grad_x, std::size_t samples, std::size_t channels,
    std::size_t inner, Layout layout) noexcept {
  if (detail::is_no_work(grad_y, grad_x)) return Status::ok;
  return detail::status(droplet_feature_alpha_dropout_backward(
      &mask.c(), grad_y, grad_x, samples, channels, inner, static_cast<std::uint8_t>(layout)));
}

}  // namespace droplet

#endif
