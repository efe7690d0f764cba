// SPDX-License-Identifier: MIT
//
// The call itself, in C and in C++, by the list of ops.def.
#include "call.hpp"

namespace fuzz {

namespace {

using namespace droplet;

// The functions of droplet.h; those that know no element type are not in functions.hpp.
template <class T>
struct InC : detail::Functions<T> {
  static constexpr auto fill_mask = droplet_fill_mask;
  static constexpr auto fill_mask_share = droplet_fill_mask_share;
  static constexpr auto and_mask = droplet_and_mask;
  static constexpr auto kept_rows = droplet_kept_rows;
  static constexpr auto sample_rows = droplet_sample_rows;
  static constexpr auto drop_block_mask = droplet_drop_block_mask;
  static constexpr auto fractal_mask = droplet_fractal_mask;
};

template <class T>
T in_cpp(T argument) {
  return argument;
}
Mask in_cpp(const droplet_mask_t* mask) { return Mask(*mask); }
Rate in_cpp(const droplet_rate_t* rate) { return Rate(*rate); }
Cursor& in_cpp(droplet_cursor_t* cursor) { return reinterpret_cast<Cursor&>(*cursor); }
Scale in_cpp(droplet_scale_t factor) { return Scale(factor); }
Scale* in_cpp(droplet_scale_t* factor) { return reinterpret_cast<Scale*>(factor); }
struct InCpp {
#define DROPLET_IN_CPP(name, kind, arguments)                            \
  template <class... Arguments>                                          \
  static droplet_status_t name(Arguments... all) {                       \
    return static_cast<droplet_status_t>(droplet::name(in_cpp(all)...)); \
  }
  DROPLET_OPERATIONS(DROPLET_IN_CPP)
#undef DROPLET_IN_CPP
};

// ops.def's NULL: a buffer that may be null.
template <class T>
struct Optional {
  const T* bias;
  float* grad_bias;
  operator const T*() const { return bias; }
  operator float*() const { return grad_bias; }
};

// Numbers in C, types in C++.
struct AnyKey {
  std::uint64_t value;
  operator std::uint64_t() const { return value; }
  operator Key() const { return {value}; }
};
struct AnyMode {
  std::uint8_t value;
  operator std::uint8_t() const { return value; }
  operator Mode() const { return static_cast<Mode>(value); }
};

template <class T, class Interface>
droplet_status_t call(const Call& c) {
  const droplet_mask_t* const mask = c.null_mask ? nullptr : &c.mask;
  const droplet_rate_t* const rate = c.null_mask ? nullptr : &c.mask.rate;
  droplet_cursor_t begun = {c.mask, 0, {}, {}};
  droplet_cursor_t* const cursor = c.null_mask ? nullptr : &begun;
  const T* const x = reinterpret_cast<const T*>(c.at[input]);
  const T *const branch = x, *const residual = reinterpret_cast<const T*>(c.at[fuzz::residual]);
  T* const y = reinterpret_cast<T*>(c.at[fuzz::y]);
  std::uint8_t* const bits = c.at[fuzz::bits];
  [[maybe_unused]] auto* const kept = reinterpret_cast<std::uint32_t*>(c.at[fuzz::kept]);
  [[maybe_unused]] const Optional<T> optional{reinterpret_cast<const T*>(c.at[bias]),
                                              reinterpret_cast<float*>(c.at[grad_bias])};
  const std::size_t n = c.n;
  [[maybe_unused]] const Tile tile = c.tile;
  const Rows rows = c.rows;
  const Features features = c.features;
  const Tensor tensor = c.tensor;
  const PathOptions options = c.options;
  const Share share = c.share;
  std::size_t kept_count = c.kept_count;
  [[maybe_unused]] const AnyKey key{c.mask.key};
  [[maybe_unused]] const AnyMode mode{c.mask.mode};
  droplet_scale_t factor = c.factor;
  if constexpr (std::is_integral_v<T>) {
    const Quantization quantization = c.quantization;
    [[maybe_unused]] const std::int32_t zero_point = quantization.zero_point;
#define DROPLET_CALL(name, what, arguments) \
  if (c.kind == Kind::name) return Interface::name arguments;
    DROPLET_INTEGER_OPERATIONS(DROPLET_CALL)
    if constexpr (sizeof(T) < sizeof(std::int32_t)) {
      DROPLET_NARROW_INTEGER_OPERATIONS(DROPLET_CALL)
    }
#undef DROPLET_CALL
  } else {
    auto* const count = reinterpret_cast<std::size_t*>(c.at[total]);
    const Blocks blocks = c.blocks;
    const Joins joins;  // of none: what takes them is not generated
    const T* const* const inputs = nullptr;
    auto* const ratio = reinterpret_cast<droplet_scale_t*>(c.at[fuzz::ratio]);
    if (c.kind == Kind::kept_rows)
      return Interface::kept_rows(mask, rows.rows, kept, count, options);
    if (c.kind == Kind::sample_rows)
      return Interface::sample_rows(key, rows.rows, kept_count, kept, count, ratio, mode);
    if (c.kind == Kind::drop_block_mask)
      return Interface::drop_block_mask(mask, blocks, bits, count);
#pragma push_macro("NULL")
#undef NULL
#define NULL optional
    switch (c.kind) {
#define DROPLET_CALL(name, what, arguments) \
  case Kind::name:                          \
    return Interface::name arguments;
      DROPLET_OPERATIONS(DROPLET_CALL)
#undef DROPLET_CALL
    }
#pragma pop_macro("NULL")
  }
  return -1;
}

}  // namespace

droplet_status_t invoke(const Call& c) {
  return on_type(c.type, [&](auto tag) {
    using T = typename decltype(tag)::type;
    if constexpr (std::is_integral_v<T>) {
      return c.in_c || c.null_mask ? call<T, detail::IntegerFunctions<T>>(c) : call<T, InCpp>(c);
    } else {
      return c.in_c || c.null_mask ? call<T, InC<T>>(c) : call<T, InCpp>(c);
    }
  });
}

}  // namespace fuzz
