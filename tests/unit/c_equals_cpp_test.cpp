// SPDX-License-Identifier: MIT
//
// The C interface against the C++ one: every operation of ops.def, on each type, by the same
// arguments.
#include <cmath>

#include "ops.def"
#include "support.hpp"

namespace c_equals_cpp_test {

using namespace droplet;
using namespace support;

namespace {

constexpr std::size_t samples = 20, channels = 5, inner = 7, row_count = samples * channels;
constexpr std::size_t n = row_count * inner;

// What a call may write.
template <class T>
struct Output {
  std::vector<T> y = std::vector<T>(n, T{3});
  Bytes bits = Bytes(n, 0x5A);
  std::vector<std::uint32_t> kept = std::vector<std::uint32_t>(row_count, 7u);
  std::size_t kept_count;
  Scale factor{droplet_scale_t{0}};
  int status = -1;
  bool operator==(const Output& other) const {
    return same_bytes(y, other.y) && bits == other.bits && kept == other.kept &&
           kept_count == other.kept_count && factor == other.factor && status == other.status;
  }
};

template <class T>
struct Arguments {
  double p;
  Mode mode;
  PathOptions options;
  Layout layout;
  bool with_bits;
  std::vector<std::uint32_t> kept;
  std::size_t kept_count;
  int zero;
  const T *x, *branch;
};

template <class T>
Mask mask_of(const Arguments<T>& a) {
  return {Rate{a.p}, Key{77}.fold_in(5), 120, a.mode};
}

// These know no element type.
#define OF_EVERY_TYPE(T, suffix)                                            \
  constexpr auto droplet_fill_mask##suffix = droplet_fill_mask;             \
  constexpr auto droplet_fill_mask_share##suffix = droplet_fill_mask_share; \
  constexpr auto droplet_and_mask##suffix = droplet_and_mask;               \
  constexpr auto droplet_kept_rows##suffix = droplet_kept_rows;             \
  constexpr auto droplet_sample_rows##suffix = droplet_sample_rows;         \
  constexpr auto droplet_drop_block_mask##suffix = droplet_drop_block_mask; \
  constexpr auto droplet_fractal_mask##suffix = droplet_fractal_mask;
DROPLET_NARROW_TYPES(OF_EVERY_TYPE)

// The names of ops.def; each list has all of them, and a call uses some.
#define OUTPUT(T)                                                                \
  Output<T> out;                                                                 \
  out.kept = a.kept;                                                             \
  out.kept_count = a.kept_count;                                                 \
  [[maybe_unused]] const T *const x = a.x, *const residual = x;                  \
  [[maybe_unused]] const T* const branch = a.branch;                             \
  [[maybe_unused]] const T* const inputs[] = {x, branch};                        \
  [[maybe_unused]] T* const y = out.y.data();                                    \
  [[maybe_unused]] std::uint8_t* bits = a.with_bits ? out.bits.data() : nullptr; \
  [[maybe_unused]] std::uint32_t* const kept = out.kept.data();                  \
  [[maybe_unused]] std::size_t& kept_count = out.kept_count;                     \
  [[maybe_unused]] const std::int32_t zero_point = a.zero;

#define IN_CPP(name, kind, arguments, T, suffix)                                                  \
  Output<T> cpp_##name##suffix(const Arguments<T>& a) {                                           \
    OUTPUT(T)                                                                                     \
    const Mask mask = mask_of(a);                                                                 \
    [[maybe_unused]] const Rate rate = mask.rate();                                               \
    [[maybe_unused]] Cursor cursor(mask);                                                         \
    [[maybe_unused]] const PathOptions options = a.options;                                       \
    [[maybe_unused]] const Key key = mask.key();                                                  \
    [[maybe_unused]] const Mode mode = a.mode;                                                    \
    [[maybe_unused]] Scale& factor = out.factor;                                                  \
    factor = kept_factor(mask, options);                                                          \
    [[maybe_unused]] const Rows rows = {.rows = row_count, .row_length = inner};                  \
    [[maybe_unused]] const Tile tile = {.rows = row_count, .row_length = inner, .mask_pitch = 9}; \
    [[maybe_unused]] const Share share = {.index = 1, .count = 4};                                \
    [[maybe_unused]] const Joins joins = {.samples = samples,                                     \
                                          .joins = channels,                                      \
                                          .inputs = 2,                                            \
                                          .path = a.options.batch ? global_path : local_paths};   \
    [[maybe_unused]] const Blocks blocks = {                                                      \
        .samples = samples, .channels = 1, .height = channels, .width = inner, .block = 3};       \
    [[maybe_unused]] const Features features = {                                                  \
        .samples = samples, .channels = channels, .inner = inner, .layout = a.layout};            \
    [[maybe_unused]] const Tensor tensor = {.dimensions = 3,                                      \
                                            .size = {samples, channels, inner},                   \
                                            .noise = {a.options.batch ? 1u : 0u, 1, 0}};          \
    [[maybe_unused]] const Quantization quantization = {.zero_point = a.zero,                     \
                                                        .unscaled = a.options.unscaled};          \
    out.status = static_cast<int>(droplet::name arguments);                                       \
    return out;                                                                                   \
  }
DROPLET_OPERATIONS_ON_TYPES(IN_CPP)

#define IN_C(name, kind, arguments, T, suffix)                                                     \
  Output<T> c_##name##suffix(const Arguments<T>& a) {                                              \
    OUTPUT(T)                                                                                      \
    const droplet_mask_t described = {droplet_rate(a.p),                                           \
                                      static_cast<std::uint8_t>(a.mode),                           \
                                      {0, 0, 0},                                                   \
                                      droplet_fold_in(77, 5),                                      \
                                      120};                                                        \
    [[maybe_unused]] const droplet_mask_t* const mask = &described;                                \
    droplet_cursor_t at = {described, 0, {}, {}};                                                  \
    [[maybe_unused]] droplet_cursor_t* const cursor = &at;                                         \
    [[maybe_unused]] const droplet_rate_t* const rate = &described.rate;                           \
    [[maybe_unused]] const droplet_path_options_t options = {.batch = a.options.batch,             \
                                                             .unscaled = a.options.unscaled};      \
    [[maybe_unused]] const std::uint64_t key = described.key;                                      \
    [[maybe_unused]] const std::uint8_t mode = described.mode;                                     \
    [[maybe_unused]] droplet_scale_t factor = droplet_kept_factor(mask, options);                  \
    [[maybe_unused]] const droplet_rows_t rows = {.rows = row_count, .row_length = inner};         \
    [[maybe_unused]] const droplet_tile_t tile = {                                                 \
        .rows = row_count, .row_length = inner, .mask_pitch = 9};                                  \
    [[maybe_unused]] const droplet_share_t share = {.index = 1, .count = 4};                       \
    [[maybe_unused]] const droplet_joins_t joins = {                                               \
        .samples = samples,                                                                        \
        .joins = channels,                                                                         \
        .inputs = 2,                                                                               \
        .path = a.options.batch ? uint8_t{DROPLET_GLOBAL_PATH} : uint8_t{DROPLET_LOCAL_PATHS}};    \
    [[maybe_unused]] const droplet_blocks_t blocks = {                                             \
        .samples = samples, .channels = 1, .height = channels, .width = inner, .block = 3};        \
    [[maybe_unused]] const droplet_features_t features = {                                         \
        .samples = samples,                                                                        \
        .channels = channels,                                                                      \
        .inner = inner,                                                                            \
        .layout = static_cast<std::uint8_t>(a.layout)};                                            \
    [[maybe_unused]] const droplet_tensor_t tensor = {.dimensions = 3,                             \
                                                      .size = {samples, channels, inner},          \
                                                      .noise = {a.options.batch ? 1u : 0u, 1, 0}}; \
    [[maybe_unused]] const droplet_quantization_t quantization = {.zero_point = a.zero,            \
                                                                  .unscaled = a.options.unscaled}; \
    out.status = static_cast<int>(droplet_##name##suffix arguments);                               \
    out.factor = Scale{factor};                                                                    \
    return out;                                                                                    \
  }
DROPLET_OPERATIONS_ON_TYPES(IN_C)

template <class T>
struct Both {
  const char* name;
  Output<T> (*cpp)(const Arguments<T>&);
  Output<T> (*c)(const Arguments<T>&);
};
template <class T>
std::vector<Both<T>> operations() {
  std::vector<Both<T>> list;
#define BOTH(name, kind, arguments, U, suffix) \
  if constexpr (std::is_same_v<T, U>)          \
    list.push_back(Both<T>{#name, cpp_##name##suffix, c_##name##suffix});
  DROPLET_OPERATIONS_ON_TYPES(BOTH)
  return list;
}

}  // namespace

TEST_CASE_TEMPLATE("C equals C++: the same status and bytes", T, FLOATING_TYPES, INTEGER_TYPES) {
  const std::vector<T> x = values<T>(n, 1), branch = values<T>(n, 2);
  for (const double p : {0.0, 0.1, 0.5, 1.0, 1.5, -0.1, std::nan("")}) {
    for (unsigned forms = 0; forms < 32; ++forms) {
      Arguments<T> a = {p,
                        (forms & 4) != 0 ? Mode::train : Mode::inference,
                        {.batch = (forms & 1) != 0, .unscaled = (forms & 2) != 0},
                        (forms & 8) != 0 ? Layout::channels_first : Layout::channels_last,
                        (forms & 16) != 0,
                        std::vector<std::uint32_t>(row_count, 7u),
                        9,
                        forms % 3 == 2 ? 5 : 0,
                        x.data(),
                        branch.data()};
      static_cast<void>(kept_rows(mask_of(a), row_count, a.kept.data(), &a.kept_count, a.options));
      for (const auto& operation : operations<T>()) {
        INFO(operation.name, ", p = ", p, ", forms ", forms);
        CHECK(operation.cpp(a) == operation.c(a));
      }
    }
  }
}

TEST_CASE("an output tells one byte and one status") {
  const Floats x = values(n, 1);
  const Arguments<float> a = {0.5, Mode::train, {},      Layout::channels_first, true, {}, 9,
                              0,   x.data(),    x.data()};
  const Output<float> one = cpp_dropout(a);
  CHECK(one.status == 0);
  CHECK_FALSE(same_bytes(one.y, Output<float>{}.y));
  Output<float> other = one;
  CHECK(one == other);
  other.status = 1;
  CHECK_FALSE(one == other);
  other = one;
  other.bits.back() ^= 1;
  CHECK_FALSE(one == other);
}

}  // namespace c_equals_cpp_test
