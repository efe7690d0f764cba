# SPDX-License-Identifier: MIT
#
# The symbols that the library may leave undefined, one row a target: memory functions, and what the
# compiler's run-time library computes where the target has no instruction for it.
set(memory memcpy memset memmove)
# A 64-bit integer as a double, for a rate's keep probability.
set(wide __aeabi_ul2d)
# Double arithmetic on cores without it: conversions, schedules, and alpha dropout's constants.
set(double ${wide} __aeabi_ui2d __aeabi_d2f __aeabi_dadd __aeabi_dsub __aeabi_dmul __aeabi_ddiv
  __aeabi_dcmpeq __aeabi_dcmpge __aeabi_dcmpgt __aeabi_dcmple)
set(float __aeabi_fadd __aeabi_fmul __aeabi_fcmpeq)
# Clang's names, which tell the alignment.
set(clang_memory __aeabi_memcpy __aeabi_memcpy4 __aeabi_memset __aeabi_memset4 __aeabi_memclr __aeabi_memclr4 __aeabi_memclr8)

set(allowed_cortex-m0plus ${memory} ${double} ${float} __aeabi_lmul __aeabi_llsl __aeabi_llsr
  __clzdi2)
set(allowed_cortex-m4 ${memory} ${double})
set(allowed_cortex-m33 ${memory} ${double})
set(allowed_cortex-m7 ${memory} ${wide})
set(allowed_cortex-m55 ${clang_memory} ${wide})
set(allowed_cortex-a9 ${memory} ${wide})
set(allowed_cortex-a53 ${memory})
# RISC-V's names. It shifts 64 bits by a call, and without Zbb counts zeros by one.
set(riscv ${memory} __ashldi3 __lshrdi3 __clzdi2
  __floatundidf __floatunsidf __truncdfsf2 __adddf3 __subdf3 __muldf3 __divdf3 __ledf2)
set(allowed_rv32imc ${riscv} __addsf3 __mulsf3 __eqsf2)
set(allowed_rv32imac ${allowed_rv32imc})
set(allowed_rv32imafc ${riscv})
set(allowed_aarch64 ${memory})
set(allowed_armv7 ${memory} _GLOBAL_OFFSET_TABLE_ ${wide})
# How Clang's WebAssembly reaches its stack and its functions.
set(allowed_wasm32 ${memory} __stack_pointer __indirect_function_table __memory_base)
# libgcc's probe of the CPU, and what position-independent code finds constants by.
set(allowed_x86_64 ${memory} _GLOBAL_OFFSET_TABLE_ __cpu_model __cpu_features2)
