# SPDX-License-Identifier: MIT
#
# Where doctest, Google Benchmark and xsimd come from: the system, else their own repositories.
include(FetchContent)

# Fetches the files alone: as the folder SOURCE_SUBDIR does not exist, no CMakeLists.txt is added.
macro(droplet_fetch name repository tag)
  message(STATUS "${name} is not installed here: fetching ${tag}")
  FetchContent_Declare(${name} GIT_REPOSITORY ${repository} GIT_TAG ${tag} GIT_SHALLOW ON
    SOURCE_SUBDIR files-only)
  FetchContent_MakeAvailable(${name})
endmacro()

# Headers alone are the host's in cross builds too: the folder NAME of them, without whatever else stands
# beside it, such as the host's C library.
function(droplet_find_headers variable name header)
  find_path(${variable} ${name}/${header} HINTS /usr/local/include /usr/include)
  if(CMAKE_CROSSCOMPILING AND ${variable} MATCHES "^/usr/(local/)?include$")
    file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/headers)
    file(CREATE_LINK ${${variable}}/${name} ${PROJECT_BINARY_DIR}/headers/${name} SYMBOLIC)
    set(${variable} ${PROJECT_BINARY_DIR}/headers CACHE PATH "" FORCE)
  endif()
endfunction()

# xsimd's own CMake target is not used: Debian's 8.1.0 links a library that is not there.
function(droplet_need_xsimd)
  droplet_find_headers(DROPLET_XSIMD_INCLUDE_DIR xsimd xsimd.hpp)
  if(NOT DROPLET_XSIMD_INCLUDE_DIR)
    droplet_fetch(xsimd https://github.com/xtensor-stack/xsimd 14.3.0)
    set(DROPLET_XSIMD_INCLUDE_DIR "${xsimd_SOURCE_DIR}/include" CACHE PATH "" FORCE)
  endif()
endfunction()

function(droplet_need_doctest)
  droplet_find_headers(DROPLET_DOCTEST_INCLUDE_DIR doctest doctest.h)
  if(NOT DROPLET_DOCTEST_INCLUDE_DIR)
    droplet_fetch(doctest https://github.com/doctest/doctest v2.4.9)
    set(DROPLET_DOCTEST_INCLUDE_DIR "${doctest_SOURCE_DIR}" CACHE PATH "" FORCE)
  endif()
endfunction()

macro(droplet_need_benchmark)
  find_package(benchmark QUIET)
  if(NOT benchmark_FOUND)
    message(STATUS "Google Benchmark is not installed here: fetching v1.7.1")
    set(BENCHMARK_ENABLE_TESTING OFF CACHE BOOL "" FORCE)
    set(BENCHMARK_ENABLE_INSTALL OFF CACHE BOOL "" FORCE)
    FetchContent_Declare(benchmark GIT_REPOSITORY https://github.com/google/benchmark
      GIT_TAG v1.7.1 GIT_SHALLOW ON)
    FetchContent_MakeAvailable(benchmark)
  endif()
endmacro()
