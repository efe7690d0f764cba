// SPDX-License-Identifier: MIT
#include "operations.hpp"

#include <cstdlib>

#include "ops.def"

namespace bench {

using namespace droplet;

Case make_case(double p, std::size_t n, const Memory& memory, std::uint64_t first) {
  Case c{Mask{Rate{p}, Key{42}, first}, n, memory, 0};
  if (fill_mask(c.d, memory.mask, n) != StatusCode::ok ||
      kept_rows(c.d, c.rows(), memory.list, &c.kept_rows) != StatusCode::ok) {
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

// Sequences of 64 steps, if there are as many rows, that share their masks along time.
Tensor sequences_of(const Case& c) {
  const std::size_t steps = c.rows() % 64 == 0 ? 64 : c.rows();
  Tensor tensor;
  tensor.dimensions = 3;
  tensor.size[0] = c.rows() / steps;
  tensor.size[1] = steps;
  tensor.size[2] = c.row_length();
  tensor.noise[1] = 1;
  return tensor;
}

Joins joins_of(std::size_t count) {
  Joins joins;
  joins.samples = count;
  joins.joins = 1;
  joins.inputs = 2;
  return joins;
}

Share share_of(std::uint32_t count) {
  Share share;
  share.count = count;
  return share;
}

// Planes that all have a seed, as a mask of p has many more than DropBlock's rate.
Blocks blocks_of(std::size_t n) {
  Blocks blocks;
  blocks.samples = 1;
  blocks.height = blocks.width = 32;
  blocks.channels = n / (blocks.height * blocks.width);
  blocks.block = 7;
  return blocks;
}

// Whether a name stands in the list of an operation's arguments.
constexpr bool takes(const char* arguments, const char* name) {
  const auto in_name = [](char c) { return c == '_' || (c >= 'a' && c <= 'z'); };
  while (*arguments != '\0') {
    while (*arguments != '\0' && !in_name(*arguments)) ++arguments;
    const char* wanted = name;
    for (; *wanted != '\0' && *arguments == *wanted; ++arguments) ++wanted;
    if (*wanted == '\0' && !in_name(*arguments)) return true;
    while (in_name(*arguments)) ++arguments;
  }
  return false;
}
constexpr Traffic traffic_of(const char* arguments) {
  return takes(arguments, "residual") ? Traffic::residual
         : takes(arguments, "y")      ? Traffic::scaled
         : takes(arguments, "bits")   ? Traffic::mask
                                      : Traffic::indices;
}

}  // namespace

const Operation operations[] = {
#define CASE(name, kind, arguments)                                                               \
  {#name, traffic_of(#arguments), [](const Case& c) {                                             \
     constexpr bool only_drops = __builtin_strcmp(#kind, "drops") == 0 && takes(#arguments, "y"); \
     constexpr bool has_factor = takes(#arguments, "factor");                                     \
     constexpr bool has_elements = traffic_of(#arguments) != Traffic::indices;                    \
     [[maybe_unused]] const Mask& mask = c.d;                                                     \
     [[maybe_unused]] Cursor cursor(mask);                                                        \
     [[maybe_unused]] const Rate rate = mask.rate();                                              \
     [[maybe_unused]] const float *const x = c.at.x, *const branch = x;                           \
     [[maybe_unused]] float *const y = c.at.y, *const residual = y;                               \
     [[maybe_unused]] std::uint8_t* const bits = only_drops ? nullptr : c.at.mask;                \
     [[maybe_unused]] std::uint32_t* const kept = has_elements ? c.at.list : c.at.kept;           \
     [[maybe_unused]] std::size_t kept_count = c.kept_rows;                                       \
     [[maybe_unused]] const std::size_t n = c.n;                                                  \
     const std::size_t row_count = has_elements ? c.rows() : c.n;                                 \
     [[maybe_unused]] const Rows rows = rows_of<Rows>(row_count, c.row_length());                 \
     [[maybe_unused]] const Tile tile = rows_of<Tile>(row_count, c.row_length());                 \
     [[maybe_unused]] const Features features = map_of(c, channels_first);                        \
     [[maybe_unused]] const Tensor tensor = sequences_of(c);                                      \
     [[maybe_unused]] const Joins joins = joins_of(row_count);                                    \
     [[maybe_unused]] const Share share = share_of(8);                                            \
     [[maybe_unused]] const float* const inputs[] = {x, branch};                                  \
     [[maybe_unused]] const Blocks blocks = blocks_of(c.n);                                       \
     [[maybe_unused]] constexpr PathOptions options = {};                                         \
     [[maybe_unused]] const Key key = mask.key();                                                 \
     [[maybe_unused]] const Mode mode = mask.mode();                                              \
     [[maybe_unused]] Scale factor = has_factor ? kept_factor(mask) : Scale{};                    \
     return name arguments;                                                                       \
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

namespace {

template <class T>
const T* from(const Case& c) {
  return reinterpret_cast<const T*>(c.at.x);
}
template <class T>
T* to(const Case& c) {
  return reinterpret_cast<T*>(c.at.y);
}
Quantization unscaled() {
  Quantization quantization;
  quantization.unscaled = true;
  return quantization;
}

}  // namespace

const OfType others[] = {
#define DROPLET_DROPOUT(T, suffix)                                          \
  {{"dropout" #suffix, Traffic::scaled,                                     \
    [](const Case& c) { return dropout(c.d, from<T>(c), to<T>(c), c.n); }}, \
   "dropout",                                                               \
   &#suffix[1],                                                             \
   sizeof(T)},
#define DROPLET_UNSCALED(T, suffix)                                                     \
  {{"dropout" #suffix "_unscaled", Traffic::scaled,                                     \
    [](const Case& c) { return dropout(c.d, from<T>(c), to<T>(c), c.n, unscaled()); }}, \
   "dropout_unscaled",                                                                  \
   &#suffix[1],                                                                         \
   sizeof(T)},
    DROPLET_NARROW_TYPES(DROPLET_DROPOUT) DROPLET_INTEGER_TYPES(DROPLET_DROPOUT)
        DROPLET_INTEGER_TYPES(DROPLET_UNSCALED)
#undef DROPLET_DROPOUT
#undef DROPLET_UNSCALED
};
const std::size_t other_count = sizeof others / sizeof others[0];

}  // namespace bench
