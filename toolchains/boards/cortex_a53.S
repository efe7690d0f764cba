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

  // All memory is normal and cached, as in any other every unaligned access faults.
  .section .rodata
  .balign 32
translation:                    // 1 GiB blocks: accessed, inner shareable, attribute 0
  .irp gigabyte, 0, 1, 2, 3
  .quad \gigabyte << 30 | 1 << 10 | 3 << 8 | 1
  .endr

  .macro enter level, translation_control
  msr vbar_\level, x0
  mov x1, #0xFF                 // attribute 0: write-back, allocating
  msr mair_\level, x1
  ldr x1, =\translation_control
  msr tcr_\level, x1
  ldr x1, =translation
  msr ttbr0_\level, x1
  isb
  mrs x1, sctlr_\level
  mov x2, #1 << 12 | 1 << 2 | 1 // I, C, M
  orr x1, x1, x2
  msr sctlr_\level, x1
  isb
  b board_start
  .endm
  .equ table_walk, 3 << 12 | 1 << 10 | 1 << 8 | 32 // shareable, cached, 4 GiB

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
  mrs x2, CurrentEL
  cmp x2, #2 << 2
  b.hi el3
  b.eq el2
  mov x1, #3 << 20              // FPEN
  msr cpacr_el1, x1
  enter el1, table_walk | 1 << 23
el2:
  enter el2, table_walk | 1 << 31 | 1 << 23
el3:
  enter el3, table_walk | 1 << 31 | 1 << 23
sleep:
  wfe
  b sleep

  .section .text.board_trap_unaligned, "ax"
  .global board_trap_unaligned
  .type board_trap_unaligned, %function
board_trap_unaligned:
  ret

  .bss
  .balign 16
board_thread:
  .space 256
