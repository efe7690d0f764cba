// SPDX-License-Identifier: MIT
//
// Dropout of other types with every element kept: the contract of docs/MASK.md, section 4, by the
// shortest loop that this ISA has for it, for a scale of 1.1. limits.cpp includes it within each
// ISA's namespace.
namespace {

constexpr float scale_of_all = 1.1f;
constexpr int multiplier = 18022, shift = 14;  // 1.1 in fixed point

#if defined(__AVX2__)
__m256i load(const void* p) { return _mm256_loadu_si256(static_cast<const __m256i*>(p)); }
void store(void* p, __m256i a) { _mm256_storeu_si256(static_cast<__m256i*>(p), a); }
#endif

template <class T>
T saturated(int a) {
  constexpr int most = (1 << (8 * sizeof(T) - 1)) - 1;
  return static_cast<T>(a < -1 - most ? -1 - most : a > most ? most : a);
}

template <class T>
void rescale(const T* x, T* y, std::size_t n) {
  EACH_ALONE
  for (std::size_t i = 0; i < n; ++i) {
    y[i] = saturated<T>((x[i] * multiplier + (1 << shift >> 1)) >> shift);
  }
}

}  // namespace

void kept_f16(const void* x, void* y, std::size_t n) {
  const auto* from = static_cast<const droplet_f16_t*>(x);
  auto* to = static_cast<droplet_f16_t*>(y);
  std::size_t i = 0;
#if defined(__AVX512F__)
#pragma GCC unroll 4
  for (; i + 16 <= n; i += 16) {
    const __m512 a = _mm512_mul_ps(_mm512_cvtph_ps(load(from + i)), _mm512_set1_ps(scale_of_all));
    store(to + i, _mm512_cvtps_ph(a, _MM_FROUND_TO_NEAREST_INT));
  }
#elif defined(__F16C__)
#pragma GCC unroll 4
  for (; i + 8 <= n; i += 8) {
    const __m128i halves = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i));
    const __m256 a = _mm256_mul_ps(_mm256_cvtph_ps(halves), _mm256_set1_ps(scale_of_all));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to + i),
                     _mm256_cvtps_ph(a, _MM_FROUND_TO_NEAREST_INT));
  }
#endif
  for (; i < n; ++i) to[i] = droplet_f16_from_float(scale_of_all * droplet_f16_to_float(from[i]));
}

void kept_bf16(const void* x, void* y, std::size_t n) {
  const auto* from = static_cast<const droplet_bf16_t*>(x);
  auto* to = static_cast<droplet_bf16_t*>(y);
  EACH_ALONE
  for (std::size_t i = 0; i < n; ++i) {
    to[i] = droplet_bf16_from_float(scale_of_all * droplet_bf16_to_float(from[i]));
  }
}

void kept_i8(const void* x, void* y, std::size_t n) {
  const auto* from = static_cast<const std::int8_t*>(x);
  auto* to = static_cast<std::int8_t*>(y);
  std::size_t i = 0;
#if defined(__AVX2__)
  // Twice x, times multiplier / 2^15, rounded half up, is one instruction.
  const auto rescaled = [](const std::int8_t* p) {
    const __m256i a = _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
    return _mm256_mulhrs_epi16(_mm256_add_epi16(a, a), _mm256_set1_epi16(multiplier));
  };
#pragma GCC unroll 4
  for (; i + 32 <= n; i += 32) {
    const __m256i both = _mm256_packs_epi16(rescaled(from + i), rescaled(from + i + 16));
    store(to + i, _mm256_permute4x64_epi64(both, 0xD8));
  }
#endif
  rescale(from + i, to + i, n - i);
}

void kept_i16(const void* x, void* y, std::size_t n) {
  const auto* from = static_cast<const std::int16_t*>(x);
  auto* to = static_cast<std::int16_t*>(y);
  std::size_t i = 0;
#if defined(__AVX2__)
  const __m256i ones = _mm256_set1_epi16(1);
  const auto rescaled = [](__m256i with_ones) {
    const __m256i factors = _mm256_set1_epi32((1 << shift >> 1) << 16 | multiplier);
    return _mm256_srai_epi32(_mm256_madd_epi16(with_ones, factors), shift);
  };
#pragma GCC unroll 4
  for (; i + 16 <= n; i += 16) {
    const __m256i a = load(from + i);
    store(to + i, _mm256_packs_epi32(rescaled(_mm256_unpacklo_epi16(a, ones)),
                                     rescaled(_mm256_unpackhi_epi16(a, ones))));
  }
#endif
  rescale(from + i, to + i, n - i);
}

void kept_i32(const void* x, void* y, std::size_t n) {
  const auto* from = static_cast<const std::int32_t*>(x);
  auto* to = static_cast<std::int32_t*>(y);
  constexpr std::int64_t significand = 0x8CCCCD, most = INT32_MAX;  // of 1.1f, times 2^-23
  EACH_ALONE
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t scaled = (from[i] * significand + (1 << 22)) >> 23;
    to[i] = static_cast<std::int32_t>(scaled > most ? most : scaled < ~most ? ~most : scaled);
  }
}

void kept_unscaled_i8(const void* x, void* y, std::size_t n) { std::memcpy(y, x, n); }
void kept_unscaled_i16(const void* x, void* y, std::size_t n) { std::memcpy(y, x, 2 * n); }
void kept_unscaled_i32(const void* x, void* y, std::size_t n) { std::memcpy(y, x, 4 * n); }
