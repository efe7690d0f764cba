# SPDX-License-Identifier: MIT
#
# What an image pays, in bytes and in instructions, against what is recorded in budgets.csv.
# A target is named after its preset, as the build folder is.
string(REGEX MATCH "[^/]+$" target "${PROJECT_BINARY_DIR}")
if(NOT target MATCHES "^(m0plus|m4|m7|m33|m55|rv32imac|rv32imafc|a9|a53|aarch64|gcc)$" OR NOT TARGET probe)
  return()
endif()
set(probe $<TARGET_FILE:probe>)
set(budgets ${CMAKE_CURRENT_SOURCE_DIR}/budgets.py)

function(add_size_image name)
  add_executable(size_${name} size_image.cpp)
  target_compile_definitions(size_${name} PRIVATE CALL="${name}")
  target_include_directories(size_${name} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  # Alone, without the board's start-up.
  set_target_properties(size_${name} PROPERTIES LINK_LIBRARIES "droplet;droplet_flags")
  target_link_options(size_${name} PRIVATE ${size_link_options})
  target_link_libraries(size_${name} PRIVATE ${size_libraries})
endfunction()

if(target MATCHES "^(m0plus|m4|m33|m55|rv32imac|rv32imafc|a53)$")
  set(size_link_options -nostartfiles -Wl,-e,main,--gc-sections,--no-warn-execstack)
  if(target STREQUAL "a53")
    list(APPEND size_link_options -nostdlib -static -L/usr/lib/picolibc/aarch64-linux-gnu/lib)
    set(size_libraries -lc)
  elseif(target MATCHES "^rv32")
    list(APPEND size_link_options -nostdlib -static)
    set(size_libraries $<TARGET_FILE:droplet_board> -lgcc) # which has no C library's memcpy but its own
  else()
    list(APPEND size_link_options --specs=nano.specs)
  endif()
  foreach(name IN LISTS operations types_dropped ITEMS rate none all)
    add_size_image(${name})
  endforeach()
endif()

# A static program for the host: of the kernels it links those of the one Op that it calls.
if(target STREQUAL "gcc")
  set(target x86_64)
  set(probe "")
  set(size_link_options -static -Wl,--gc-sections)
  add_size_image(none)
  add_size_image(dropout)
  add_size_image(all) # The planted case.
  function(add_linked_check name image)
    add_test(NAME ${name} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/check-linked ${CMAKE_NM} $<TARGET_FILE:${image}> "Scale<float>")
  endfunction()
  add_linked_check(linked_kernels size_dropout)
  add_linked_check(linked_kernels_catches_another size_all)
  set_tests_properties(linked_kernels_catches_another PROPERTIES PASS_REGULAR_EXPRESSION
    "links kernels of another Op than Scale<float>.*Affine<float>")
endif()

# Stack: an image of every function, and the compiler's account of every frame.
function(add_stack_check name objects limit)
  target_compile_options(${objects} PRIVATE
    $<IF:$<CXX_COMPILER_ID:GNU>,-fcallgraph-info=su,-fstack-usage>)
  add_executable(${name} size_image.cpp)
  target_compile_definitions(${name} PRIVATE CALL="none")
  target_link_libraries(${name} PRIVATE droplet_flags
    -Wl,--no-gc-sections,--whole-archive ${ARGN} -Wl,--no-whole-archive $<$<BOOL:${droplet_board}>:-Wl,--defsym=rom_that_there_is_not=1>)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
  add_test(NAME ${name} COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/stack.py ${CMAKE_OBJDUMP}
    $<TARGET_PROPERTY:${objects},BINARY_DIR>/CMakeFiles/${objects}.dir $<TARGET_FILE:${name}> ${limit})
endfunction()
if(droplet_board)
  set(stack_limit 512)
  if(target MATCHES "^a")
    set(stack_limit 1024)
  elseif(target MATCHES "^(m0plus|m55|rv32.*)$")
    set(stack_limit 640) # few registers, or frames of 16 bytes
  endif()
  add_stack_check(stack droplet ${stack_limit} droplet)
  if(target STREQUAL "m55")
    message(STATUS "skipped: integers without floating-point registers, which are those of Helium's vectors")
  elseif(target MATCHES "^(m|rv32)")
    add_test(NAME no_floats COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/no_floats.py ${CMAKE_OBJDUMP} $<TARGET_FILE:stack>)
  endif()
  add_library(planted_stack OBJECT planted_stack.cpp)
  target_link_libraries(planted_stack PRIVATE droplet_flags)
  add_stack_check(stack_catches planted_stack ${stack_limit} planted_stack)
  set_tests_properties(stack_catches PROPERTIES PASS_REGULAR_EXPRESSION
    "droplet_by_pointer: calls through.*droplet_by_jump: calls through.*droplet_recursive calls itself.*droplet_grows: its frame is dynamic.*deep takes [0-9]+ bytes")
  set(frames $<TARGET_PROPERTY:droplet,BINARY_DIR>/CMakeFiles/droplet.dir)
endif()

# The same of other builds: people debug, and CMake's own default is -O3. What -Og and -O0 take is
# recorded, and bounded only against mistakes.
if(target MATCHES "^(m0plus|m4|m55)$")
  foreach(level IN ITEMS O1 O2 O3 Og O0)
    set(stack_limit 640)
    if(level MATCHES "g|0")
      set(stack_limit 4352)
    endif()
    set(built droplet_${level})
    if(level STREQUAL "Og" AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
      set(built droplet_O1) # which is what Clang takes -Og for
    else()
      droplet_add_library(${built} OFF)
      target_compile_options(${built} PRIVATE -${level})
    endif()
    add_stack_check(stack_${level} ${built} ${stack_limit} ${built})
    string(APPEND stack_levels "stack_image_${level}=${CMAKE_CURRENT_BINARY_DIR}/stack_${level}
frames_${level}=${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${built}.dir
")
  endforeach()
endif()

# What budgets.py needs to know of this build.
file(GENERATE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/measure.txt CONTENT
"target=${target}
optimization=${CMAKE_BUILD_TYPE}
nm=${CMAKE_NM}
library=$<TARGET_FILE:droplet>
images=${CMAKE_CURRENT_BINARY_DIR}
probe=${probe}
scalar_probe=$<$<TARGET_EXISTS:scalar_probe>:${PROJECT_BINARY_DIR}/bench/scalar_probe>
objdump=${CMAKE_OBJDUMP}
frames=${frames}
stack_image=$<$<TARGET_EXISTS:stack>:${CMAKE_CURRENT_BINARY_DIR}/stack>
${stack_levels}")
add_test(NAME budgets COMMAND python3 ${budgets} check ${PROJECT_BINARY_DIR})
add_test(NAME budgets_in_documents COMMAND python3 ${budgets} documents --check)

if(CMAKE_SYSTEM_PROCESSOR STREQUAL "cortex-m4") # One core will do.
  add_test(NAME model_cycles COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/check-model ${PROJECT_SOURCE_DIR}
    $<TARGET_FILE:probe> ${CMAKE_CROSSCOMPILING_EMULATOR})
  set_tests_properties(model_cycles PROPERTIES SKIP_RETURN_CODE 77)
endif()
