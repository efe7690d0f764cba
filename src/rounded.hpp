// SPDX-License-Identifier: MIT
//
// Keeps a product or a sum rounded: a compiler cannot fuse what an `asm` hides from it, whatever
// its flags, be it -ffp-contract=fast, which GCC's link-time optimization falls back to, or
// -ffast-math. In an anonymous namespace, as ISA files include this.
#ifndef DROPLET_SRC_ROUNDED_HPP
#define DROPLET_SRC_ROUNDED_HPP

// The registers in which a float and a double are computed.
#if defined(__x86_64__) || defined(__i386__)
#define DROPLET_FLOAT_REGISTER "+x"
#define DROPLET_DOUBLE_REGISTER "+x"
#elif defined(__aarch64__)
#define DROPLET_FLOAT_REGISTER "+w"
#define DROPLET_DOUBLE_REGISTER "+w"
#elif defined(__arm__)
#if defined(__ARM_FP) && (__ARM_FP & 4)
#define DROPLET_FLOAT_REGISTER "+t"
#else
#define DROPLET_FLOAT_REGISTER "+r"
#endif
#if defined(__ARM_FP) && (__ARM_FP & 8)
#define DROPLET_DOUBLE_REGISTER "+w"
#else
#define DROPLET_DOUBLE_REGISTER "+r"
#endif
#elif defined(__riscv)
#if defined(__riscv_flen)
#define DROPLET_FLOAT_REGISTER "+f"
#else
#define DROPLET_FLOAT_REGISTER "+r"
#endif
#if defined(__riscv_flen) && __riscv_flen >= 64
#define DROPLET_DOUBLE_REGISTER "+f"
#else
#define DROPLET_DOUBLE_REGISTER "+r"
#endif
#elif defined(__wasm__)
#define DROPLET_FLOAT_REGISTER "+r"
#define DROPLET_DOUBLE_REGISTER "+r"
#else  // A core that no test knows: memory is right on any.
#define DROPLET_FLOAT_REGISTER "+m"
#define DROPLET_DOUBLE_REGISTER "+m"
#endif

namespace {

[[gnu::always_inline, maybe_unused]] inline float rounded(float a) {
  __asm__("" : DROPLET_FLOAT_REGISTER(a));
  return a;
}
[[gnu::always_inline, maybe_unused]] inline double rounded(double a) {
  __asm__("" : DROPLET_DOUBLE_REGISTER(a));
  return a;
}

// Sums that wait in memory, which loops before and after may go through in vectors.
template <unsigned n>
[[gnu::always_inline]] inline void rounded(float (&sums)[n]) {
  __asm__("" : "+m"(sums));
}

}  // namespace

#endif
