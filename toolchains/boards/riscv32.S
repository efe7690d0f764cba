// SPDX-License-Identifier: MIT
//
// Reset of a 32-bit RISC-V core in machine mode: every trap ends the program with exit code 99.
  .option arch, +zicsr
  .section .text.board_reset, "ax"
  .global board_reset
  .type board_reset, %function
board_reset:
  .option push
  .option norelax               // or the linker would make it `mv gp, gp`
  la gp, __global_pointer$
  .option pop
  la sp, board_stack
  la t0, trap
  csrw mtvec, t0
#if defined(__riscv_flen)
  li t0, 1 << 13                // mstatus.FS: elsewhere an instruction on floats must trap
  csrs mstatus, t0
  csrw fcsr, zero
#endif
  j board_start

  .balign 4                     // the lowest bits of mtvec are the mode
trap:
  la sp, board_stack            // the fault may be the stack's
  j board_fault

  // Whether an unaligned access traps is the core's affair; in QEMU none does.
  .section .text.board_trap_unaligned, "ax"
  .global board_trap_unaligned
  .type board_trap_unaligned, %function
board_trap_unaligned:
  ret
