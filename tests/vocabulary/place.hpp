// SPDX-License-Identifier: MIT
//
// What an ISA's checks share with the program that runs them. The checks are compiled with the
// ISA's flags: like the library's own code they call no std:: function, and nothing of theirs has
// external linkage but the one that is called.
#ifndef DROPLET_TESTS_VOCABULARY_PLACE_HPP
#define DROPLET_TESTS_VOCABULARY_PLACE_HPP

#include <stdint.h>

namespace vocabulary {

// Two stretches of memory: before `first`, and from `end` on, every access is seen to.
struct Place {
  static constexpr unsigned size = 192;  // bytes from `first` on, and before `end`
  unsigned char* first;
  unsigned char* end;
};

// Says what is checked from now on, and on which type, if there are several; and sees to the
// accesses of what was checked before.
void checking(const char* op, const char* type = "") noexcept;
void wrong(unsigned element, uint64_t got, uint64_t want) noexcept;

using Check = void(const Place&);

}  // namespace vocabulary

#endif
