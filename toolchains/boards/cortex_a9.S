// SPDX-License-Identifier: MIT
//
// Reset of a Cortex-A9: every exception ends the program with exit code 99.
  .arm
  .section .vectors, "ax"
  .balign 32
vectors:
  .rept 8
  b fault
  .endr
fault:
  ldr sp, =board_stack          // each mode has its own
  b board_fault

  .section .text.board_reset, "ax"
  .global board_reset
  .type board_reset, %function
board_reset:
  ldr sp, =board_stack
  ldr r0, =vectors
  mcr p15, 0, r0, c12, c0, 0    // VBAR
  mrc p15, 0, r0, c1, c0, 0     // SCTLR
  bic r0, r0, #1 << 13          // V: vectors where VBAR says
  mcr p15, 0, r0, c1, c0, 0
  mrc p15, 0, r0, c1, c0, 2     // CPACR
  orr r0, r0, #0xF << 20        // cp10, cp11: floating point and NEON
  mcr p15, 0, r0, c1, c0, 2
  isb
  mov r0, #1 << 30              // FPEXC.EN
  vmsr fpexc, r0
  b board_start

  .section .text.board_trap_unaligned, "ax"
  .global board_trap_unaligned
  .type board_trap_unaligned, %function
board_trap_unaligned:
  mrc p15, 0, r1, c1, c0, 0     // SCTLR
  bfi r1, r0, #1, #1            // A
  mcr p15, 0, r1, c1, c0, 0
  isb
  bx lr
