// SPDX-License-Identifier: MIT
//
// Reset of a Cortex-M: every exception ends the program with exit code 99.
#include <stdint.h>

#include "board.h"

extern char board_stack[];
void board_start(void) __attribute__((noreturn));
void board_fault(void) __attribute__((noreturn));
void board_reset(void) __attribute__((noreturn));

#define CCR (*(volatile uint32_t*)0xE000ED14)
#define CPACR (*(volatile uint32_t*)0xE000ED88)

void board_trap_unaligned(int on) {
#if defined(__ARM_ARCH_6M__)
  (void)on;
#else
  CCR = (CCR & ~(1u << 3)) | (uint32_t)on << 3;  // UNALIGN_TRP
#endif
}

void board_reset(void) {
#if defined(__ARM_FP)
  CPACR |= 0xFu << 20;  // the floating-point unit, and Helium
  __asm__ volatile("dsb\n isb" ::: "memory");
#endif
  board_start();
}

__attribute__((section(".vectors"), used)) static void (*const vectors[16])(void) = {
    (void (*)(void))(uintptr_t)board_stack,
    board_reset,
    board_fault,  // NMI
    board_fault,  // HardFault
    board_fault,  // MemManage
    board_fault,  // BusFault
    board_fault,  // UsageFault
    board_fault,
    0,
    0,
    0,
    board_fault,  // SVCall
    board_fault,
    0,
    board_fault,  // PendSV
    board_fault,  // SysTick
};
