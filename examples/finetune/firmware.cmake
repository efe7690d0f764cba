# SPDX-License-Identifier: MIT
#
# The example as bare-metal images. Weights and samples are made by the host's build of this same
# source tree, and so is what each image must print.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^cortex-m(4|7|55)$")
  set(finetune_images float half int8)
elseif(CMAKE_SYSTEM_PROCESSOR STREQUAL "cortex-m0plus")
  set(finetune_images int8_small)
else()
  return()
endif()

# QEMU takes 15 s for 50 epochs of floats in Helium's vectors: there it is ten steps of the image, to the last bit of
# every weight, and an image of 5 epochs. The int8 one takes them all.
set(short_images "")
if(CMAKE_SYSTEM_PROCESSOR STREQUAL "cortex-m55" AND DROPLET_BUILD_TESTS)
  set(short_images float half)
endif()

include(ExternalProject)
set(host ${CMAKE_CURRENT_BINARY_DIR}/host)
set(DROPLET_FINETUNE_OPTIONS "" CACHE STRING
  "Options of finetune for the firmware's weights and samples, such as --train A.csv;--test B.csv")
string(REPLACE ";" "|" options "${DROPLET_FINETUNE_OPTIONS}")
list(TRANSFORM finetune_images PREPEND finetune_twin_ OUTPUT_VARIABLE twins)
foreach(name IN LISTS short_images)
  list(APPEND twins finetune_twin_${name}_short)
endforeach()
list(TRANSFORM finetune_images REPLACE "(.+)" "${host}/examples/finetune/\\1/firmware_image.inc" OUTPUT_VARIABLE built_in)
ExternalProject_Add(finetune_host SOURCE_DIR ${PROJECT_SOURCE_DIR} BINARY_DIR ${host}
  PREFIX ${CMAKE_CURRENT_BINARY_DIR}/external LIST_SEPARATOR "|"
  CMAKE_ARGS -DCMAKE_BUILD_TYPE=Release -DDROPLET_ISAS=scalar -DDROPLET_BUILD_TESTS=OFF
    -DDROPLET_INSTALL=OFF "-DDROPLET_FINETUNE_OPTIONS=${options}"
  BUILD_COMMAND ${CMAKE_COMMAND} --build ${host} --target ${twins}
  BUILD_ALWAYS ON INSTALL_COMMAND ""
  BUILD_BYPRODUCTS ${built_in})

# firmware.cpp, which each image includes something else in, is an object of each.
function(finetune_program image name)
  add_executable(${image} firmware.cpp)
  add_dependencies(${image} finetune_host)
  target_sources(${image} PRIVATE ${host}/examples/finetune/${name}/firmware_image.inc)
  target_include_directories(${image} PRIVATE ${host}/examples/finetune/${name})
  target_link_libraries(${image} PRIVATE finetune_model droplet_flags)
  target_compile_definitions(${image} PRIVATE DROPLET_ON_BOARD)
  target_compile_options(${image} PRIVATE -fno-exceptions -fno-rtti -fno-threadsafe-statics)
  target_link_options(${image} PRIVATE -Wl,-Map=${CMAKE_CURRENT_BINARY_DIR}/${image}.map)
endfunction()
function(finetune_image name)
  set(image firmware_${name})
  set(twin ${host}/examples/finetune/finetune_twin_${name})
  finetune_program(${image} ${name})
  if(NOT DROPLET_BUILD_TESTS)
    return()
  endif()
  set(compare ${CMAKE_CURRENT_SOURCE_DIR}/compare-outputs ${twin})
  if(name IN_LIST short_images)
    finetune_program(${image}_short ${name})
    target_compile_definitions(${image}_short PRIVATE FINETUNE_EPOCHS=5)
    add_test(NAME ${image} COMMAND ${compare}_short ${CMAKE_CROSSCOMPILING_EMULATOR} $<TARGET_FILE:${image}_short>)
    add_test(NAME ${image}_trace COMMAND ${compare} ${CMAKE_CROSSCOMPILING_EMULATOR} $<TARGET_FILE:${image}>)
    set_tests_properties(${image}_trace PROPERTIES ENVIRONMENT ARGUMENT=trace)
  else()
    add_test(NAME ${image} COMMAND ${compare} ${CMAKE_CROSSCOMPILING_EMULATOR} $<TARGET_FILE:${image}>)
  endif()
  add_test(NAME ${image}_catches_a_digit COMMAND ${compare} sh -c "${twin} | sed '$s/.$/x/'")
  set_tests_properties(${image}_catches_a_digit PROPERTIES PASS_REGULAR_EXPRESSION "\\+dropout .*x\n")
  if(NOT DROPLET_FINETUNE_OPTIONS)
    set(documented ${CMAKE_CURRENT_SOURCE_DIR}/checksums-in ${PROJECT_SOURCE_DIR}/README.md)
    add_test(NAME ${image}_documented COMMAND ${documented} ${twin})
    add_test(NAME ${image}_documented_catches_a_digit COMMAND ${documented} sh -c "${twin} | sed '$s/....$/0000/'")
    set_tests_properties(${image}_documented_catches_a_digit PROPERTIES WILL_FAIL ON)
  endif()
  add_test(NAME ${image}_memory COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/memory.py
    ${CMAKE_CURRENT_BINARY_DIR}/${image}.map)
endfunction()
foreach(name IN LISTS finetune_images)
  finetune_image(${name})
endforeach()

if(DROPLET_BUILD_TESTS AND CMAKE_SYSTEM_PROCESSOR STREQUAL "cortex-m4")
  add_test(NAME python_device COMMAND ${PROJECT_SOURCE_DIR}/tests/python/check-device ${PROJECT_SOURCE_DIR}
    ${host}/examples/finetune/float/firmware_image.inc ${CMAKE_CROSSCOMPILING_EMULATOR} $<TARGET_FILE:firmware_float>)
  set_tests_properties(python_device PROPERTIES SKIP_RETURN_CODE 77)
endif()
