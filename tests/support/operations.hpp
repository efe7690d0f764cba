// SPDX-License-Identifier: MIT
//
// Every operation behind one signature, with its expected result: tests that hold for all of them
// (equality, guard pages, errors) are loops over this table.
#ifndef DROPLET_TESTS_SUPPORT_OPERATIONS_HPP
#define DROPLET_TESTS_SUPPORT_OPERATIONS_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "droplet/droplet.hpp"
#include "mask/shape.hpp"
#include "ops.def"
#include "reference.hpp"

namespace operations {

// Named like the functions.
enum class Kind {
#define DROPLET_KIND(name, kind, arguments) name,
  DROPLET_OPERATIONS(DROPLET_KIND)
#undef DROPLET_KIND
};

struct Shape {
  std::size_t samples, channels, inner;
  std::size_t elements() const { return samples * channels * inner; }
};

// Buffers of n elements. An operation ignores those that it does not use.
template <class T>
struct Buffers {
  const T* x;       // the residual, or what stands in its place, where there is one
  const T* branch;  // as `branch_of` gives it
  T* y;
  std::uint8_t* mask;  // written, or read
};

// What an element becomes: whether it is kept, x or the residual, the branch or what is added.
using Element = std::function<float(bool, float, float)>;

struct Operation {
  std::string name;
  Kind kind;
  std::size_t channels_or_all = 1;  // 0: as many as n holds
  std::size_t inner = 1;            // elements that share a decision; a row's length
  droplet::Layout layout = droplet::Layout::channels_first;
  droplet::PathOptions options = {};
  bool with_bits = false;                   // dropout that writes its mask too
  droplet::Quantization quantization = {};  // of integers
  droplet::Share share = {};                // of none: the whole

  // The shape that fills n elements, or nearly.
  Shape shape(std::size_t n) const;
  // The mask's element, counted from `first`, that decides element i of n.
  std::size_t decision(std::size_t i, std::size_t n) const { return decision(i, shape(n)); }
  std::size_t decision(std::size_t i, const Shape& s) const {
    if (options.batch) return 0;
    if (decides_itself()) return i;
    if (layout == droplet::Layout::channels_first) return i / inner;
    return i / (s.channels * inner) * s.channels + i % s.channels;
  }
  // Whether the mask's element i decides element i.
  bool decides_itself() const { return !options.batch && (inner == 1 || decides_each()); }
  // Whether its shape is that of what it takes besides, not of decisions.
  bool decides_each() const {
    return kind == Kind::dropout_tile || kind == Kind::bias_dropout_add ||
           kind == Kind::bias_dropout_add_backward;
  }
  std::size_t decisions(std::size_t n) const { return shape(n).samples * shape(n).channels; }

  // Whether it does nothing besides dropping, so that it is the identity in inference.
  bool drops() const;
  bool adds_branch() const { return kind == Kind::drop_path_add || kind == Kind::scatter_add_rows; }
  bool has_branch() const { return adds_branch() || kind == Kind::relu_dropout_backward; }
  bool writes_mask() const { return with_bits || !writes_y(); }
  bool reads_mask() const {
    return kind == Kind::apply_mask || kind == Kind::apply_mask_share ||
           kind == Kind::apply_mask_by;
  }
  bool writes_y() const {
    return kind != Kind::fill_mask && kind != Kind::fill_mask_share && !ands_mask();
  }
  bool ands_mask() const { return kind == Kind::and_mask; }
  bool is_share() const { return share.count != 0; }
  // Whether element i is the share's, where there is one.
  bool owns(std::uint64_t first, std::size_t i) const {
    if (!is_share()) return true;
    if (reads_mask() || droplet::detail::inference_only) first = 0;
    return (first + i) / 64 % share.count == share.index;
  }
  // A `first` that it takes, near this one.
  std::uint64_t first_near(std::uint64_t first) const {
    return is_share() && writes_mask() ? first / 8 * 8 : first;
  }
  // Whether it takes drop path's decisions as kept_rows and kept_factor give them, the branch or y
  // being as long as that list.
  bool takes_list() const { return gathers() || kind == Kind::scatter_add_rows; }
  bool gathers() const { return kind == Kind::gather_rows; }

  template <class T>
  droplet::StatusCode run(const droplet::Mask& d, const Buffers<T>& b, std::size_t n) const {
    return run(d, b, n, shape(n));
  }
  // By another shape than n's, as a size that is refused has.
  template <class T>
  droplet::StatusCode run(const droplet::Mask& d, const Buffers<T>& b, std::size_t n,
                          const Shape& s) const;
  // By a descriptor's own numbers.
  Element element(std::uint64_t q, float scale) const;
  // What y is afterwards: `y` with shape(n).elements() elements replaced.
  template <class T>
  std::vector<T> expected(double p, const reference::Bits& bits, const T* x, const T* branch,
                          std::vector<T> y, std::size_t n, std::uint64_t first) const;
  // What the mask is afterwards, if it is written.
  void expect_mask(const reference::Bits& bits, std::size_t n, std::uint64_t first,
                   std::uint8_t* mask) const;
  // The branch as the operation takes it: scatter_add_rows' holds the surviving rows alone.
  template <class T>
  std::vector<T> branch_of(const reference::Bits& bits, const T* branch, std::size_t n) const;
};

using namespace droplet;  // the types of the list
#define DROPLET_DEFINED_ON(T, suffix)                                                          \
  extern template StatusCode Operation::run<T>(const Mask&, const Buffers<T>&, std::size_t,    \
                                               const Shape&) const;                            \
  extern template std::vector<T> Operation::expected(double, const reference::Bits&, const T*, \
                                                     const T*, std::vector<T>, std::size_t,    \
                                                     std::uint64_t) const;                     \
  extern template std::vector<T> Operation::branch_of(const reference::Bits&, const T*,        \
                                                      std::size_t) const;
DROPLET_FLOATING_TYPES(DROPLET_DEFINED_ON)
DROPLET_INTEGER_TYPES(DROPLET_DEFINED_ON)
#undef DROPLET_DEFINED_ON

// Those on elements of T.
template <class T>
bool takes(Kind kind);
template <class T = float>
const std::vector<Operation>& all();
#define DROPLET_DEFINED_ON(T, suffix)  \
  extern template bool takes<T>(Kind); \
  extern template const std::vector<Operation>& all<T>();
DROPLET_FLOATING_TYPES(DROPLET_DEFINED_ON)
DROPLET_INTEGER_TYPES(DROPLET_DEFINED_ON)
#undef DROPLET_DEFINED_ON

// PyTorch's constants of alpha dropout: a x + b where kept, else `dropped`.
struct Affine {
  double a, b, dropped;
};
Affine affine(double keep);

}  // namespace operations

#endif
