// SPDX-License-Identifier: MIT
//
// `oracle_pieces PREFIX...` compares the operations whose names begin so, all of their rows that
// were compiled in.
#include <cstring>

#include "pieces.hpp"

#if defined(DROPLET_ON_BOARD)
#include "board.h"
#else
#include <cstdio>
#endif

namespace oracle {

namespace {

bool refused = false;

void print_number(std::size_t n) {
  char text[21] = {};
  std::size_t at = sizeof text - 1;
  do text[--at] = static_cast<char>('0' + n % 10);
  while ((n /= 10) != 0);
  print(text + at);
}

void print_summary(std::size_t run, std::size_t differing) {
  print_number(run * row_count);
  print(" rows on ");
  print(droplet_isa_name());
  print(", ");
  print_number(differing);
  print(" differ\n");
}

// Whether there was one.
bool run_all(const char* prefix) {
  std::size_t found = 0, differing = 0;
  for (const Operation& operation : operations) {
    if (std::strncmp(operation.name, prefix, std::strlen(prefix)) != 0) continue;
    ++found;
    run(operation);
    differing += differing_rows(operation);
  }
  if (found == 0) print("there is no operation ");
  print(prefix);
  print(": ");
  print_summary(found, differing);
  return found != 0 && differing == 0;
}

}  // namespace

void must(droplet_status status) {
  if (status == DROPLET_OK) return;
  if (!refused) {
    print("refused: ");
    print(droplet_describe(status));
    print("\n");
  }
  refused = true;
}

void print(const char* text) {
#if defined(DROPLET_ON_BOARD)
  board_print(text);
#else
  std::fputs(text, stdout);
#endif
}

}  // namespace oracle

int main(int argc, char** argv) {
  bool equal = argc > 1;
  for (int i = 1; i < argc; ++i) equal = oracle::run_all(argv[i]) && equal;
  return equal && !oracle::refused ? 0 : 1;
}
