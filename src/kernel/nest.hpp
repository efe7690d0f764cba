// SPDX-License-Identifier: MIT
//
// The walk through decisions whose buffers may have pitches of their own: tiles, shards of columns,
// padded rows, any order of axes.
#ifndef DROPLET_SRC_KERNEL_NEST_HPP
#define DROPLET_SRC_KERNEL_NEST_HPP

#include "kernel/walk.hpp"
#include "mask/bits.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

template <class Op>
inline Op moved(Op op, const Pitch (&pitches)[Op::buffers], size_t o, size_t r, size_t c) {
  ptrdiff_t by[Op::buffers];
  for (unsigned k = 0; k < Op::buffers; ++k) {
    by[k] = static_cast<ptrdiff_t>(pitches[k].at(o, r, c));
  }
  op.move(by);
  return op;
}

template <class Op>
[[gnu::noinline]] void draw_nest(const droplet_mask_t& mask, const Op& op, const Decisions& d,
                                 const Pitch (&pitches)[Op::buffers]) {
  const Isa isa = chosen_isa();
  bool neighbours = true;  // whether what neighbouring bits decide is neighbours in every buffer
  for (const Pitch& pitch : pitches) neighbours = neighbours && pitch.count == d.inner;
  const auto visit = [&](RowReader* reader, size_t o, size_t c) {
    const size_t n = reader->read(d.count - c);
    for (size_t r = 0; r < d.repeat; ++r) {
      for (size_t i = 0; i < n;) {
        const uint8_t bit = bit_at(reader->bits(), i) ? 1 : 0;
        const uint8_t* const bits = neighbours ? reader->bits() : &bit;
        const size_t count = neighbours ? n : 1;
        const Op here = moved(op, pitches, o, r, c + i);
        if (d.inner == 1) {
          isa.apply(here, 0, bits, count);
        } else {
          const size_t together = neighbours ? d.outer * d.repeat * d.count * d.inner : 0;
          apply_rows_of_call(isa, mask, together, here, 0, bits, count, d.inner);
        }
        i += count;
      }
    }
    return n;
  };
  walk<RowReader>(isa, mask, d, visit);
}

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
