// SPDX-License-Identifier: MIT
//
// One call of the public interface, as an input's bytes describe it.
#ifndef DROPLET_TESTS_FUZZ_CALL_HPP
#define DROPLET_TESTS_FUZZ_CALL_HPP

#include <cstdlib>
#include <set>
#include <type_traits>

#include "bytes.hpp"
#include "operations.hpp"

namespace fuzz {

using operations::Kind;
// Of at least twice as many bits as a size.
#if defined(__SIZEOF_INT128__)
__extension__ typedef unsigned __int128 Wide;
#else
using Wide = std::uint64_t;
#endif

// No buffer that is touched has more. What decides for floats stores past the caches from 32 MiB
// on.
constexpr std::size_t most_bytes = (std::size_t{32} << 20) + (std::size_t{64} << 10);

// The element types: floats, and integers, which some operations have.
enum class Type {
#define DROPLET_TYPE(T, suffix) of##suffix,
  DROPLET_FLOATING_TYPES(DROPLET_TYPE) DROPLET_INTEGER_TYPES(DROPLET_TYPE)
#undef DROPLET_TYPE
      count
};
template <class T>
struct Tag {
  using type = T;
};
// visit(Tag<T>{}).
template <class Visit>
auto on_type(Type type, Visit visit) {
  using namespace droplet;
  switch (type) {
#define DROPLET_VISIT(T, suffix) \
  case Type::of##suffix:         \
    return visit(Tag<T>{});
    DROPLET_FLOATING_TYPES(DROPLET_VISIT)
    DROPLET_INTEGER_TYPES(DROPLET_VISIT)
#undef DROPLET_VISIT
    case Type::count:
      break;
  }
  std::abort();
}
inline bool is_integer(Type type) {
  return on_type(type, [](auto tag) { return std::is_integral_v<typename decltype(tag)::type>; });
}

// The parts that buffers play; `input` is what is dropped, `kept` a list of rows, `total` and
// `ratio` what is written beside one.
enum Part { input, residual, bias, y, grad_bias, bits, kept, total, ratio, parts };

// What an operation takes, told by the names of its arguments in ops.def.
struct Takes {
  bool mask, x, branch, residual, y, n, bits, tile, rows, features, tensor, options, rate, kept,
      share, factor, blocks;
  bool list() const { return kept && y; }
  bool stored() const { return bits && (rate || factor); }  // a mask that is read
};
const Takes& takes(Kind kind);
// Of those in ops.def; what takes joins stands behind them, and is fuzzed by joins.hpp.
constexpr auto kinds = static_cast<std::size_t>(Kind::fractal_mask);

// Element (a, b, c, d) is decided by the mask's element `first + a * decision[0] + ...`, and stands
// in a buffer at a * stride[0] + ...: wide, as shapes may be of any size.
constexpr unsigned axis_count = 4;
struct Axes {
  Wide extent[axis_count], decision[axis_count];
};
struct Stride {
  Wide along[axis_count];
};

// Where a buffer is: null, between pages that fault, or `delta` elements of its own from y.
struct Place {
  enum Where { null, alone, beside_y } where = null;
  bool at_end = true;
  std::size_t slack = 0;  // elements between it and the page
  std::ptrdiff_t delta = 0;
};

struct Call {
  Kind kind = Kind::dropout;
  Type type = Type::of;
  bool in_c = true, null_mask = false;
  droplet_mask_t mask = {};
  std::size_t n = 0;
  droplet::Tile tile;
  droplet::Rows rows;
  droplet::Features features;
  droplet::Tensor tensor;
  droplet::Blocks blocks;
  droplet::PathOptions options;
  droplet::Quantization quantization;
  droplet::Share share;
  droplet_scale_t factor = {};
  std::vector<std::uint32_t> list;
  std::size_t kept_count = 0;  // of the list, or of what is to be one
  Place place[parts];
  std::uint64_t seed = 0;  // of what the buffers hold
  bool specials = false;   // zeros, infinities, NaNs, subnormals among it
  std::size_t cut = 0;     // where it is cut into two pieces; 0: nowhere

  std::uint8_t* at[parts] = {};  // once the places are known

  std::size_t size_of(Part part) const;  // of an element
  bool has(Part part) const;             // an argument of that name
  Axes axes() const;
  Stride stride(Part part) const;
  bool is_empty() const;
  // Of rows, those that a part has: of a branch or of y it may be the list's.
  Wide rows_of(Part part) const;
  std::uint64_t keep_units() const;
  // Whether element i is the share's, where there is one.
  bool owns(std::size_t i) const;
  // Bytes from the first element to the last; of an absent buffer too.
  Wide bytes(Part part) const;
  // The part of it from `from` to `to` along the first axis.
  Call piece(std::size_t from, std::size_t to) const;
};

// Whether element d of the mask, counted from `first`, is kept. Draws a word at a time.
class Decider {
 public:
  explicit Decider(const droplet_mask_t& mask);
  bool operator()(std::uint64_t d);

 private:
  std::uint64_t q_, key_, first_, held_ = 0, word_ = 0;
  bool any_ = false;
};

Call generate(Bytes* bytes);
// The statuses that docs/MASK.md allows. More than one where it promises none.
std::set<droplet_status_t> allowed(const Call& call);
droplet_status_t invoke(const Call& call);

}  // namespace fuzz

#endif
