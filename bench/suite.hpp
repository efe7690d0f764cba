// SPDX-License-Identifier: MIT
//
// What is measured: operation or peer x ISA x element type x p x size.
#ifndef DROPLET_BENCH_SUITE_HPP
#define DROPLET_BENCH_SUITE_HPP

#include "measure.hpp"

namespace bench {

constexpr double probabilities[] = {0.1, 0.5, 0.9};
constexpr std::size_t sizes[] = {64, 1 << 10, 1 << 11, 1 << 16, 1 << 20, most_elements};
// Dropout and the plain loop alone, at p = 0.1: what a call costs.
constexpr std::size_t short_sizes[] = {16, 32, 128, 256};

void add_operations(const std::string& isa);  // Droplet's
void add_peers();                             // what else one would use, in this binary

}  // namespace bench

#endif
