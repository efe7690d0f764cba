// SPDX-License-Identifier: MIT
//
// Reset of a Cortex-A53, at whichever exception level the board starts it: every exception ends the
// program with exit code 99, and cores but the first sleep.
  .section .vectors, "ax"
  .balign 2048
vectors:
  .rept 16
  .balign 128
  b board_fault
  .endr

  .macro at_level at_el1, at_el2, at_el3
  mrs x2, CurrentEL
  cmp x2, #2 << 2
  b.lo \at_el1
  b.eq \at_el2
  b \at_el3
  .endm

  .section .text.board_reset, "ax"
  .global board_reset
  .type board_reset, %function
board_reset:
  mrs x0, mpidr_el1
  tst x0, #0xFF
  b.ne sleep
  ldr x0, =board_stack
  mov sp, x0
  ldr x0, =board_thread         // errno and its kin
  msr tpidr_el0, x0
  ldr x0, =vectors
  at_level 1f, 2f, 3f
1:mov x1, #3 << 20              // FPEN
  msr cpacr_el1, x1
  msr vbar_el1, x0
  b ready
2:msr vbar_el2, x0
  b ready
3:msr vbar_el3, x0
ready:
  isb
  b board_start
sleep:
  wfe
  b sleep

  .section .text.board_trap_unaligned, "ax"
  .global board_trap_unaligned
  .type board_trap_unaligned, %function
board_trap_unaligned:
  at_level 1f, 2f, 3f
1:mrs x1, sctlr_el1
  bfi x1, x0, #1, #1            // A
  msr sctlr_el1, x1
  b done
2:mrs x1, sctlr_el2
  bfi x1, x0, #1, #1
  msr sctlr_el2, x1
  b done
3:mrs x1, sctlr_el3
  bfi x1, x0, #1, #1
  msr sctlr_el3, x1
done:
  isb
  ret

  .bss
  .balign 16
board_thread:
  .space 256
