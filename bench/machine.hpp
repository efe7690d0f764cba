// SPDX-License-Identifier: MIT
//
// The machine under the benchmark.
#ifndef DROPLET_BENCH_MACHINE_HPP
#define DROPLET_BENCH_MACHINE_HPP

namespace bench {

// The emulator that runs this program, as far as it can be told, or null. There times mean nothing.
const char* emulator();

// Keeps this thread on the CPU that it is on; the CPU's number, or -1 where the system does not let
// it.
int pin();

}  // namespace bench

#endif
