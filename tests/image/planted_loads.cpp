// SPDX-License-Identifier: MIT
//
// Loads of 16 floats at once, as a compiler may make them of two of 8: alone, as an operand, and
// masked where a kernel draws.
#include <immintrin.h>

extern "C" {
void planted_whole(const float* x, float* y) { _mm512_storeu_ps(y, _mm512_loadu_ps(x)); }
void planted_operand(const float* x, float* y, float a) {
  _mm512_storeu_ps(y, _mm512_mul_ps(_mm512_set1_ps(a), _mm512_loadu_ps(x)));
}
void planted_draw_and_apply(const float* x, float* y, __mmask16 kept) {
  _mm512_storeu_ps(y, _mm512_maskz_loadu_ps(kept, x));
}
void planted_tail(const float* x, float* y, __mmask16 kept) {
  _mm512_mask_storeu_ps(y, kept, _mm512_maskz_loadu_ps(kept, x));
}
}
