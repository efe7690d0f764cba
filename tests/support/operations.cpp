// SPDX-License-Identifier: MIT
#include "operations.hpp"

#include <type_traits>

#include "fixed.hpp"

namespace operations {

using namespace droplet;

Shape Operation::shape(std::size_t n) const {
  const std::size_t c = channels_or_all != 0 ? channels_or_all : n / inner != 0 ? n / inner : 1;
  return {n / (c * inner), c, inner};
}

bool Operation::drops() const {
  enum class What { drops, does_more };
  switch (kind) {
#define DROPLET_DROPS(name, what, arguments) \
  case Kind::name:                           \
    return What::what == What::drops;
    DROPLET_OPERATIONS(DROPLET_DROPS)
#undef DROPLET_DROPS
  }
  return false;
}

template <class T>
StatusCode Operation::run(const Mask& mask, const Buffers<T>& b, std::size_t n,
                          const Shape& s) const {
  const Rate rate = mask.rate();
  const T *const x = b.x, *const residual = b.x, *const branch = b.branch;
  T* const y = b.y;
  std::uint8_t* const bits = writes_mask() || reads_mask() ? b.mask : nullptr;
  const Rows rows = {.rows = s.samples, .row_length = s.inner};
  const Tile tile = {.rows = s.samples, .row_length = s.inner};
  const Features features = {
      .samples = s.samples, .channels = s.channels, .inner = s.inner, .layout = layout};
  const bool first_axes = layout == Layout::channels_first;
  const Tensor tensor = {
      .dimensions = 3,
      .size = {s.samples, first_axes ? s.channels : s.inner, first_axes ? s.inner : s.channels},
      .noise = {0, first_axes ? 0u : 1u, first_axes ? 1u : 0u}};
  [[maybe_unused]] const int zero_point = quantization.zero_point;
  // What writes lists has tests of its own. Of rows that overflow none is kept.
  const bool has_list = takes_list() && s.samples < 1'000'000;
  std::vector<std::uint32_t> list(has_list ? s.samples : 0);
  std::uint32_t* const kept = list.data();
  std::size_t kept_count = 0;
  if (has_list || kind == Kind::apply_mask_by) {  // whose factor is a descriptor's
    const StatusCode status = kept_rows(mask, list.size(), kept, &kept_count, options);
    if (status != StatusCode::ok) return status;
  }
  Scale factor = kept_factor(mask, options);
  Cursor cursor(mask);
  [[maybe_unused]] const Key key = mask.key();
  [[maybe_unused]] const Mode mode = mask.mode();
  [[maybe_unused]] const Joins joins = {.samples = s.samples, .joins = 1, .inputs = 2};
  [[maybe_unused]] const T* const inputs[] = {x, branch};
  [[maybe_unused]] const Blocks blocks = {
      .samples = 1, .channels = 1, .height = s.samples, .width = s.inner, .block = 1};
  if constexpr (std::is_integral_v<T>) {
#define DROPLET_RUN(name, what, arguments) \
  if (kind == Kind::name) return droplet::name arguments;
    DROPLET_INTEGER_OPERATIONS(DROPLET_RUN)
    if constexpr (sizeof(T) < sizeof(std::int32_t)) {
      DROPLET_NARROW_INTEGER_OPERATIONS(DROPLET_RUN)
    }
#undef DROPLET_RUN
  } else {
    switch (kind) {
#define DROPLET_RUN(name, kind, arguments) \
  case Kind::name:                         \
    return droplet::name arguments;
      DROPLET_OPERATIONS(DROPLET_RUN)
#undef DROPLET_RUN
    }
  }
  return StatusCode::bad_option;
}

#define DROPLET_RUN_ON(T, suffix)                                                                  \
  template StatusCode Operation::run<T>(const Mask&, const Buffers<T>&, std::size_t, const Shape&) \
      const;
DROPLET_FLOATING_TYPES(DROPLET_RUN_ON)
DROPLET_INTEGER_TYPES(DROPLET_RUN_ON)
#undef DROPLET_RUN_ON

template <class T>
bool takes(Kind kind) {
  if (!std::is_integral_v<T>) return true;
#define DROPLET_TAKES(name, what, arguments) \
  if (kind == Kind::name) return true;
  DROPLET_INTEGER_OPERATIONS(DROPLET_TAKES)
  if (sizeof(T) < sizeof(std::int32_t)) {
    DROPLET_NARROW_INTEGER_OPERATIONS(DROPLET_TAKES)
  }
#undef DROPLET_TAKES
  return false;
}

namespace {

constexpr auto first = Layout::channels_first, last = Layout::channels_last;
constexpr Share share(std::uint32_t index, std::uint32_t count) {
  return {.index = index, .count = count};
}

const std::vector<Operation>& on_floats() {
  static const std::vector<Operation> list = {
      {"dropout", Kind::dropout},
      {"dropout with mask", Kind::dropout, 1, 1, first, {}, true},
      {"dropout_tile, rows of 3", Kind::dropout_tile, 1, 3},
      {"bias_dropout_add, rows of 3", Kind::bias_dropout_add, 1, 3},
      {"bias_dropout_add_backward, rows of 7", Kind::bias_dropout_add_backward, 1, 7},
      {"relu_dropout", Kind::relu_dropout},
      {"relu_dropout_backward", Kind::relu_dropout_backward},
      {"fill_mask", Kind::fill_mask},
      {"apply_mask", Kind::apply_mask},
      {"dropout_share, 1 of 2", Kind::dropout_share, 1, 1, first, {}, false, {}, share(1, 2)},
      {"dropout_share, 2 of 4, mask", Kind::dropout_share, 1, 1, first, {}, true, {}, share(2, 4)},
      {"dropout_share, 3 of 8, mask", Kind::dropout_share, 1, 1, first, {}, true, {}, share(3, 8)},
      {"dropout_share, 0 of 1", Kind::dropout_share, 1, 1, first, {}, false, {}, share(0, 1)},
      {"fill_mask_share, 1 of 2", Kind::fill_mask_share, 1, 1, first, {}, false, {}, share(1, 2)},
      {"fill_mask_share, 3 of 8", Kind::fill_mask_share, 1, 1, first, {}, false, {}, share(3, 8)},
      {"apply_mask_share, 1 of 4", Kind::apply_mask_share, 1, 1, first, {}, false, {}, share(1, 4)},
      {"apply_mask_share, 2 of 8", Kind::apply_mask_share, 1, 1, first, {}, false, {}, share(2, 8)},
      {"and_mask", Kind::and_mask},
      {"dropout_next", Kind::dropout_next},
      {"apply_mask_by", Kind::apply_mask_by},
      {"apply_mask_by 1", Kind::apply_mask_by, 1, 1, first, {.unscaled = true}},
      {"alpha_dropout", Kind::alpha_dropout},
      {"alpha_dropout_backward", Kind::alpha_dropout_backward},
      {"drop_path, rows of 1", Kind::drop_path},
      {"drop_path, rows of 3", Kind::drop_path, 1, 3},
      {"drop_path, rows of 33", Kind::drop_path, 1, 33},
      {"drop_path, batch", Kind::drop_path, 1, 5, first, {.batch = true}},
      {"drop_path, unscaled", Kind::drop_path, 1, 2, first, {.unscaled = true}},
      {"drop_path_add, rows of 1", Kind::drop_path_add},
      {"drop_path_add, rows of 3", Kind::drop_path_add, 1, 3},
      {"drop_path_add, rows of 8", Kind::drop_path_add, 1, 8},
      {"drop_path_add, rows of 33", Kind::drop_path_add, 1, 33},
      {"drop_path_add, batch, unscaled",
       Kind::drop_path_add,
       1,
       4,
       first,
       {.batch = true, .unscaled = true}},
      {"gather_rows, rows of 1", Kind::gather_rows},
      {"gather_rows, rows of 3", Kind::gather_rows, 1, 3},
      {"gather_rows, batch", Kind::gather_rows, 1, 7, first, {.batch = true}},
      {"gather_rows, unscaled", Kind::gather_rows, 1, 33, first, {.unscaled = true}},
      {"scatter_add_rows, rows of 1", Kind::scatter_add_rows},
      {"scatter_add_rows, rows of 3", Kind::scatter_add_rows, 1, 3},
      {"scatter_add_rows, batch", Kind::scatter_add_rows, 1, 7, first, {.batch = true}},
      {"scatter_add_rows, unscaled", Kind::scatter_add_rows, 1, 33, first, {.unscaled = true}},
      {"feature_dropout, 5 x 3", Kind::feature_dropout, 5, 3},
      {"feature_dropout, 2 x 17", Kind::feature_dropout, 2, 17},
      {"feature_dropout, last, n", Kind::feature_dropout, 0, 1, last},
      {"feature_dropout, last, n / 3", Kind::feature_dropout, 0, 3, last},
      {"feature_dropout, last, 37", Kind::feature_dropout, 37, 2, last},
      {"locked_dropout, a decision each", Kind::locked_dropout},
      {"locked_dropout, 5 x 3", Kind::locked_dropout, 5, 3},
      {"locked_dropout, 1 x 70", Kind::locked_dropout, 1, 70},
      {"locked_dropout, along time, n / 3", Kind::locked_dropout, 0, 3, last},
      {"locked_dropout, along time, 37", Kind::locked_dropout, 37, 2, last},
      {"feature_alpha_dropout, 3 x 4", Kind::feature_alpha_dropout, 3, 4},
      {"feature_alpha_dropout, 1 x 70", Kind::feature_alpha_dropout, 1, 70},
      {"feature_alpha_dropout, last, 11", Kind::feature_alpha_dropout, 11, 2, last},
      {"feature_alpha_dropout_backward, 3 x 5", Kind::feature_alpha_dropout_backward, 3, 5},
      {"feature_alpha_dropout_backward, last, n", Kind::feature_alpha_dropout_backward, 0, 1,
       last}};
  return list;
}

// The same around one zero point after the other. Only rows are unscaled by their options, which
// drop_path_add never is.
template <class T>
std::vector<Operation> on_integers() {
  constexpr int low = fixed::least_zero<T>, high = fixed::most_zero<T>;
  const int zeros[] = {high < 5 ? 0 : 5, low, high, 0};
  std::vector<Operation> list;
  for (Operation op : on_floats()) {
    if (!takes<T>(op.kind)) continue;
    op.quantization.zero_point = zeros[list.size() % 4];
    if (op.kind == Kind::drop_path_add) op.options.unscaled = false;
    list.push_back(op);
    if (op.adds_branch() || op.takes_list() || op.kind == Kind::drop_path) continue;
    op.name += ", unscaled";
    op.options.unscaled = op.quantization.unscaled = true;
    list.push_back(op);
  }
  return list;
}

}  // namespace

template <class T>
const std::vector<Operation>& all() {
  if constexpr (std::is_integral_v<T>) {
    static const std::vector<Operation> list = on_integers<T>();
    return list;
  } else {
    return on_floats();
  }
}
#define DROPLET_ALL_ON(T, suffix)    \
  template bool takes<T>(Kind kind); \
  template const std::vector<Operation>& all<T>();
DROPLET_FLOATING_TYPES(DROPLET_ALL_ON)
DROPLET_INTEGER_TYPES(DROPLET_ALL_ON)
#undef DROPLET_ALL_ON

}  // namespace operations
