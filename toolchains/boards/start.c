// SPDX-License-Identifier: MIT
//
// From a CPU with a stack and a floating-point unit to main(), and from there to the exit code.
#include <stdlib.h>
#include <string.h>

#include "board.h"
#include "semihosting.h"

enum { max_args = 16 };

extern char board_data[], board_data_end[], board_data_source[], board_bss[], board_bss_end[];
extern void (*__preinit_array_start[])(void), (*__init_array_start[])(void),
    (*__init_array_end[])(void), (*__fini_array_start[])(void), (*__fini_array_end[])(void);
extern int main(int argc, char** argv);

void initialise_monitor_handles(void) __attribute__((weak));  // newlib's console, where it is used
void board_start(void) __attribute__((noreturn));
void board_fault(void) __attribute__((noreturn));

void* __dso_handle = 0;
void _init(void) {}
void _fini(void) {}

void _exit(int code) {
  const uintptr_t block[2] = {0x20026, (uintptr_t)code};  // ADP_Stopped_ApplicationExit
  for (;;) semihosting(SYS_EXIT_EXTENDED, block);
}

void board_fault(void) { _exit(99); }

void board_print(const char* text) { semihosting(SYS_WRITE0, text); }

// Splits the command line at its spaces.
static int read_arguments(char** argv) {
  static char line[256];
  const struct {
    char* text;
    uintptr_t size;
  } block = {line, sizeof line};
  if (semihosting(SYS_GET_CMDLINE, &block) != 0) return 0;
  int argc = 0, in_word = 0;
  for (char* c = line; *c != '\0'; ++c) {
    if (*c == ' ')
      *c = '\0';
    else if (!in_word && argc < max_args)
      argv[argc++] = c;
    in_word = *c != '\0';
  }
  return argc;
}

void board_start(void) {
  memmove(board_data, board_data_source, (size_t)(board_data_end - board_data));
  memset(board_bss, 0, (size_t)(board_bss_end - board_bss));
  if (initialise_monitor_handles) initialise_monitor_handles();
  for (void (**f)(void) = __preinit_array_start; f != __init_array_end; ++f) (*f)();
  static char* argv[max_args + 1];
  const int argc = read_arguments(argv);
  const int code = main(argc, argv);
  for (void (**f)(void) = __fini_array_start; f != __fini_array_end; ++f) (*f)();
  exit(code);
}
