// SPDX-License-Identifier: MIT
#include "below.hpp"
#include "joins.hpp"
#include "mask/writer.hpp"

using namespace droplet::detail;

namespace {

// What no block of the key has for a number (docs/MASK.md, section 1).
constexpr uint64_t survivors = ~uint64_t{1}, columns_drawn = ~uint64_t{2};

void set_bit(uint8_t* bits, size_t i) {
  bits[i / 8] = static_cast<uint8_t>(bits[i / 8] | 1u << i % 8);
}

// Of a join that has lost all its inputs one survives.
DROPLET_KERNEL(revive)
DROPLET_WRAPS_ void revive(droplet::Key key, uint64_t t, const droplet_joins_t& joins, size_t n,
                           uint8_t* bits) {
  const droplet::Key draws = key.fold_in(survivors);
  for (size_t at = 0; at != n; at += joins.inputs, ++t) {
    size_t i = at;
    while (i != at + joins.inputs && !bit_at(bits, i)) ++i;
    if (i != at + joins.inputs) continue;
    set_bit(bits, at + below(draws.fold_in(t).value, joins.inputs));
  }
}

[[gnu::noinline, gnu::unused]] DROPLET_WRAPS_ void draw_local(const droplet_mask_t& mask,
                                                              const droplet_joins_t& joins,
                                                              size_t n, uint8_t* bits) {
  droplet_mask_t of_inputs = mask;
  of_inputs.first *= joins.inputs;
  if (droplet_fill_mask(&of_inputs, bits, n) != DROPLET_OK) return;  // never: all was checked
  revive({mask.key}, mask.first, joins, n, bits);
}

[[gnu::noinline, gnu::unused]] DROPLET_WRAPS_ void draw_global(const droplet_mask_t& mask,
                                                               const droplet_joins_t& joins,
                                                               size_t n, uint8_t* bits) {
  fill_constant_mask(false, bits, n);
  uint64_t sample = mask.first;
  for (size_t at = 0; at != n; ++sample) {
    const size_t column = droplet_fractal_column(mask.key, sample, joins.inputs);
    for (size_t j = 0; j != joins.joins; ++j, at += joins.inputs) set_bit(bits, at + column);
  }
}

}  // namespace

extern "C" size_t droplet_fractal_column(uint64_t key, uint64_t sample, size_t columns) {
  return below(droplet::Key{key}.fold_in(columns_drawn).fold_in(sample).value, columns);
}

extern "C" droplet_status_t droplet_fractal_mask(const droplet_mask_t* mask, droplet_joins_t joins,
                                                 uint8_t* bits) {
  droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK) return status;
  if (!has_path(joins)) return DROPLET_BAD_OPTION;
  if (joins.samples == 0 || joins.joins == 0) return DROPLET_OK;
  size_t n = 0;
  status = check_joins(joins, &n);
  if (status != DROPLET_OK) return status;
  if (bits == nullptr) return DROPLET_NULL_BUFFER;
  if (verdict_of(mask) == Verdict::keep_all) {
    fill_constant_mask(true, bits, n);
  } else if constexpr (!inference_only) {
    joins.path == DROPLET_GLOBAL_PATH ? draw_global(*mask, joins, n, bits)
                                      : draw_local(*mask, joins, n, bits);
  }
  return DROPLET_OK;
}
