// SPDX-License-Identifier: MIT
//
// Spills of vectors as an unpatched GCC writes them for Windows.
extern "C" void planted_moves() {
  __asm__ volatile(
      "vmovaps %%ymm0, 32(%%rsp)\n"
      "vmovdqa %%ymm0, 32(%%rsp)\n"
      "vmovapd 32(%%rsp), %%ymm0\n"
      "vmovdqa64 %%zmm0, 64(%%rsp)\n" ::
          : "xmm0", "memory");
}
