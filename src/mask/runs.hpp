// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_MASK_RUNS_HPP
#define DROPLET_SRC_MASK_RUNS_HPP

#include "mask/decisions.hpp"
#include "mask/reader.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// Decisions over rows as runs of neighbours that share one: `kept` holds for `first` to `end`.
class RowRuns {
 public:
  RowRuns(const droplet_mask_t* mask, Verdict verdict, std::size_t rows, bool batch) noexcept;
  // Goes to the next run; false where there is none.
  bool next() noexcept;

  bool kept = false;
  std::size_t first = 0;
  std::size_t end = 0;

 private:
  std::size_t rows_;
  bool one_run_;
  std::size_t read_end_ = 0;  // the row behind those that the reader holds,
  std::size_t held_ = 0;      // and their number
  RowReader reader_;
};

// In a build for inference there is nothing to read.
class OneRun {
 public:
  OneRun(const droplet_mask_t*, Verdict, std::size_t rows, bool) noexcept : end(rows) {}
  bool next() noexcept {
    const bool any = !given_ && end != 0;
    given_ = true;
    return any;
  }

  static constexpr bool kept = true;
  static constexpr std::size_t first = 0;
  const std::size_t end;

 private:
  bool given_ = false;
};

using Runs = std::conditional_t<inference_only, OneRun, RowRuns>;

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
