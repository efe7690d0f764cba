# SPDX-License-Identifier: MIT
#
# Which rows of the csv a target compares, and what is compiled for that.

# Vectors that flush subnormals compare what holds none.
set(inputs "[a-z]+")
if(helium IN_LIST DROPLET_ISAS OR (neon IN_LIST DROPLET_ISAS AND CMAKE_SIZEOF_VOID_P EQUAL 4))
  set(inputs plain)
endif()
set(rows_compared "[^,]+,[a-z]+,${inputs}") # p, mode, inputs
set(rows_of_pieces "${rows_compared}")

# 9,000 elements are whole calls. Hosts prove that the smallest board's pieces make the same rows.
set(capacity 9000)
if(NOT droplet_board OR CMAKE_SYSTEM_PROCESSOR STREQUAL "cortex-m0plus")
  set(capacity 520)
endif()

# As C++ initializers: rows.inc, the same for every operation, and expected.inc.
file(STRINGS ${csv} lines REGEX ",(${rows_of_pieces}),[0-9a-f]+$")
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
file(CONFIGURE OUTPUT rows.inc CONTENT "@rows@" @ONLY)
file(CONFIGURE OUTPUT expected.inc CONTENT "@hashes@" @ONLY)
