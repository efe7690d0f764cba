// SPDX-License-Identifier: MIT
#include "kernel/walk.hpp"
#include "ops/scale.hpp"
#include "rows.hpp"

using namespace droplet::detail;

namespace {

droplet_status_t check_tile(RowShape shape, size_t mask_pitch, size_t size, const RowBuffer& x,
                            const RowBuffer& y, const uint8_t* bits) {
  const droplet_status_t status = check_rows(shape, size, &x, 1, y);
  if (status == DROPLET_BAD_SIZE) return status;
  if (shape.count != 1 && mask_pitch < shape.length) return DROPLET_BAD_SHAPE;
  if (status != DROPLET_OK || bits == nullptr) return status;
  const Bytes stored{bits, droplet_mask_bytes(shape.count * shape.length)};
  return overlaps(stored, shape, x, size) || overlaps(stored, shape, y, size) ? DROPLET_OVERLAP
                                                                              : DROPLET_OK;
}

template <class T>
droplet_status_t dropout_tile(const droplet_mask_t* mask, const T* x, T* y,
                              const droplet_tile_t& tile, uint8_t* bits) {
  const RowShape shape{tile.rows, tile.row_length};
  const RowBuffer in{x, or_dense(tile.x_pitch, shape)};
  const RowBuffer out{y, or_dense(tile.y_pitch, shape)};
  const size_t mask_pitch = or_dense(tile.mask_pitch, shape);
  droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK || shape.is_empty()) return status;
  status = check_tile(shape, mask_pitch, sizeof(T), in, out, bits);
  if (status != DROPLET_OK) return status;
  const Verdict verdict = verdict_of(mask);
  if (verdict != Verdict::draw) {
    set_rows(verdict, in, out, shape, sizeof(T), 0);
    if (bits != nullptr)
      fill_constant_mask(verdict == Verdict::keep_all, bits, shape.count * shape.length);
  } else if constexpr (!inference_only) {
    const ptrdiff_t pitches[] = {in.signed_pitch(), out.signed_pitch()};
    Scale<T> op{{x, y}, mask->rate.scale};
    draw_matrix(*mask, op, shape.count, shape.length, mask_pitch, pitches, bits);
  }
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(dropout_tile,
                          (const droplet_mask_t* mask, const T* x, T* y, droplet_tile_t tile,
                           uint8_t* bits),
                          (mask, x, y, tile, bits))
