# SPDX-License-Identifier: MIT
#
# Firmware gets no unwinding tables, as Droplet calls nothing that throws (Clang leaves out DWARF's on request,
# but never ARM's).
set(droplet_library_flags
  -fno-math-errno -ffunction-sections -fdata-sections
  $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions -fno-rtti -fno-threadsafe-statics>
  $<$<NOT:$<BOOL:${droplet_hosted}>>:-fno-unwind-tables;-fno-asynchronous-unwind-tables>
  $<$<AND:$<NOT:$<BOOL:${droplet_hosted}>>,$<BOOL:${DROPLET_TARGET_ARM}>,$<CXX_COMPILER_ID:Clang>>:-fdwarf-exceptions>)

# GCC's reassociation would put the shifts together again that src/mask/halves.hpp takes apart.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set_source_files_properties("${droplet_root}/src/lane.cpp" PROPERTIES COMPILE_OPTIONS -fno-tree-reassoc)
endif()

# The library NAME. Firmware gets no -fPIC, as an image is linked for its address.
function(droplet_add_library name inference_only)
  add_library(${name} ${droplet_library_type} ${droplet_sources} ${droplet_isa_sources})
  # First, or a folder of the project that contains Droplet comes before it, with a check.hpp say.
  target_include_directories(${name} BEFORE PRIVATE "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}/platform")
  target_include_directories(${name} BEFORE PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>)
  target_link_libraries(${name} PRIVATE $<BUILD_INTERFACE:droplet_isas> $<BUILD_INTERFACE:droplet_flags>
    $<BUILD_INTERFACE:droplet_source_warnings>)
  if(TARGET zephyr_interface) # has the flags of the CPU
    target_link_libraries(${name} PRIVATE zephyr_interface)
  endif()
  target_compile_options(${name} BEFORE PRIVATE ${droplet_release_flags})
  target_compile_options(${name} PRIVATE ${droplet_library_flags})
  # Its own standard, whatever the rest of the project is compiled as.
  set_target_properties(${name} PROPERTIES CXX_STANDARD 17 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
  if(droplet_hosted AND NOT DEFINED CMAKE_POSITION_INDEPENDENT_CODE)
    set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  endif()

  if(droplet_library_type STREQUAL "SHARED")
    target_compile_definitions(${name} PUBLIC DROPLET_SHARED)
  endif()
  if(DROPLET_KERNEL_SECTION)
    target_compile_definitions(${name} PRIVATE DROPLET_KERNEL_SECTION=${DROPLET_KERNEL_SECTION})
  endif()
  if(inference_only)
    target_compile_definitions(${name} PUBLIC DROPLET_INFERENCE_ONLY)
  endif()
endfunction()

# droplet::droplet, what users link: the library's file instead of its target. CMake links whatever holds
# a target in C++ by the C++ compiler, with its run-time library, which C programs need not have. The
# standards are asked of the languages that the project has: of another it has no features.
function(droplet_add_users_target)
  add_library(droplet_file INTERFACE)
  add_library(droplet::droplet ALIAS droplet_file)
  add_library(droplet::library ALIAS droplet)
  add_dependencies(droplet_file droplet)
  target_link_libraries(droplet_file INTERFACE $<TARGET_LINKER_FILE:$<TARGET_NAME:droplet>>)
  target_include_directories(droplet_file INTERFACE $<TARGET_PROPERTY:droplet,INTERFACE_INCLUDE_DIRECTORIES>)
  target_compile_definitions(droplet_file INTERFACE $<TARGET_PROPERTY:droplet,INTERFACE_COMPILE_DEFINITIONS>)
  target_compile_features(droplet_file INTERFACE
    $<$<NOT:$<STREQUAL:$<CXX_COMPILER_ID>,>>:cxx_std_17> $<$<NOT:$<STREQUAL:$<C_COMPILER_ID>,>>:c_std_11>)
  set_target_properties(droplet_file PROPERTIES EXPORT_NAME droplet droplet_version ${PROJECT_VERSION}
    droplet_place "${PROJECT_SOURCE_DIR}" EXPORT_PROPERTIES droplet_version)
  set_target_properties(droplet PROPERTIES EXPORT_NAME library)
endfunction()
