# SPDX-License-Identifier: MIT
#
# What an image pays, in bytes and in instructions, against what is recorded in budgets.csv.
# A target is named after its preset, as the build folder is.
string(REGEX MATCH "[^/]+$" target "${PROJECT_BINARY_DIR}")
if(NOT target MATCHES "^(m0plus|m4|m7|m33|m55|a9|a53|aarch64)$" OR NOT TARGET probe)
  return()
endif()
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

if(target MATCHES "^(m0plus|m4|m33|m55|a53)$")
  set(size_link_options -nostartfiles -Wl,-e,main,--gc-sections,--no-warn-execstack)
  if(target STREQUAL "a53")
    list(APPEND size_link_options -nostdlib -static -L/usr/lib/picolibc/aarch64-linux-gnu/lib)
    set(size_libraries -lc)
  else()
    list(APPEND size_link_options --specs=nano.specs)
  endif()
  foreach(name IN LISTS operations ITEMS none all)
    add_size_image(${name})
  endforeach()
endif()

# Stack: an image of every function, and the compiler's account of every frame.
function(add_stack_check name objects limit)
  target_compile_options(${objects} PRIVATE
    $<IF:$<CXX_COMPILER_ID:GNU>,-fcallgraph-info=su,-fstack-usage>)
  add_executable(${name} size_image.cpp)
  target_compile_definitions(${name} PRIVATE CALL="none")
  target_link_libraries(${name} PRIVATE droplet_flags 
    -Wl,--no-gc-sections,--whole-archive ${ARGN} -Wl,--no-whole-archive)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
  add_test(NAME ${name} COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/stack.py ${CMAKE_OBJDUMP}
    $<TARGET_PROPERTY:${objects},BINARY_DIR>/CMakeFiles/${objects}.dir $<TARGET_FILE:${name}> ${limit})
endfunction()
if(droplet_board)
  set(stack_limit 512)
  if(target MATCHES "^a")
    set(stack_limit 1024)
  endif()
  add_stack_check(stack droplet_objects ${stack_limit} droplet)
  add_library(planted_stack OBJECT planted_stack.cpp)
  target_link_libraries(planted_stack PRIVATE droplet_flags)
  add_stack_check(stack_catches planted_stack ${stack_limit} planted_stack)
  set_tests_properties(stack_catches PROPERTIES PASS_REGULAR_EXPRESSION
    "droplet_by_pointer: calls through.*droplet_recursive calls itself.*droplet_grows: its frame is dynamic.*deep takes [0-9]+ bytes")
  set(frames $<TARGET_PROPERTY:droplet_objects,BINARY_DIR>/CMakeFiles/droplet_objects.dir)
endif()

# What budgets.py needs to know of this build.
file(GENERATE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/measure.txt CONTENT
"target=${target}
optimization=${CMAKE_BUILD_TYPE}
nm=${CMAKE_NM}
library=$<TARGET_FILE:droplet>
images=${CMAKE_CURRENT_BINARY_DIR}
probe=$<TARGET_FILE:probe>
scalar_probe=$<$<TARGET_EXISTS:scalar_probe>:${PROJECT_BINARY_DIR}/bench/scalar_probe>
objdump=${CMAKE_OBJDUMP}
frames=${frames}
stack_image=$<$<TARGET_EXISTS:stack>:${CMAKE_CURRENT_BINARY_DIR}/stack>
")
add_test(NAME budgets COMMAND python3 ${budgets} check ${PROJECT_BINARY_DIR})
add_test(NAME budgets_in_readme COMMAND python3 ${budgets} readme --check)
add_test(NAME budgets_catch_growth COMMAND python3 ${budgets} planted ${PROJECT_BINARY_DIR})
