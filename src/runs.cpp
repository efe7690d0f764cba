// SPDX-License-Identifier: MIT
#include "mask/runs.hpp"

#include "mask/bits.hpp"

#if !defined(DROPLET_INFERENCE_ONLY)

namespace droplet {
namespace detail {

RowRuns::RowRuns(const droplet_mask_t* mask, Verdict verdict, size_t rows, bool batch)
    : rows_(rows), one_run_(batch || verdict != Verdict::draw), reader_(chosen_isa(), *mask, rows) {
  if (!one_run_) return;
  kept = verdict == Verdict::draw ? first_bit(*mask) : verdict == Verdict::keep_all;
}

bool RowRuns::next() {
  first = end;
  if (first == rows_) return false;
  if (one_run_) {
    end = rows_;
    return true;
  }
  if (first == read_end_) {
    held_ = reader_.read(rows_ - first);
    read_end_ += held_;
  }
  const size_t i = held_ - (read_end_ - first);
  kept = bit_at(reader_.bits(), i);
  end = read_end_ - held_ + end_of_run(reader_.bits(), i, held_);
  return true;
}

}  // namespace detail
}  // namespace droplet

#endif
