// SPDX-License-Identifier: MIT
//
// The C interface: the C++ one under names that C can say.
#include "droplet/droplet.h"

#include <string.h>

#include "droplet/droplet.hpp"

namespace {

using namespace droplet;

static_assert(sizeof(droplet_dropout_t) == sizeof(Dropout) &&
                  offsetof(droplet_dropout_t, mode) == offsetof(Dropout, mode) &&
                  offsetof(droplet_dropout_t, key) == offsetof(Dropout, key) &&
                  offsetof(droplet_dropout_t, first) == offsetof(Dropout, first) &&
                  sizeof(droplet_rate_t) == sizeof(Rate),
              "the C descriptor has the layout of the C++ one");
static_assert(DROPLET_OVERLAP == static_cast<int>(Status::overlap), "the statuses agree");

// By reference: a copy would cost 32 bytes of stack under every call.
const Rate& from_c(const droplet_rate_t& c) noexcept { return reinterpret_cast<const Rate&>(c); }
const Dropout& from_c(const droplet_dropout_t& c) noexcept {
  return reinterpret_cast<const Dropout&>(c);
}

PathOptions from_c(droplet_path_options c) noexcept { return __builtin_bit_cast(PathOptions, c); }
Layout layout_from_c(std::uint8_t c) noexcept { return static_cast<Layout>(c); }
droplet_status to_c(Status status) noexcept { return static_cast<droplet_status>(status); }

}  // namespace

extern "C" {

const char* droplet_describe(droplet_status status) {
  return describe(static_cast<Status>(status));
}

const char* droplet_isa_name(void) { return isa_name(); }

droplet_rate_t droplet_rate(double drop_probability) {
  const Rate rate{drop_probability};
  droplet_rate_t c;
  memcpy(&c, &rate, sizeof c);
  return c;
}

bool droplet_rate_valid(const droplet_rate_t* rate) { return from_c(*rate).valid(); }
double droplet_rate_keep(const droplet_rate_t* rate) { return from_c(*rate).keep(); }
uint64_t droplet_fold_in(uint64_t key, uint64_t data) { return Key{key}.fold_in(data).value; }

droplet_status droplet_dropout(const droplet_dropout_t* d, const float* x, float* y, size_t n,
                               uint8_t* mask_or_null) {
  return to_c(dropout(from_c(*d), x, y, n, mask_or_null));
}

droplet_status droplet_fill_mask(const droplet_dropout_t* d, uint8_t* mask, size_t n) {
  return to_c(fill_mask(from_c(*d), mask, n));
}

droplet_status droplet_apply_mask(const droplet_rate_t* rate, const uint8_t* mask, const float* x,
                                  float* y, size_t n) {
  return to_c(apply_mask(from_c(*rate), mask, x, y, n));
}

droplet_status droplet_drop_path(const droplet_dropout_t* d, const float* x, float* y, size_t rows,
                                 size_t row_length, droplet_path_options options) {
  return to_c(drop_path(from_c(*d), x, y, rows, row_length, from_c(options)));
}

droplet_status droplet_drop_path_add(const droplet_dropout_t* d, const float* residual,
                                     const float* branch, float* y, size_t rows, size_t row_length,
                                     droplet_path_options options) {
  return to_c(drop_path_add(from_c(*d), residual, branch, y, rows, row_length, from_c(options)));
}

droplet_status droplet_kept_rows(const droplet_dropout_t* d, size_t rows, uint32_t* kept,
                                 size_t* kept_count, droplet_path_options options) {
  return to_c(kept_rows(from_c(*d), rows, kept, kept_count, from_c(options)));
}

droplet_status droplet_drop_path_scatter_add(const droplet_dropout_t* d, const float* residual,
                                             const float* branch, size_t kept_count, float* y,
                                             size_t rows, size_t row_length,
                                             droplet_path_options options) {
  return to_c(drop_path_scatter_add(from_c(*d), residual, branch, kept_count, y, rows, row_length,
                                    from_c(options)));
}

droplet_status droplet_feature_dropout(const droplet_dropout_t* d, const float* x, float* y,
                                       size_t samples, size_t channels, size_t inner,
                                       uint8_t layout) {
  return to_c(feature_dropout(from_c(*d), x, y, samples, channels, inner, layout_from_c(layout)));
}

droplet_status droplet_alpha_dropout(const droplet_dropout_t* d, const float* x, float* y,
                                     size_t n) {
  return to_c(alpha_dropout(from_c(*d), x, y, n));
}

droplet_status droplet_alpha_dropout_backward(const droplet_dropout_t* d, const float* grad_y,
                                              float* grad_x, size_t n) {
  return to_c(alpha_dropout_backward(from_c(*d), grad_y, grad_x, n));
}

droplet_status droplet_feature_alpha_dropout(const droplet_dropout_t* d, const float* x, float* y,
                                             size_t samples, size_t channels, size_t inner,
                                             uint8_t layout) {
  return to_c(
      feature_alpha_dropout(from_c(*d), x, y, samples, channels, inner, layout_from_c(layout)));
}

droplet_status droplet_feature_alpha_dropout_backward(const droplet_dropout_t* d,
                                                      const float* grad_y, float* grad_x,
                                                      size_t samples, size_t channels, size_t inner,
                                                      uint8_t layout) {
  return to_c(feature_alpha_dropout_backward(from_c(*d), grad_y, grad_x, samples, channels, inner,
                                             layout_from_c(layout)));
}

}  // extern "C"
