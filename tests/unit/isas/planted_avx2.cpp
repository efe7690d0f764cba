// SPDX-License-Identifier: MIT
//
// What a leak of AVX2 looks like to a CPU: an instruction of it, run without asking.
int main() {
  __asm__ volatile("vpaddd %%ymm0, %%ymm0, %%ymm0" ::: "xmm0");
  return 0;
}
