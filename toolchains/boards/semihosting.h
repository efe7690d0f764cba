// SPDX-License-Identifier: MIT
//
// Arm's semihosting, the debugger's system calls (Arm IHI "Semihosting for AArch32 and AArch64"),
// which RISC-V took over.
#ifndef DROPLET_TOOLCHAINS_BOARDS_SEMIHOSTING_H
#define DROPLET_TOOLCHAINS_BOARDS_SEMIHOSTING_H

#include <stdint.h>

enum { SYS_WRITE0 = 0x04, SYS_GET_CMDLINE = 0x15, SYS_EXIT_EXTENDED = 0x20 };

static inline intptr_t semihosting(uintptr_t operation, const void* argument) {
#if defined(__riscv)
  register uintptr_t r0 __asm__("a0") = operation;
  register const void* r1 __asm__("a1") = argument;
  // A breakpoint is a call between these two, if all three stand in one page.
  __asm__ volatile(
      ".option push\n .option norvc\n .balign 16\n"
      "slli zero, zero, 0x1f\n ebreak\n srai zero, zero, 7\n"
      ".option pop"
      : "+r"(r0)
      : "r"(r1)
      : "memory");
#elif defined(__aarch64__)
  register uintptr_t r0 __asm__("x0") = operation;
  register const void* r1 __asm__("x1") = argument;
  __asm__ volatile("hlt 0xF000" : "+r"(r0) : "r"(r1) : "memory");
#else
  register uintptr_t r0 __asm__("r0") = operation;
  register const void* r1 __asm__("r1") = argument;
#if defined(__thumb__)
  __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
#else
  __asm__ volatile("svc 0x123456" : "+r"(r0) : "r"(r1) : "memory");
#endif
#endif
  return (intptr_t)r0;
}

#endif
