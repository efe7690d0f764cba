# SPDX-License-Identifier: MIT
#
# Which rows of the csv are compared here, and in which groups of operations.

# 9,000 elements are whole calls. Hosts prove that pieces make the same rows.
set(capacity 9000)
if(NOT droplet_board OR CMAKE_SYSTEM_PROCESSOR STREQUAL "cortex-m0plus")
  set(capacity 520)
endif()

set(probabilities 0x1p-44 0x1.999999999999ap-4 0x1p-3 0x1p-1 0x1.ap-4 0x1.ccccccccccccdp-1
  0x1.ffffffffffep-1 0x0p+0 0x1p+0)

# Vectors that flush subnormals.
set(inputs plain subnormal)
if(helium IN_LIST DROPLET_ISAS OR (neon IN_LIST DROPLET_ISAS AND CMAKE_SIZEOF_VOID_P EQUAL 4))
  set(inputs plain)
endif()
list(LENGTH inputs kinds)

set(groups elements drop_path drop_path_add kept_rows features)
set(prefixes_elements dropout fill_mask apply_mask alpha_dropout)
set(prefixes_drop_path drop_path_row drop_path_batch)
set(prefixes_drop_path_add drop_path_add)
set(prefixes_kept_rows kept_rows)
set(prefixes_features feature)

# As C++ initializers.
set(table "")
list(JOIN probabilities "|" of_probabilities)
string(REPLACE "+" "[+]" of_probabilities "${of_probabilities}")
string(REPLACE "." "[.]" of_probabilities "${of_probabilities}")
list(JOIN inputs "|" of_inputs)
file(STRINGS ${csv} lines REGEX ",(${of_probabilities}),[a-z]+,(${of_inputs}),")
set(last "")
foreach(line IN LISTS lines)
  string(REGEX MATCH "^([^,]*),.*,([^,]*)$" line "${line}")
  if(NOT last STREQUAL CMAKE_MATCH_1)
    set(last ${CMAKE_MATCH_1})
    string(APPEND table "}},\n{\"${last}\", {")
  endif()
  string(APPEND table "0x${CMAKE_MATCH_2}u, ")
endforeach()
string(REGEX REPLACE "^}},\n" "" table "${table}}},\n")
file(CONFIGURE OUTPUT expected.inc CONTENT "@table@" @ONLY)
list(TRANSFORM probabilities REPLACE "(.+)" "{\"\\1\", \\1}," OUTPUT_VARIABLE table)
list(JOIN table "\n" table)
file(CONFIGURE OUTPUT probabilities.inc CONTENT "@table@\n" @ONLY)
