# SPDX-License-Identifier: MIT
#
# Which rows of the csv a target compares, and what is compiled for that.

option(DROPLET_ORACLE_ALL_ROWS "Compare all rows of the oracle, however long an emulator takes" OFF)

# As regular expressions. Inputs `subnormal` hold all that `plain` hold, and are enough on a board.
set(probabilities "[^,]+")
set(modes "train|inference")
set(inputs "plain|subnormal")
if(helium IN_LIST DROPLET_ISAS OR (neon IN_LIST DROPLET_ISAS AND CMAKE_SIZEOF_VOID_P EQUAL 4))
  set(inputs plain) # Vectors that flush subnormals.
elseif("${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_RELEASE}" MATCHES "-Ofast|-ffast-math")
  set(inputs plain) # The program's start-up has the CPU flush subnormals (GCC's crtfastmath.o).
elseif((droplet_board OR droplet_expected_isa) AND NOT DROPLET_ORACLE_ALL_ROWS)
  set(inputs subnormal)
endif()

# Every probability is compared on hosts, on AArch64 and ARMv7 under qemu-user and on the Cortex-M4,
# where these inputs take 19 s of a CPU. All would take 26 s on the Cortex-A9, 19 s on the M7 and the
# M33, 14 s on the M55, 10 s on the A53, 24 s on RV32IMAC, 12 s for each row in Bochs and 4 s on the M0+. So there, some:
# with a fraction below the digits of p (0.1, 2^-44, 1 - 2^-44), without one, and on the cores of one
# instruction set not the same ones.
set(tenth "0x1[.]999999999999ap-4")
set(least "0x1p-44")
set(most "0x1[.]ffffffffffep-1")
set(digits "0x1[.]ap-4")
set(probabilities_microbit "${tenth}")
set(probabilities_mps2-an500 "${tenth}")
set(probabilities_mps2-an505 "${least}")
set(probabilities_mps3-an547 "${least}|${tenth}|${digits}")
set(probabilities_rv32imc "${most}")
set(probabilities_rv32imac "${tenth}")
set(probabilities_rv32imafc "${least}|${digits}")
set(probabilities_vexpress-a9 "${tenth}")
set(probabilities_virt "${tenth}|${digits}|${most}")
set(probabilities_raspi3b "${most}")
set(probabilities_avx512 "${tenth}")
# Link-time optimization for the Cortex-M4 changes no digits: none and all are dropped, and of each kind one.
set(probabilities_lto "0x0p[+]0|0x1p[+]0|${tenth}|${least}|${digits}")
set(target "${droplet_board}${droplet_expected_isa}") # A board, or Bochs's ISA, or neither.
if(droplet_board AND CMAKE_INTERPROCEDURAL_OPTIMIZATION)
  set(target lto)
endif()
if(DEFINED probabilities_${target} AND NOT DROPLET_ORACLE_ALL_ROWS)
  set(probabilities "${probabilities_${target}}")
  if(target MATCHES "^(microbit|avx512)$")
    set(modes train)
  endif()
endif()
if(DROPLET_INFERENCE_ONLY)
  set(modes inference)
endif()

# 9,000 elements are whole calls. Hosts prove that the smallest board's pieces make the same rows; in
# Bochs large buffers are slow.
set(capacity 520)
if(CMAKE_CROSSCOMPILING AND NOT target MATCHES "^(microbit|avx512)$")
  set(capacity 9000)
endif()

# As C++ initializers: rows.inc, the same for every operation, and expected.inc.
file(STRINGS ${csv} lines REGEX ",(${probabilities}),(${modes}),(${inputs}),[0-9a-f]+$")
set(operation "")
set(hashes "")
set(rows "")
foreach(line IN LISTS lines)
  string(REGEX MATCH "^([^,]*),(([^,]*),(.*),(.*)),(.*)$" line "${line}")
  if(NOT operation STREQUAL CMAKE_MATCH_1)
    set(operation ${CMAKE_MATCH_1})
    string(APPEND hashes "}},\n{\"${operation}\", {")
    set(rows "")
  endif()
  string(COMPARE EQUAL ${CMAKE_MATCH_4} inference inference)
  string(COMPARE EQUAL ${CMAKE_MATCH_5} subnormal subnormal)
  string(APPEND rows "{\"${CMAKE_MATCH_2}\", ${CMAKE_MATCH_3}, ${inference}, ${subnormal}},\n")
  string(APPEND hashes "0x${CMAKE_MATCH_6}u, ")
endforeach()
string(REGEX REPLACE "^}},\n" "" hashes "${hashes}}},\n")
file(GENERATE OUTPUT rows.inc CONTENT "${rows}")
file(GENERATE OUTPUT expected.inc CONTENT "${hashes}")
