// SPDX-License-Identifier: MIT
//
// Which ISAs are compiled in: DROPLET_HAVE_<ISA>. A build system names them; where none does, it is
// the best one that the compiler's flags allow. The file of any other is empty, so that whoever has
// no build system may compile all of src/ and platform/.
#ifndef DROPLET_SRC_KERNEL_COMPILED_ISAS_HPP
#define DROPLET_SRC_KERNEL_COMPILED_ISAS_HPP

#if !defined(DROPLET_MANY_ISAS) && !defined(DROPLET_ONE_ISA)
#if defined(__AVX512F__) && defined(__AVX512DQ__)
#define DROPLET_HAVE_AVX512
#elif defined(__AVX2__)
#define DROPLET_HAVE_AVX2
#elif defined(__SSE2__)
#define DROPLET_HAVE_SSE2
#elif defined(__ARM_NEON)
#define DROPLET_HAVE_NEON
#elif defined(__clang__) && defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 2)
#define DROPLET_HAVE_HELIUM
#elif defined(__wasm_simd128__)
#define DROPLET_HAVE_WASM128
#else
#define DROPLET_HAVE_SCALAR
#endif
#endif

#endif
