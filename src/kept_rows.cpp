// SPDX-License-Identifier: MIT
#include "check.hpp"
#include "droplet/api.h"
#include "mask/bits.hpp"
#include "mask/reader.hpp"
#include "mask/words.hpp"

using namespace droplet::detail;

namespace {

// Of n rows from `row` on, whose bits are words of 32. Returns where the next index goes.
[[maybe_unused]] DROPLET_KERNEL(local) uint32_t* list_kept(const uint8_t* bits, size_t n,
                                                           uint32_t row, uint32_t* kept) {
  constexpr size_t together = 32;
  for (;;) {
    uint32_t word = Words::word_at(bits);
    if (n < together) word &= (uint32_t{1} << n) - 1;
    for_each_one(
        word, [&](unsigned i) __attribute__((always_inline)) { *kept++ = row + i; });
    if (n <= together) return kept;
    n -= together;
    row += together;
    bits += sizeof word;
  }
}

}  // namespace

extern "C" droplet_status_t droplet_kept_rows(const droplet_mask_t* mask, size_t rows,
                                              uint32_t* kept, size_t* kept_count,
                                              droplet_path_options_t options) {
  const droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK) return status;
  if (rows == 0) {
    if (kept_count != nullptr) *kept_count = 0;
    return DROPLET_OK;
  }
  if (rows > SIZE_MAX / sizeof(uint32_t) || rows - 1 > UINT32_MAX) return DROPLET_BAD_SIZE;
  if (kept_count == nullptr || kept == nullptr) return DROPLET_NULL_BUFFER;
  if (overlap({kept, rows * sizeof *kept}, {kept_count, sizeof *kept_count}))
    return DROPLET_OVERLAP;
  const Verdict verdict = verdict_of(mask);
  bool keeps_all = verdict == Verdict::keep_all;
  uint32_t* end = kept;
  if constexpr (!inference_only) {
    if (verdict == Verdict::draw && options.batch) {
      keeps_all = first_bit(*mask);
    } else if (verdict == Verdict::draw) {
      RowReader reader(chosen_isa(), *mask, rows);
      for (size_t row = 0; row != rows;) {
        const size_t n = reader.read(rows - row);
        end = list_kept(reader.bits(), n, cast<uint32_t>(row), end);
        row += n;
      }
    }
  }
  if (keeps_all) {
    for (size_t row = 0; row != rows; ++row) *end++ = cast<uint32_t>(row);
  }
  *kept_count = cast<size_t>(end - kept);
  return DROPLET_OK;
}
