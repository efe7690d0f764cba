// SPDX-License-Identifier: MIT
#include "check.hpp"
#include "kernel/walk.hpp"
#include "ops/scale.hpp"

using namespace droplet::detail;

namespace {

// A row's elements are decisions of their own; its neighbours' begin a row of the whole later.
struct TileNest {
  Decisions decisions;
  Pitch pitches[2];
};
TileNest nest_of(const droplet_tile_t& tile) noexcept {
  const std::size_t n = tile.row_length;
  return {
      {tile.rows, 1, n, 1, tile.mask_pitch != 0 ? tile.mask_pitch : n},
      {{tile.x_pitch != 0 ? tile.x_pitch : n, 0, 1}, {tile.y_pitch != 0 ? tile.y_pitch : n, 0, 1}}};
}

droplet_status_t check_tile(const TileNest& nest, const void* x, const void* y, std::size_t size,
                            const uint8_t* bits) noexcept {
  const Decisions& d = nest.decisions;
  const Placed in{x, nest.pitches[0]}, out{y, nest.pitches[1]};
  const droplet_status_t status = check_placed(d, size, &in, 1, out);
  if (status == DROPLET_BAD_SIZE) return status;
  if (d.outer != 1 && d.bits_pitch < d.count) return DROPLET_BAD_SHAPE;
  if (status != DROPLET_OK || bits == nullptr) return status;
  const Bytes stored{bits, droplet_mask_bytes(d.outer * d.count)};
  return overlap(stored, {x, covered_bytes(d, size, in.pitch)}) ||
                 overlap(stored, {y, covered_bytes(d, size, out.pitch)})
             ? DROPLET_OVERLAP
             : DROPLET_OK;
}

template <class T>
droplet_status_t dropout_tile(const droplet_mask_t* mask, const T* x, T* y,
                              const droplet_tile_t& tile, uint8_t* bits) noexcept {
  droplet_status_t status = check_descriptor(mask);
  const TileNest nest = nest_of(tile);
  const Decisions& d = nest.decisions;
  if (status == DROPLET_OK && !is_empty(d)) status = check_tile(nest, x, y, sizeof(T), bits);
  if (status != DROPLET_OK || is_empty(d)) return status;
  const Verdict verdict = verdict_of(mask);
  if (verdict != Verdict::draw) {
    set_nest(verdict, x, y, d, nest.pitches, floating<T>);
    if (bits != nullptr) fill_constant_mask(verdict == Verdict::keep_all, bits, d.outer * d.count);
    return DROPLET_OK;
  }
  if constexpr (!inference_only) {
    const std::ptrdiff_t rows[] = {static_cast<std::ptrdiff_t>(nest.pitches[0].outer),
                                   static_cast<std::ptrdiff_t>(nest.pitches[1].outer)};
    draw_matrix(*mask, Scale<T>{{x, y}, mask->rate.scale}, d, rows, bits);
  }
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(dropout_tile,
                          (const droplet_mask_t* mask, const T* x, T* y, droplet_tile_t tile,
                           uint8_t* bits),
                          (mask, x, y, tile, bits))
