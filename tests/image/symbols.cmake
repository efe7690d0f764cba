# SPDX-License-Identifier: MIT
#
# What a library or a program must not hold. Each check is seen to fail on a planted case.
if(CMAKE_CXX_FLAGS MATCHES "-fsanitize")
  return() # Sanitizers add symbols of their own.
endif()

include(allowed.cmake)
string(TOLOWER "${CMAKE_SYSTEM_PROCESSOR}" processor)
if(processor STREQUAL "amd64") # as Windows and BSD say
  set(processor x86_64)
endif()
list(JOIN allowed_${processor} "|" allowed)
set(forbidden_sections s?data s?bss tdata tbss init_array ctors gcc_except_table)
if(droplet_board)
  list(APPEND forbidden_sections ARM.exidx ARM.extab eh_frame)
endif()
list(JOIN forbidden_sections "|" forbidden)
if(CMAKE_INTERPROCEDURAL_OPTIMIZATION)
  message(STATUS "skipped: symbols of the archive, which holds bitcode that objdump and nm do not read")
endif()
function(add_symbol_check name library)
  if(CMAKE_INTERPROCEDURAL_OPTIMIZATION)
    return()
  endif()
  add_test(NAME ${name} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/check-symbols
    ${CMAKE_OBJDUMP} ${CMAKE_NM} $<TARGET_FILE:${library}> "${allowed}" "${forbidden}")
endfunction()
add_symbol_check(symbols droplet)

# A planted case, and what check-symbols must say of it.
function(add_planted number says)
  add_library(planted_${number} STATIC planted_symbols.cpp)
  target_compile_definitions(planted_${number} PRIVATE PLANT=${number})
  target_compile_options(planted_${number} PRIVATE ${ARGN})
  add_symbol_check(symbols_catches_${number} planted_${number})
  if(TEST symbols_catches_${number})
    set_tests_properties(symbols_catches_${number} PROPERTIES PASS_REGULAR_EXPRESSION "${says}")
  endif()
endfunction()
add_planted(1 "asks for .*malloc")
add_planted(2 "holds .*bss")
add_planted(3 "asks for .*__cxa_throw" -fexceptions)
add_planted(4 "asks for .*exp")
add_planted(5 "holds .*(init_array|ctors)")
if(droplet_board)
  add_symbol_check(inference_symbols droplet_inference)
  add_planted(6 "holds .*(ARM.exidx|eh_frame)" -funwind-tables)
  add_planted(7 "holds .*(ARM.extab|gcc_except_table)" -fexceptions)
endif()

if(droplet_unaligned_moves)
  file(GENERATE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/objects CONTENT "$<JOIN:$<TARGET_OBJECTS:droplet>,\n>\n")
  add_test(NAME moves COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/check-moves ${PROJECT_SOURCE_DIR} ${CMAKE_OBJDUMP}
    ${CMAKE_CURRENT_BINARY_DIR}/objects ${droplet_unaligned_moves})
  set_tests_properties(moves PROPERTIES
    ENVIRONMENT "CMAKE=${CMAKE_COMMAND};CMAKE_GENERATOR=${CMAKE_GENERATOR};CC=${CMAKE_C_COMPILER};CXX=${CMAKE_CXX_COMPILER}")
endif()

if(droplet_isa_count GREATER 1 AND NOT CMAKE_CROSSCOMPILING AND NOT CMAKE_INTERPROCEDURAL_OPTIMIZATION
   AND CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize")
  add_test(NAME kernels COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/check-kernels ${CMAKE_NM} $<TARGET_FILE:droplet>)
endif()

if(avx512 IN_LIST DROPLET_ISAS AND avx2 IN_LIST DROPLET_ISAS AND NOT DROPLET_INFERENCE_ONLY
   AND NOT CMAKE_INTERPROCEDURAL_OPTIMIZATION)
  set(objects $<TARGET_OBJECTS:droplet>)
  add_test(NAME loads COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/check-loads ${PROJECT_SOURCE_DIR} ${CMAKE_OBJDUMP}
    "$<FILTER:${objects},INCLUDE,avx512\\.cpp>" "$<FILTER:${objects},INCLUDE,avx2\\.cpp>")
  set_tests_properties(loads PROPERTIES ENVIRONMENT CXX=${CMAKE_CXX_COMPILER})
endif()

foreach(isa IN LISTS DROPLET_ISAS)
  if(isa STREQUAL scalar OR CMAKE_CROSSCOMPILING)
    continue() # Every CPU runs scalar code; one ISA alone has no other CPU to be kept for.
  endif()
  string(TOUPPER "${isa}" upper)
  add_test(NAME linkage_${isa} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/check-linkage ${PROJECT_SOURCE_DIR} ${CMAKE_NM}
    ${isa}.cpp -DDROPLET_HAVE_${upper} ${droplet_flags_${isa}})
  set_tests_properties(linkage_${isa} PROPERTIES ENVIRONMENT CXX=${CMAKE_CXX_COMPILER})
endforeach()

# The identities in inference, in C++ and in C, on each type.
set(identity_count 0)
set(types_of_floats dropout ${types_dropped})
list(FILTER types_of_floats EXCLUDE REGEX "_i[0-9]+$")
set(types_of_integers ${types_dropped})
list(FILTER types_of_integers INCLUDE REGEX "_i[0-9]+$")
foreach(kind IN ITEMS floats integers)
  string(REGEX MATCHALL "X\\([a-z_]+, drops," drops "${text_on_${kind}}")
  list(LENGTH drops drop_count)
  list(LENGTH types_of_${kind} type_count)
  math(EXPR identity_count "${identity_count} + 2 * ${drop_count} * ${type_count}")
endforeach()
function(add_inference_program name library)
  add_executable(${name} inference_program.cpp inference_program.c)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${name} PRIVATE ${library} droplet_flags)
  # Equal functions must not become calls of one of them.
  target_compile_options(${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fno-ipa-icf>)
  add_test(NAME ${name}_runs COMMAND ${name})
  if(CMAKE_SYSTEM_PROCESSOR STREQUAL "wasm32")
    message(STATUS "skipped: the code of ${name}: check-inference reads that of x86, ARM and RISC-V")
    return()
  endif()
  add_test(NAME ${name} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/check-inference
    ${CMAKE_OBJDUMP} ${CMAKE_NM} $<TARGET_FILE:${name}> ${identity_count})
endfunction()
if(DROPLET_INFERENCE_ONLY)
  add_inference_program(inference_program droplet)
else()
  # The training library is the planted case: both halves of the check must catch it.
  add_inference_program(training_program droplet)
  if(TEST training_program)
    set_tests_properties(training_program PROPERTIES
      PASS_REGULAR_EXPRESSION "holds the generator.*does more in place than return ok")
  endif()
endif()
if(TARGET droplet_inference)
  add_inference_program(inference_program droplet_inference)
endif()
