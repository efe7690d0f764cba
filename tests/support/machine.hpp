// SPDX-License-Identifier: MIT
//
// The machine that the suite was built for: variables, so that builds for several share objects.
#ifndef DROPLET_TESTS_SUPPORT_MACHINE_HPP
#define DROPLET_TESTS_SUPPORT_MACHINE_HPP

namespace support {

// An emulator takes 10 to 100 times as long: long loops are cut short there. A build for another
// machine knows, one for this machine is told by DROPLET_TESTS_EMULATED in its environment.
bool emulated();

// The one ISA to be tested, or null: each that runs here.
extern const char* const only_isa;

template <class T>
T effort(T native, T in_emulation) {
  return emulated() ? in_emulation : native;
}

}  // namespace support

#endif
