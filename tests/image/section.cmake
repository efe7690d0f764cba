# SPDX-License-Identifier: MIT
#
# The section of the kernels.
if(CMAKE_CXX_FLAGS MATCHES "-fsanitize")
  return()
endif()
if(WIN32)
  message(STATUS "skipped: the section of the kernels, as Windows keeps no program in flash")
elseif(CMAKE_BUILD_TYPE MATCHES "^(Release|MinSizeRel)$" AND NOT CMAKE_INTERPROCEDURAL_OPTIMIZATION AND scalar IN_LIST DROPLET_ISAS)
  separate_arguments(target_flags UNIX_COMMAND "${CMAKE_CXX_FLAGS}")
  set(environment CXX=${CMAKE_CXX_COMPILER})
  set(droplet_section_is_built OFF)
  # On the Cortex-M4 two builds that are there for other tests have it too; else the check compiles its own.
  if(TARGET droplet_O2 AND CMAKE_SYSTEM_PROCESSOR STREQUAL "cortex-m4" AND CMAKE_BUILD_TYPE STREQUAL "MinSizeRel"
     AND NOT DROPLET_INFERENCE_ONLY AND NOT DROPLET_KERNEL_SECTION)
    set(droplet_section_is_built ON)
    target_compile_definitions(droplet_O2 PRIVATE DROPLET_KERNEL_SECTION=.fast)
    foreach(level_of_target IN ITEMS droplet_O2=O2 droplet_freestanding=Os) # the latter is of tests/packaging/flags
      string(REGEX MATCH "^(.+)=(.+)$" level_of_target ${level_of_target})
      set(objects ${CMAKE_CURRENT_BINARY_DIR}/section_${CMAKE_MATCH_2})
      file(GENERATE OUTPUT ${objects} CONTENT "$<JOIN:$<TARGET_OBJECTS:${CMAKE_MATCH_1}>,\n>\n")
      list(APPEND environment BUILT_${CMAKE_MATCH_2}=${objects})
    endforeach()
  endif()
  set_property(GLOBAL PROPERTY droplet_section_is_built ${droplet_section_is_built})
  add_test(NAME kernel_section COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/check-section ${PROJECT_SOURCE_DIR} ${CMAKE_OBJDUMP}
    ${target_flags})
  set_tests_properties(kernel_section PROPERTIES ENVIRONMENT "${environment}")
endif()
