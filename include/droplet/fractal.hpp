// SPDX-License-Identifier: MIT
//
// Drop path of FractalNet (Larsson, Maire, Shakhnarovich 2017): joins of columns, of which each
// keeps at least one input.
#ifndef DROPLET_FRACTAL_HPP
#define DROPLET_FRACTAL_HPP

#include "droplet/functions.hpp"
#include "droplet/mask.hpp"
#include "droplet/shapes.hpp"
#include "droplet/status.hpp"

namespace droplet {

/// Which inputs each join keeps, for each sample, before they are computed: whoever drops a column
/// need not compute it. With `local_paths` each input of a join is dropped by itself; where all
/// are, one of them survives, each as likely. With `global_path` a sample keeps one column, input
/// `fractal_column` of every join. With p = 1 local paths leave that one survivor: nothing else in
/// Droplet keeps anything then. A global path looks at the rate only for p = 0. With p = 0 and in
/// inference all are kept. docs/MASK.md has the draws.
///
/// bits: `samples * joins * inputs`, dense, input i of join j of sample s being bit
/// `(s * joins + j) * inputs + i`. `first` counts joins for local paths, and samples for a global
/// one: a piece from sample s on adds `s * joins` to it, or s. Samples that take part in a global
/// path and in local ones are calls of their own.
///
/// Returns ok, bad_descriptor, unknown_format, bad_probability, bad_option, bad_size (more than
/// 2^32 inputs too), bad_shape (no inputs), null_buffer.
[[nodiscard, gnu::always_inline]] inline StatusCode fractal_mask(const Mask& mask, Joins joins,
                                                                 uint8_t* bits) noexcept {
  return detail::status(droplet_fractal_mask(&mask.c(), joins, bits));
}

/// The column, below `columns`, that a sample keeps by a global path: that of `fractal_mask`'s
/// sample s is the one of sample `first + s`. columns: 1 to 2^32; of none it is 0.
[[nodiscard, gnu::always_inline]] inline size_t fractal_column(Key key, uint64_t sample,
                                                               size_t columns) noexcept {
  return droplet_fractal_column(key.value, sample, columns);
}

/// The mean of the inputs that a join keeps: their sum in float, inputs ascending, each addition
/// rounded, times `float(1.0 / count)`, rounded. What survives alone is copied. In every mode, as
/// the bits say all; of bits that keep none, which `fractal_mask` never makes, it is +0.
///
/// inputs: `joins.inputs` buffers of samples rows of row_length elements, dense. y: as long; one of
/// the inputs, or apart from all, from the list of them and from bits. bits: as `fractal_mask`
/// writes them, of which those of join `join` are read. An input that no sample keeps is not read,
/// but may not be null.
///
/// Backward: `fractal_join_backward` for each input.
///
/// Returns ok, bad_option, bad_size, bad_shape (no inputs), null_buffer, overlap, bad_index (no
/// such join).
///
/// Costs, by scalar code on every ISA, an addition for each element that is kept.
template <class T>
[[nodiscard, gnu::always_inline]] inline StatusCode fractal_join(const uint8_t* bits,
                                                                 const Same<T>* const* inputs, T* y,
                                                                 Joins joins, size_t join,
                                                                 size_t row_length) noexcept {
  return detail::call<detail::Functions<T>::fractal_join>(bits, inputs, y, joins, join, row_length);
}

/// The gradient of one input of a join: `x * float(1.0 / count)` where it was kept, rounded, x
/// being the gradient of the join's y; a copy where it survived alone; else +0. By the same bits.
///
/// x, y: samples rows of row_length elements, dense, the same or apart; y apart from bits.
///
/// Returns ok, bad_option, bad_size, bad_shape (no inputs), null_buffer, overlap, bad_index (no
/// such join, or input).
template <class T>
[[nodiscard, gnu::always_inline]] inline StatusCode fractal_join_backward(
    const uint8_t* bits, const Same<T>* x, T* y, Joins joins, size_t join, size_t input,
    size_t row_length) noexcept {
  return detail::call<detail::Functions<T>::fractal_join_backward>(bits, x, y, joins, join, input,
                                                                   row_length);
}

}  // namespace droplet

#endif
