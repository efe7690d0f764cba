// SPDX-License-Identifier: MIT
//
// vocabulary ISA: checks the vocabulary of ISA, if this CPU runs it. Of each op the first result
// that is wrong is printed.
#include <cstdio>
#include <cstring>

#if !defined(DROPLET_ON_BOARD) && (defined(__unix__) || defined(__APPLE__) || defined(_WIN32))
#define PAGES_FAULT
#include <csignal>
#include <cstdlib>

#include "guarded.hpp"
#else
#include "canaries.hpp"
#endif
#if defined(DROPLET_ON_BOARD)
#include "board.h"
#else
void board_trap_unaligned(int) {}
#endif
#include "place.hpp"

namespace vocabulary {

#define DROPLET_ISA_ENTRY(isa, runs_here) Check isa;
#include DROPLET_CHECKED
#undef DROPLET_ISA_ENTRY

namespace {

struct Entry {
  const char* name;
  bool runs_here;
  Check* check;
};

// Where no page faults both have canaries around; elsewhere one begins and one ends at a page that
// faults.
struct Memory {
  support::Guarded low{Place::size}, high{Place::size};
  std::uint8_t* const first = low.place(Place::size, false);
  std::uint8_t* const last = high.place(Place::size, true);

  bool intact() {
    return low.canaries_intact(first, Place::size) && high.canaries_intact(last, Place::size);
  }
};
Memory* memory = nullptr;

const char *op = "", *type = "", *of = "";
bool reported = false;  // that it is wrong
bool damaged = false;
int failures = 0;

// The C library's own accesses are not what is checked.
template <class... Arguments>
void report(const char* format, Arguments... arguments) {
  board_trap_unaligned(0);
  std::printf(format, arguments...);
  board_trap_unaligned(1);
  ++failures;
}

#if !defined(PAGES_FAULT)
void catch_faults() {}
#else
// The program stands where a vector is loaded or stored, and never within the C library.
[[noreturn]] void faulted(int) {
  report("wrong: %s%s%s makes an access that faults\n", op, of, type);
  std::exit(1);
}
void catch_faults() {
  std::signal(SIGSEGV, faulted);
#if defined(SIGBUS)
  std::signal(SIGBUS, faulted);
#endif
}
#endif

int run(const Entry& entry) {
  if (!entry.runs_here) {
    std::printf("skipped: %s does not run on this CPU\n", entry.name);
    return 0;
  }
  catch_faults();
  Memory both;
  memory = &both;
  board_trap_unaligned(1);
  entry.check({both.first, both.last + Place::size});
  checking("");
  board_trap_unaligned(0);
  std::printf("vocabulary of %s: %d failures\n", entry.name, failures);
  return failures == 0 ? 0 : 1;
}

}  // namespace

void checking(const char* next, const char* next_type) noexcept {
  if (!damaged && !memory->intact()) {
    damaged = true;
    report("wrong: %s%s%s writes outside\n", op, of, type);
  }
  if (next != op || next_type != type) reported = false;
  op = next;
  type = next_type;
  of = *type == '\0' ? "" : " of ";
}

void wrong(unsigned element, std::uint64_t got, std::uint64_t want) noexcept {
  if (reported) return;
  reported = true;
  const auto high = [](std::uint64_t v) { return static_cast<unsigned long>(v >> 32); };
  const auto low = [](std::uint64_t v) { return static_cast<unsigned long>(v & 0xFFFFFFFF); };
  report("wrong: %s%s%s: element %u is %08lx %08lx, not %08lx %08lx\n", op, of, type, element,
         high(got), low(got), high(want), low(want));
}

}  // namespace vocabulary

int main(int argc, char** argv) {
  using vocabulary::Entry;
  const Entry entries[] = {
#define DROPLET_ISA_ENTRY(isa, runs_here) {#isa, (runs_here) != 0, vocabulary::isa},
#include DROPLET_CHECKED
#undef DROPLET_ISA_ENTRY
  };
  for (const Entry& entry : entries) {
    if (argc == 2 && std::strcmp(argv[1], entry.name) == 0) return vocabulary::run(entry);
  }
  std::printf("usage: vocabulary ISA, one of");
  for (const Entry& entry : entries) std::printf(" %s", entry.name);
  std::printf("\n");
  return 2;
}
