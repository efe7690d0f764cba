// SPDX-License-Identifier: MIT
//
// A leak of AVX2, as a CPU sees it: one of its instructions, run without a check that it exists.
int main() {
  __asm__ volatile("vpaddd %%ymm0, %%ymm0, %%ymm0" ::: "xmm0");
  return 0;
}
