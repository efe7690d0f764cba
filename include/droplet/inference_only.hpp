// SPDX-License-Identifier: MIT
//
// The operations of an inference-only build (DROPLET_INFERENCE_ONLY), included by droplet.hpp: in
// place each compiles to `return Status::ok`, out of place to a call that copies. The descriptor is
// not looked at. What adds a residual (drop_path_add, drop_path_scatter_add) still adds it, and
// apply_mask, which has no mode, still applies.
#ifndef DROPLET_INFERENCE_ONLY_HPP
#define DROPLET_INFERENCE_ONLY_HPP

namespace droplet {
namespace detail {

// Copies a * b * c float32 from x to y and writes a mask of ones where it is not null.
Status identity(const float* x, float* y, std::size_t a, std::size_t b, std::size_t c,
                std::uint8_t* mask) noexcept;

// Always inlined: GCC at -Os calls one copy of it, in place too.
[[nodiscard, gnu::always_inline]] inline Status infer(const float* x, float* y, std::size_t a,
                                                      std::size_t b = 1, std::size_t c = 1,
                                                      std::uint8_t* mask = nullptr) noexcept {
  return x == y && mask == nullptr ? Status::ok : identity(x, y, a, b, c, mask);
}

}  // namespace detail

inline Status dropout(const Dropout&, const float* x, float* y, std::size_t n,
                      std::uint8_t* mask) noexcept {
  return detail::infer(x, y, n, 1, 1, mask);
}
inline Status drop_path(const Dropout&, const float* x, float* y, std::size_t rows,
                        std::size_t row_length, PathOptions) noexcept {
  return detail::infer(x, y, rows, row_length);
}
inline Status feature_dropout(const Dropout&, const float* x, float* y, std::size_t samples,
                              std::size_t channels, std::size_t inner, Layout) noexcept {
  return detail::infer(x, y, samples, channels, inner);
}
inline Status alpha_dropout(const Dropout&, const float* x, float* y, std::size_t n) noexcept {
  return detail::infer(x, y, n);
}
inline Status alpha_dropout_backward(const Dropout&, const float* grad_y, float* grad_x,
                                     std::size_t n) noexcept {
  return detail::infer(grad_y, grad_x, n);
}
inline Status feature_alpha_dropout(const Dropout&, const float* x, float* y, std::size_t samples,
                                    std::size_t channels, std::size_t inner, Layout) noexcept {
  return detail::infer(x, y, samples, channels, inner);
}
inline Status feature_alpha_dropout_backward(const Dropout&, const float* grad_y, float* grad_x,
                                             std::size_t samples, std::size_t channels,
                                             std::size_t inner, Layout) noexcept {
  return detail::infer(grad_y, grad_x, samples, channels, inner);
}

}  // namespace droplet

#endif
