// SPDX-License-Identifier: MIT
//
// The machine under the benchmark.
#ifndef DROPLET_BENCH_MACHINE_HPP
#define DROPLET_BENCH_MACHINE_HPP

#include <string>

namespace bench {

// What the CPU and the system say of themselves: " vendor:AuthenticAMD hypervisor:..." and so on.
std::string words_of_machine();

// The emulator or translator that these words tell of, or null. There times mean nothing. What
// hides itself, as an emulated machine of a real CPU's name does, is not told.
const char* emulator_in(const std::string& words);

// Keeps this thread on the CPU that it is on; the CPU's number, or -1 where the system does not let
// it.
int pin();

}  // namespace bench

#endif
