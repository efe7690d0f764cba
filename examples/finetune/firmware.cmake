# SPDX-License-Identifier: MIT
#
# The example as a bare-metal image. Weights and samples are made by the host's build of this same
# source tree, and so is what the image must print.
if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^cortex-m(4|7|55)$")
  return()
endif()

include(ExternalProject)
set(host ${CMAKE_CURRENT_BINARY_DIR}/host)
set(DROPLET_FINETUNE_OPTIONS "" CACHE STRING
  "Options of finetune for the firmware's weights and samples, such as --train A.csv;--test B.csv")
string(REPLACE ";" "|" options "${DROPLET_FINETUNE_OPTIONS}")
ExternalProject_Add(finetune_host SOURCE_DIR ${PROJECT_SOURCE_DIR} BINARY_DIR ${host}
  PREFIX ${CMAKE_CURRENT_BINARY_DIR}/external LIST_SEPARATOR "|"
  CMAKE_ARGS -DCMAKE_BUILD_TYPE=Release -DDROPLET_ISAS=scalar -DDROPLET_BUILD_TESTS=OFF
    -DDROPLET_INSTALL=OFF "-DDROPLET_FINETUNE_OPTIONS=${options}"
  BUILD_COMMAND ${CMAKE_COMMAND} --build ${host} --target finetune_twin
  BUILD_ALWAYS ON INSTALL_COMMAND ""
  BUILD_BYPRODUCTS ${host}/examples/finetune/firmware_image.inc)

add_executable(firmware firmware.cpp)
add_dependencies(firmware finetune_host)
set_source_files_properties(firmware.cpp PROPERTIES
  OBJECT_DEPENDS ${host}/examples/finetune/firmware_image.inc)
target_include_directories(firmware PRIVATE ${host}/examples/finetune)
target_link_libraries(firmware PRIVATE finetune_model droplet_flags)
target_compile_definitions(firmware PRIVATE DROPLET_ON_BOARD)
target_compile_options(firmware PRIVATE -fno-exceptions -fno-rtti -fno-threadsafe-statics)
target_link_options(firmware PRIVATE -Wl,-Map=${CMAKE_CURRENT_BINARY_DIR}/firmware.map)

if(DROPLET_BUILD_TESTS)
  add_test(NAME firmware COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/compare-outputs
    ${host}/examples/finetune/finetune_twin
    ${CMAKE_CROSSCOMPILING_EMULATOR} $<TARGET_FILE:firmware>)
  add_test(NAME firmware_catches_a_digit COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/compare-outputs
    ${host}/examples/finetune/finetune_twin
    sh -c "${host}/examples/finetune/finetune_twin | sed '$s/.$/x/'")
  set_tests_properties(firmware_catches_a_digit PROPERTIES PASS_REGULAR_EXPRESSION "\\+dropout .*x\n")
  add_test(NAME firmware_memory COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/memory.py
    ${CMAKE_CURRENT_BINARY_DIR}/firmware.map)
endif()
