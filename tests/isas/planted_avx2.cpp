// SPDX-License-Identifier: MIT
//
// What a leak of AVX2 instructions would look like: compiled with -mavx2, run without asking.
#include <immintrin.h>

int main(int argc, char**) {
  const __m256i twice = _mm256_slli_epi32(_mm256_set1_epi32(argc), 1);
  return _mm256_extract_epi32(twice, 7) == 2 * argc ? 0 : 1;
}
