// SPDX-License-Identifier: MIT
#include "rows.hpp"

namespace droplet {
namespace detail {

#if !defined(DROPLET_INFERENCE_ONLY)

RowRuns::RowRuns(KernelsHandle kernels, const droplet_mask_t& d, std::size_t rows,
                 bool batch) noexcept
    : rows_(rows),
      reader_(kernels, d,
              keeps_all(d) || drops_all(d) ? 0
              : batch                      ? 1
                                           : rows),
      one_run_(batch || keeps_all(d) || drops_all(d)) {
  if (!one_run_ || rows == 0) return;
  kept = keeps_all(d);
  if (!kept && !drops_all(d)) {
    reader_.read(1);
    kept = reader_.bit(0);
  }
}

bool RowRuns::next() noexcept {
  first += count;
  if (first == rows_) return false;
  if (one_run_) {
    count = rows_;
    return true;
  }
  if (given_ == piece_) {
    piece_ = reader_.read(rows_ - first);
    given_ = 0;
  }
  kept = reader_.bit(given_);
  const std::size_t begin = given_;
  do {
    ++given_;
  } while (given_ < piece_ && reader_.bit(given_) == kept);
  count = given_ - begin;
  return true;
}

#else

RowRuns::RowRuns(KernelsHandle, const droplet_mask_t&, std::size_t rows, bool) noexcept
    : kept(true), rows_(rows) {}

bool RowRuns::next() noexcept {
  first += count;
  count = rows_;
  return first != rows_;
}

#endif

}  // namespace detail
}  // namespace droplet
