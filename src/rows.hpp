// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_ROWS_HPP
#define DROPLET_SRC_ROWS_HPP

#include "mask.hpp"

#pragma GCC visibility push(hidden)
namespace droplet {
namespace detail {

// The decisions over rows, as runs of neighbours that share one.
class RowRuns {
 public:
  RowRuns(KernelsHandle kernels, const droplet_mask_t& d, std::size_t rows, bool batch) noexcept;
  bool next() noexcept;

  bool kept = false;
  std::size_t first = 0;
  std::size_t count = 0;

 private:
  std::size_t rows_;
#if !defined(DROPLET_INFERENCE_ONLY)
  RowReader reader_;
  bool one_run_;
  std::size_t piece_ = 0;  // rows read
  std::size_t given_ = 0;  // of which these were given out
#endif
};

}  // namespace detail
}  // namespace droplet
#pragma GCC visibility pop

#endif
