// SPDX-License-Identifier: MIT
#include "pieces.hpp"

namespace oracle {

namespace {

constexpr Shape counts[] = {{0, 1, 1},   {1, 1, 1},    {7, 1, 1},    {63, 1, 1},
                            {64, 1, 1},  {65, 1, 1},   {511, 1, 1},  {512, 1, 1},
                            {513, 1, 1}, {4095, 1, 1}, {4097, 1, 1}, {most_elements, 1, 1}};
constexpr Shape row_shapes[] = {{1, 1, 1},   {3, 5, 1},         {7, 16, 1},  {64, 64, 1},
                                {65, 17, 1}, {most_rows, 8, 1}, {9, 1000, 1}};
constexpr Shape channel_shapes[] = {
    {1, 1, 1}, {2, 3, 5}, {1, 64, 9}, {3, 65, 4}, {2, most_channels, 3}};

using Elementwise = droplet_status (*)(const droplet_mask_t*, const float*, float*, std::size_t);
template <Elementwise f>
droplet_status elementwise(const Operation&, const Call& c) {
  return f(&c.d, c.x, c.y, c.shape.outer);
}
droplet_status dropout(const Operation&, const Call& c) {
  return droplet_dropout(&c.d, c.x, c.y, c.shape.outer, nullptr);
}
droplet_status dropout_and_mask(const Operation&, const Call& c) {
  return droplet_dropout(&c.d, c.x, c.y, c.shape.outer, c.mask);
}
droplet_status fill_mask(const Operation&, const Call& c) {
  return droplet_fill_mask(&c.d, c.mask, c.shape.outer);
}
droplet_status apply_mask(const Operation&, const Call& c) {
  return droplet_apply_mask(&c.d.rate, c.mask, c.x, c.y, c.shape.outer);
}
droplet_status drop_path(const Operation& o, const Call& c) {
  return droplet_drop_path(&c.d, c.x, c.y, c.shape.outer, c.shape.middle, o.options);
}
droplet_status add(const Operation& o, const Call& c) {
  return droplet_drop_path_add(&c.d, c.x, c.branch, c.y, c.shape.outer, c.shape.middle, o.options);
}
droplet_status scatter_add(const Operation& o, const Call& c) {
  return droplet_drop_path_scatter_add(&c.d, c.x, c.branch, c.kept, c.y, c.shape.outer,
                                       c.shape.middle, o.options);
}
using OfChannels = droplet_status (*)(const droplet_mask_t*, const float*, float*, std::size_t,
                                      std::size_t, std::size_t, u8);
template <OfChannels f>
droplet_status of_channels(const Operation& o, const Call& c) {
  return f(&c.d, c.x, c.y, c.shape.outer, c.shape.middle, c.shape.inner, o.layout);
}

using Function = decltype(Operation::call);
constexpr Output apart = Output::apart, in_x = Output::x_in_place, mask = Output::mask;

constexpr Operation elements(const char* name, Function f, Output first, Output second = {}) {
  return {name, f, cut_elements, counts, sizeof counts / sizeof counts[0], {first, second}, {}, 0};
}
constexpr Operation path(const char* name, Function f, Output first, Output second, Output third,
                         bool batch, bool scaled) {
  return {name,
          f,
          cut_rows,
          row_shapes,
          sizeof row_shapes / sizeof row_shapes[0],
          {first, second, third},
          {batch, scaled},
          0};
}
constexpr Operation path(const char* name, bool batch, bool scaled) {
  return path(name, drop_path, apart, in_x, {}, batch, scaled);
}
constexpr Operation path_add(const char* name, bool batch, bool scaled) {
  return path(name, add, apart, in_x, Output::branch_in_place, batch, scaled);
}
constexpr Operation kept(const char* name, bool batch, bool scaled) {
  return path(name, scatter_add, Output::kept, apart, in_x, batch, scaled);
}
template <OfChannels f>
constexpr Operation channels(const char* name, u8 layout) {
  return {name,
          of_channels<f>,
          layout == DROPLET_CHANNELS_LAST ? cut_channels_last : cut_channels_first,
          channel_shapes,
          sizeof channel_shapes / sizeof channel_shapes[0],
          {apart, in_x},
          {},
          layout};
}

}  // namespace

const Operation operations[operation_count] = {
    elements("dropout", dropout, apart),
    elements("dropout_in_place", dropout, in_x),
    elements("dropout_and_mask", dropout_and_mask, apart, mask),
    elements("fill_mask", fill_mask, mask),
    elements("apply_mask", apply_mask, apart),
    elements("alpha_dropout", elementwise<droplet_alpha_dropout>, apart),
    elements("alpha_dropout_in_place", elementwise<droplet_alpha_dropout>, in_x),
    elements("alpha_dropout_backward", elementwise<droplet_alpha_dropout_backward>, apart),
    path("drop_path_row", false, true),
    path("drop_path_row_unscaled", false, false),
    path("drop_path_batch", true, true),
    path("drop_path_batch_unscaled", true, false),
    path_add("drop_path_add_row", false, true),
    path_add("drop_path_add_row_unscaled", false, false),
    path_add("drop_path_add_batch", true, true),
    path_add("drop_path_add_batch_unscaled", true, false),
    kept("kept_rows_and_scatter_add_row", false, true),
    kept("kept_rows_and_scatter_add_row_unscaled", false, false),
    kept("kept_rows_and_scatter_add_batch", true, true),
    kept("kept_rows_and_scatter_add_batch_unscaled", true, false),
    channels<droplet_feature_dropout>("feature_dropout_first", DROPLET_CHANNELS_FIRST),
    channels<droplet_feature_dropout>("feature_dropout_last", DROPLET_CHANNELS_LAST),
    channels<droplet_feature_alpha_dropout>("feature_alpha_first", DROPLET_CHANNELS_FIRST),
    channels<droplet_feature_alpha_dropout>("feature_alpha_last", DROPLET_CHANNELS_LAST),
    channels<droplet_feature_alpha_dropout_backward>("feature_alpha_backward_first",
                                                     DROPLET_CHANNELS_FIRST),
    channels<droplet_feature_alpha_dropout_backward>("feature_alpha_backward_last",
                                                     DROPLET_CHANNELS_LAST)};

}  // namespace oracle
