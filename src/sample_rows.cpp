// SPDX-License-Identifier: MIT
//
// Selection sampling: Knuth, TAOCP vol. 2, 3.4.2, algorithm S.
#include "below.hpp"
#include "integers.hpp"
#include "ratio.hpp"
#include "row_list.hpp"

using namespace droplet::detail;

namespace {

[[gnu::noinline]] DROPLET_KERNEL(sample) void sample(droplet::Key key, size_t rows, size_t count,
                                                     uint32_t* kept) {
  const droplet::Key draws = key.fold_in(~uint64_t{0});
  for (size_t row = 0; count != 0; ++row) {
    if (below(draws.fold_in(row).value, rows - row) >= count) continue;
    *kept++ = cast<uint32_t>(row);
    --count;
  }
}

droplet_status_t check(size_t rows, size_t count, Bytes kept, const size_t* kept_count,
                       const droplet_scale_t* factor) {
  if (rows - 1 > UINT32_MAX) return DROPLET_BAD_SIZE;
  const bool any = kept.size != 0;
  if (kept_count == nullptr || factor == nullptr || (any && kept.data == nullptr))
    return DROPLET_NULL_BUFFER;
  const Bytes total{kept_count, sizeof *kept_count}, scale{factor, sizeof *factor};
  if (overlap(total, scale) || (any && (overlap(kept, total) || overlap(kept, scale))))
    return DROPLET_OVERLAP;
  return count > rows ? DROPLET_BAD_COUNT : DROPLET_OK;
}

}  // namespace

extern "C" droplet_status_t droplet_sample_rows(uint64_t key, size_t rows, size_t count,
                                                uint32_t* kept, size_t* kept_count,
                                                droplet_scale_t* factor, uint8_t mode) {
  if (mode > DROPLET_INFERENCE) return DROPLET_BAD_OPTION;
  const bool draws = !inference_only && mode == DROPLET_TRAIN && count < rows;
  const size_t taken = draws ? count : rows, bytes = list_bytes(taken);
  if (rows == 0) {
    if (count != 0) return DROPLET_BAD_COUNT;
  } else {
    if (taken != 0 && bytes == 0) return DROPLET_BAD_SIZE;
    const droplet_status_t status = check(rows, count, {kept, bytes}, kept_count, factor);
    if (status != DROPLET_OK) return status;
  }
  if (kept_count != nullptr) *kept_count = taken;
  if (factor != nullptr)
    *factor = draws && count != 0 ? ratio(rows, count) : droplet_scale_t{scale_of_one};
  if (draws) {
    sample({key}, rows, count, kept);
  } else {
    for (size_t row = 0; row < rows; ++row) kept[row] = cast<uint32_t>(row);
  }
  return DROPLET_OK;
}
