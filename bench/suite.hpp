// SPDX-License-Identifier: MIT
//
// What is measured: operation or peer x ISA x element type x p x size.
#ifndef DROPLET_BENCH_SUITE_HPP
#define DROPLET_BENCH_SUITE_HPP

#include "measure.hpp"

namespace bench {

constexpr double probabilities[] = {0.1, 0.5, 0.9};
// Elements. The first is for short calls: of dropout, and of what it is compared with, alone.
constexpr std::size_t sizes[] = {16, 64, 1 << 10, 1 << 11, 1 << 16, 1 << 20, most_elements};

void add_operations(const std::string& isa);  // Droplet's
void add_peers();                             // what else one would use, in this binary

}  // namespace bench

#endif
