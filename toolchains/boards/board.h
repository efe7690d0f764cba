// SPDX-License-Identifier: MIT
//
// What a program may ask of the board.
#ifndef DROPLET_TOOLCHAINS_BOARDS_BOARD_H
#define DROPLET_TOOLCHAINS_BOARDS_BOARD_H

#ifdef __cplusplus
extern "C" {
#endif

// Makes unaligned accesses fault (1) or not (0). Off at reset, as C libraries make such accesses.
// Nothing happens on Cortex-M0, where they always fault on silicon and never in QEMU; on RISC-V,
// where that is the core's affair, and in QEMU none does; and on Cortex-A53, where a vector's load,
// which needs no more than its elements' alignment, would fault too.
void board_trap_unaligned(int on);

// To the debugger's console, without the C library.
void board_print(const char* text);

#ifdef __cplusplus
}
#endif

#endif
