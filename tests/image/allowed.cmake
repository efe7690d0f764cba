# SPDX-License-Identifier: MIT
#
# The symbols that a library for each target may ask for: one row a target, of what its compiler's
# run-time library computes because its instructions do not.
set(memory memcpy memset memmove)
# A double's bits to and from 64-bit integers: a Rate made at run time.
set(wide __aeabi_d2ulz __aeabi_ul2d)
# Doubles without an FPU for them: the same, and alpha dropout's constants.
set(double ${wide} __aeabi_d2f __aeabi_dadd __aeabi_dsub __aeabi_dmul __aeabi_ddiv
  __aeabi_dcmpeq __aeabi_dcmpge __aeabi_dcmpgt __aeabi_dcmple)
set(float __aeabi_fadd __aeabi_fmul __aeabi_fcmpeq)
# Clang's names, with what it knows of the alignment.
set(clang_memory __aeabi_memcpy __aeabi_memcpy4 __aeabi_memset __aeabi_memset4 __aeabi_memclr4)

set(allowed_cortex-m0plus ${memory} ${double} ${float} __aeabi_lmul __aeabi_llsr)
set(allowed_cortex-m4 ${memory} ${double})
set(allowed_cortex-m33 ${memory} ${double})
set(allowed_cortex-m7 ${memory} ${wide})
set(allowed_cortex-m55 ${clang_memory} ${wide})
set(allowed_cortex-a9 ${memory} ${wide})
set(allowed_cortex-a53 ${memory})
set(allowed_aarch64 ${memory})
set(allowed_armv7 ${memory} _GLOBAL_OFFSET_TABLE_ ${wide})
# libgcc's probe of the CPU, and 32-bit code's way to constants.
set(allowed_x86_64 ${memory} _GLOBAL_OFFSET_TABLE_ __cpu_model)
