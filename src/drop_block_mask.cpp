// SPDX-License-Identifier: MIT
#include "blocks.hpp"
#include "check.hpp"
#include "mask/bit_ranges.hpp"
#include "mask/writer.hpp"

using namespace droplet::detail;

namespace {

// A plane's bits, from bit `at` on.
struct Plane {
  uint8_t* bits;
  size_t at, height, width, reach;
  [[gnu::always_inline]] size_t size() const { return height * width; }
};

// No seed is nearer to an edge than a block reaches.
void keep_border(const Plane& plane) {
  size_t from = plane.at, row = plane.at + plane.reach * plane.width;
  for (size_t rows = plane.height - 2 * plane.reach; rows != 0; --rows, row += plane.width) {
    keep_range(plane.bits, from, row + plane.reach);
    from = row + plane.width - plane.reach;
  }
  keep_range(plane.bits, from, plane.at + plane.size());
}

// Drops what is up to `reach` steps of `step` bits before or after what is dropped; each pass over
// the bits triples how much that is. Bits whose partner would not be the plane's stay, and no 0 is
// lost by it, nor reaches another row's end: a seed is `reach` rows and columns from the edges, so
// that its block is within the plane, and what is dropped in between is within its block.
void spread(const Plane& plane, size_t step) {
  for (size_t reached = 0, more; reached != plane.reach; reached += more) {
    more = 2 * reached + 1;
    if (plane.reach - reached < more) more = plane.reach - reached;
    const size_t distance = more * step, n = plane.size() - distance;
    drop_before_dropped(plane.bits, plane.at, n, distance);
    drop_after_dropped(plane.bits, plane.at + distance, n, distance);
  }
}

// Returns how many are kept. Most planes have no seed.
[[gnu::noinline, gnu::unused]] DROPLET_KERNEL(drop_blocks) size_t drop_blocks(const Plane& plane) {
  if (plane.reach != 0) keep_border(plane);
  const size_t kept = count_kept(plane.bits, plane.at, plane.size());
  if (plane.reach == 0 || kept == plane.size()) return kept;
  spread(plane, 1);
  spread(plane, plane.width);
  return count_kept(plane.bits, plane.at, plane.size());
}

[[gnu::unused]] size_t draw(const droplet_mask_t& mask, const droplet_blocks_t& blocks,
                            uint8_t* bits, size_t n) {
  if (droplet_fill_mask(&mask, bits, n) != DROPLET_OK) return 0;  // never: all was checked
  Plane plane{bits, 0, blocks.height, blocks.width, reach_of(blocks)};
  size_t kept = 0;
  for (; plane.at != n; plane.at += plane.size()) kept += drop_blocks(plane);
  return kept;
}

bool is_empty(const droplet_blocks_t& blocks) {
  return blocks.samples == 0 || blocks.channels == 0 || blocks.height == 0 || blocks.width == 0;
}

droplet_status_t check(const droplet_blocks_t& blocks, const uint8_t* bits,
                       const size_t* kept_count, size_t* n) {
  size_t plane = 0;
  if (__builtin_mul_overflow(blocks.samples, blocks.channels, n) ||
      __builtin_mul_overflow(blocks.height, blocks.width, &plane) ||
      __builtin_mul_overflow(*n, plane, n))
    return DROPLET_BAD_SIZE;
  if (bits == nullptr || kept_count == nullptr) return DROPLET_NULL_BUFFER;
  const Bytes count{kept_count, sizeof *kept_count};
  return overlap({bits, droplet::mask_bytes(*n)}, count) ? DROPLET_OVERLAP : DROPLET_OK;
}

}  // namespace

extern "C" droplet_status_t droplet_drop_block_mask(const droplet_mask_t* mask,
                                                    droplet_blocks_t blocks, uint8_t* bits,
                                                    size_t* kept_count) {
  droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK) return status;
  if (blocks.block % 2 == 0) return DROPLET_BAD_OPTION;
  if (is_empty(blocks)) {
    if (kept_count != nullptr) *kept_count = 0;
    return DROPLET_OK;
  }
  size_t n = 0;
  status = check(blocks, bits, kept_count, &n);
  if (status != DROPLET_OK) return status;
  const Verdict verdict = verdict_of(mask);
  if (verdict != Verdict::draw) {
    fill_constant_mask(verdict == Verdict::keep_all, bits, n);
    *kept_count = verdict == Verdict::keep_all ? n : 0;
  } else if constexpr (!inference_only) {
    *kept_count = draw(*mask, blocks, bits, n);
  }
  return DROPLET_OK;
}
