#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""unite.py: makes bochs.cc, which includes all of Bochs 3.0 that the guest of ../run-bochs has a use for, and the
headers that ./configure makes, in the working directory, its source.

As one file its headers are parsed once, not 370 times, and with -fwhole-program what nothing refers to is dropped
before it is optimized: the instructions of other CPUs, for one, which raise #UD here as they do there.
"""
import glob
import pathlib
import re

MODEL = "cpu/cpudb/intel/corei7_skylake-x.cc"
# What has other values than config.h.in's 0. What the guest has no use for is off, and so is the count of instructions
# a second, as it is logged from a signal's handler, which may interrupt a holder of the log's lock: Bochs then waits
# for itself.
ON = """SUPPORT_X86_64 PHY_ADDRESS_LONG LARGE_RAMFILE WITH_NOGUI SUPPORT_ALIGNMENT_CHECK SUPPORT_FPU SUPPORT_AVX
    SUPPORT_EVEX SUPPORT_REPEAT_SPEEDUPS SUPPORT_HANDLERS_CHAINING_SPEEDUPS ENABLE_TRACE_LINKING CONFIGURE_MSRS
    HAVE_SLEEP HAVE_USLEEP HAVE_NANOSLEEP HAVE_ABORT HAVE_SOCKLEN_T HAVE_GETTIMEOFDAY HAVE_MKSTEMP HAVE_SYS_MMAN_H
    HAVE_MKTIME HAVE_TMPFILE64 HAVE_FSEEKO64 HAVE___BUILTIN_BSWAP32 HAVE___BUILTIN_BSWAP64 HAVE_SSIZE_T HAVE_DLFCN_H
    HAVE_GETENV HAVE_SETENV HAVE_SELECT HAVE_SNPRINTF HAVE_VSNPRINTF HAVE_STRTOULL HAVE_STRTOUQ HAVE_STRDUP
    HAVE_STRCASECMP HAVE_SET HAVE_MAP"""
CONFIG = {"BX_" + name: "1" for name in ON.split()}
CONFIG.update({"BX_CPU_LEVEL": "6", "SIZEOF_UNSIGNED_CHAR": "1", "SIZEOF_UNSIGNED_SHORT": "2",
               "SIZEOF_UNSIGNED_INT": "4", "SIZEOF_UNSIGNED_LONG": "8", "SIZEOF_UNSIGNED_LONG_LONG": "8",
               "SIZEOF_INT_P": "8", "BX_DEFAULT_CONFIG_INTERFACE": '"textconfig"'})

# What the suite spends its time in. The rest is not optimized: at -O2 63 s of a CPU to compile, not 89.
HOT = """init cpu event icache access access2 shift8 shift16 shift32 shift64 logical8 logical16 logical32 logical64
    arith8 arith16 arith32 arith64 mult8 mult16 mult32 mult64 ctrl_xfer64 data_xfer8 data_xfer16 data_xfer32
    data_xfer64 stack64 stack load bit bit16 bit32 bit64 bmi32 bmi64 sse sse_move sse_pfp sse_string string faststring
    paging flag_ctrl wide_int crc32 aes"""
# Instructions that the model does not have, in files that do not go together with others.
OTHER_CPUS = r"""/(sha512|sm3|sm4|sha|gf2|3dnow|3dnow_rcp|rao|cmpccxadd..|uintr|svm|vmcs|vmexit|vapic|cet|amx|avx10_2.*
    |tbm..|xop|bf16_arith|avx512_bf16|avx512_cvt16|avx512_pfp16|avx_ifma52|avx_ne_convert)\.cc"""
# Softfloat's functions that its headers define too, where they are to be inlined.
INLINE = r"""/s_(eq128|le128|lt128|add128|sub128|mul128By32|mul64ByShifted32To128|short.*|shiftRightJam(32|64|64Extra)
    |countLeadingZeros(16|32))\.c"""
DEVICES = """cmos dma extfpuirq harddrv ioapic pit82c54 scancodes serial_raw speaker unmapped serial devices parallel
    pic virt_timer pit slowdown_timer floppy keyboard biosdev display/vga display/vgacore display/ddc hdimage/hdimage
    hdimage/vbox hdimage/vmware3 hdimage/vmware4 hdimage/vvfat hdimage/cdrom hdimage/cdrom_misc hdimage/vpc"""
REST = "gui/gui gui/keymap gui/nogui gui/paramtree gui/siminterface gui/textconfig logio main config osdep plugin crc"

# Bochs goes through a ternary function's operands bit by bit, which took 7 % of the suite's time.
TERNARY = """template <class T> inline T ternary(T a, T b, T c, unsigned table) {
  T result = 0;
#pragma GCC unroll 8
  for (int k = 0; k < 8; ++k)
    if (table >> k & 1) result |= (k & 4 ? a : ~a) & (k & 2 ? b : ~b) & (k & 1 ? c : ~c);
  return result;
}
#define ternlogd_scalar ternary
#define ternlogq_scalar ternary
"""


def edit(name, pattern, replacement, source=None):
    text, count = re.subn(pattern, replacement, pathlib.Path(source or name).read_text(), flags=re.MULTILINE)
    if not count:
        raise SystemExit(f"{name} has no {pattern}")
    pathlib.Path(name).write_text(text)


def drop_other_opcodes():
    has = set(re.findall(r"enable_cpu_extension\((BX_ISA_\w+)\)", pathlib.Path(MODEL).read_text()))

    def handlers(line):
        if re.search(r"BX_ISA_\w+|$", line[0])[0] in has | {""}:
            return line[0]
        return re.sub(r"&BX_CPU_C::\w+(<[^>]*>)?", "&BX_CPU_C::BxError", line[0])
    for name in ("ia_opcodes.def", "ia_opcodes_evex.def"):
        edit("cpu/decoder/" + name, r"^bx_define_opcode\(.*", handlers)


def files(pattern, left_out):
    return [name for name in sorted(glob.glob(pattern)) if not re.search(left_out, name, re.VERBOSE)]


def include(names):
    return "".join(f'#undef LOG_THIS\n#include "{name}"\n' for name in names)


edit("config.h", r"^(#define +(\w+) +)(0|\"defined_by_configure\")$",
     lambda line: line[1] + CONFIG.get(line[2], line[3]), "config.h.in")
edit("bxversion.h", r"@\w+@", "0", "bxversion.h.in")
pathlib.Path("cpudb.h").write_text("bx_define_cpudb(corei7_skylake_x)\n")
drop_other_opcodes()
for name in ("gui/keymap.h", "iodev/hdimage/cdrom.h", "cpu/softfloat3e/include/primitives.h"):
    edit(name, r"\A", "#pragma once\n")
edit("cpu/decoder/fetchdecode64.cc", r"^extern BxDecodeError assign_srcs.*", "")
edit("cpu/decoder/fetchdecode64.cc", r"\b(sreg_mod\w+_base32)\b", r"\1_of_64")
edit("cpu/fpu/fyl2x.cc", r"\b(floatx80_one|float128_one)\b", r"\1_of_fyl2x")
edit("cpu/avx/avx512.cc", r"^BX_CPP_INLINE \w+ ternlog._scalar(.|\n)*?^}", "")

hot = [f"cpu/{name}.cc" for name in HOT.split()]
decoder = "cpu/decoder/fetchdecode"
pathlib.Path("bochs.cc").write_text(
    "#define NEED_CPU_REG_SHORTCUTS 1\n#define NEED_CPU_TEMPLATE_METHODS 1\n"
    "#define bx_cpudb_corei7_haswell_4770 bx_cpudb_corei7_skylake_x // the default\n"
    + TERNARY + include(hot + files("cpu/avx/*.cc", OTHER_CPUS) + files("cpu/softfloat3e/*.c", INLINE)
                        + files("cpu/softfloat3e/8086-SSE/*.c", INLINE) + files("memory/*.cc", "^$")
                        + ["pc_system.cc", decoder + "32.cc", decoder + "64.cc"])
    + '#pragma GCC optimize("O0")\n'
    + include([name for name in files("cpu/*.cc", OTHER_CPUS) if name not in hot] + files("cpu/fpu/*.cc", "^$")
              + ["cpu/decoder/disasm.cc", MODEL] + [f"iodev/{name}.cc" for name in DEVICES.split()]
              + [f"{name}.cc" for name in REST.split()] + ["bxthread.cc"] + files(decoder + "_opmap_*.cc", "^$")))
