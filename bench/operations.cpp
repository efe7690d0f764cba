// SPDX-License-Identifier: MIT
#include "operations.hpp"

#include <cstdlib>

#include "ops.def"

namespace bench {

using namespace droplet;

Case make_case(double p, std::size_t n, const Memory& memory, std::uint64_t first) {
  Case c{Mask{Rate{p}, Key{42}, first}, n, memory, 0};
  if (fill_mask(c.d, memory.mask, n) != StatusCode::ok ||
      kept_rows(c.d, c.rows(), memory.kept, &c.kept_rows) != StatusCode::ok) {
    std::abort();
  }
  return c;
}

namespace {

template <class Shape>
Shape rows_of(std::size_t count, std::size_t row_length) {
  Shape shape;
  shape.rows = count;
  shape.row_length = row_length;
  return shape;
}

// Rows are channels, or, where these stand last, channels are a row.
Features map_of(const Case& c, Layout layout) {
  Features features;
  features.samples = 1;
  features.channels = layout == channels_first ? c.rows() : c.row_length();
  features.inner = layout == channels_first ? c.row_length() : c.rows();
  features.layout = layout;
  return features;
}

}  // namespace

// What stands for each argument of ops.def.
#define BITS_drops nullptr
#define BITS_applies c.at.mask
#define BITS_adds nullptr
#define BITS_writes_bits c.at.mask
#define BITS_writes_indices nullptr
#define ROWS_drops c.rows()
#define ROWS_applies c.rows()
#define ROWS_adds c.rows()
#define ROWS_writes_bits c.rows()
#define ROWS_writes_indices c.n
#define TRAFFIC_drops Traffic::scaled
#define TRAFFIC_applies Traffic::scaled
#define TRAFFIC_adds Traffic::residual
#define TRAFFIC_writes_bits Traffic::mask
#define TRAFFIC_writes_indices Traffic::indices

const Operation operations[] = {
#define CASE(name, kind, arguments)                                                 \
  {#name, TRAFFIC_##kind, [](const Case& c) {                                       \
     [[maybe_unused]] const Mask& mask = c.d;                                       \
     [[maybe_unused]] const Rate rate = mask.rate();                                \
     [[maybe_unused]] const float *const x = c.at.x, *const branch = x;             \
     [[maybe_unused]] float *const y = c.at.y, *const residual = y;                 \
     [[maybe_unused]] std::uint8_t* const bits = BITS_##kind;                       \
     [[maybe_unused]] std::uint32_t* const kept = c.at.kept;                        \
     [[maybe_unused]] std::size_t kept_count = c.kept_rows;                         \
     [[maybe_unused]] const std::size_t n = c.n;                                    \
     [[maybe_unused]] const Rows rows = rows_of<Rows>(ROWS_##kind, c.row_length()); \
     [[maybe_unused]] const Tile tile = rows_of<Tile>(ROWS_##kind, c.row_length()); \
     [[maybe_unused]] const Features features = map_of(c, channels_first);          \
     [[maybe_unused]] constexpr PathOptions options = {};                           \
     return name arguments;                                                         \
   }},
    DROPLET_OPERATIONS(CASE)
#undef CASE
    // Further forms of the same.
    {"dropout_in_place", Traffic::in_place,
     [](const Case& c) { return dropout(c.d, c.at.y, c.at.y, c.n); }},
    {"dropout_and_mask", Traffic::scaled,
     [](const Case& c) { return dropout(c.d, c.at.x, c.at.y, c.n, c.at.mask); }},
    {"feature_dropout_channels_last", Traffic::scaled,
     [](const Case& c) { return feature_dropout(c.d, c.at.x, c.at.y, map_of(c, channels_last)); }},
};
const std::size_t operation_count = sizeof operations / sizeof operations[0];

}  // namespace bench
