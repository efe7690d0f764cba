// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_MASK_RUNS_HPP
#define DROPLET_SRC_MASK_RUNS_HPP

#include "mask/decisions.hpp"
#include "mask/reader.hpp"
#include "traits.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// Decisions over rows as runs of neighbours that share one: `kept` holds for `first` to `end`.
class RowRuns {
 public:
  RowRuns(const droplet_mask_t* mask, Verdict verdict, size_t rows, bool batch);
  // Goes to the next run; false where there is none.
  bool next();

  bool kept = false;
  size_t first = 0;
  size_t end = 0;

 private:
  size_t rows_;
  bool one_run_;
  size_t read_end_ = 0;  // the row behind those that the reader holds,
  size_t held_ = 0;      // and their number
  RowReader reader_;
};

// In a build for inference there is nothing to read.
class OneRun {
 public:
  OneRun(const droplet_mask_t*, Verdict, size_t rows, bool) : end(rows) {}
  bool next() {
    const bool any = !given_ && end != 0;
    given_ = true;
    return any;
  }

  static constexpr bool kept = true;
  static constexpr size_t first = 0;
  const size_t end;

 private:
  bool given_ = false;
};

using Runs = Conditional<inference_only, OneRun, RowRuns>;

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
