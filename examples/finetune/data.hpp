// SPDX-License-Identifier: MIT
//
// Samples from CSV files or out of thin air; on hosts only.
#ifndef DROPLET_EXAMPLES_FINETUNE_DATA_HPP
#define DROPLET_EXAMPLES_FINETUNE_DATA_HPP

#include <cstddef>
#include <string>
#include <vector>

#include "glyphs.hpp"

namespace finetune {

using Samples = std::vector<Sample>;

/// Appends the rows of a CSV file: 64 pixels, 0 to 16 each, then the class, 0 to 9. Blank lines are
/// skipped. Returns what is wrong, where (file:line), and how to mend it; empty if nothing is.
[[nodiscard]] std::string read_csv(const std::string& path, Samples* samples);

Samples make_glyphs(std::size_t n, droplet::Key key);

}  // namespace finetune

#endif
