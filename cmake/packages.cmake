# SPDX-License-Identifier: MIT
#
# doctest, Google Benchmark and xsimd: the tests' and the benchmark's, from the system, or from where a
# variable says. Nothing is downloaded: what is not here is left out, and a line says so and where to get it.

# Leaves WHAT out, once, as NAME is not here: PACKAGE of Debian and macOS's Homebrew, or REPOSITORY, has it.
function(droplet_leave_out name what debian homebrew repository variable)
  get_property(said GLOBAL PROPERTY droplet_said_${name}_${what})
  if(NOT said)
    set_property(GLOBAL PROPERTY droplet_said_${name}_${what} ON)
    message(NOTICE "skipped: ${what}, as ${name} is not here: apt-get install ${debian}, or brew install ${homebrew}, "
      "or ${repository} with -D${variable}. The library needs none of it.")
  endif()
endfunction()

# Headers alone are the host's in cross builds too: the folder NAME of them, without whatever else stands
# beside it, such as the host's C library.
function(droplet_find_headers variable name header)
  find_path(${variable} ${name}/${header} HINTS /usr/local/include /usr/include)
  if(CMAKE_CROSSCOMPILING AND ${variable} MATCHES "^/usr/(local/)?include$"
     AND NOT ${variable} IN_LIST CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES)
    file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/headers)
    file(CREATE_LINK ${${variable}}/${name} ${PROJECT_BINARY_DIR}/headers/${name} SYMBOLIC)
    set(${variable} ${PROJECT_BINARY_DIR}/headers CACHE PATH "" FORCE)
  endif()
endfunction()

# xsimd's own CMake target is not used: Debian's 8.1.0 links a library that is not there.
function(droplet_find_xsimd what)
  droplet_find_headers(DROPLET_XSIMD_INCLUDE_DIR xsimd xsimd.hpp)
  if(NOT DROPLET_XSIMD_INCLUDE_DIR)
    droplet_leave_out(xsimd "${what}" libxsimd-dev xsimd https://github.com/xtensor-stack/xsimd
      DROPLET_XSIMD_INCLUDE_DIR=xsimd/include)
  endif()
endfunction()

function(droplet_find_doctest what)
  droplet_find_headers(DROPLET_DOCTEST_INCLUDE_DIR doctest doctest.h)
  if(NOT DROPLET_DOCTEST_INCLUDE_DIR)
    droplet_leave_out(doctest "${what}" doctest-dev doctest https://github.com/doctest/doctest
      DROPLET_DOCTEST_INCLUDE_DIR=doctest)
  endif()
endfunction()

# Sets benchmark_FOUND.
macro(droplet_find_benchmark what)
  find_package(benchmark QUIET)
  if(NOT benchmark_FOUND)
    droplet_leave_out("Google Benchmark" "${what}" libbenchmark-dev google-benchmark
      https://github.com/google/benchmark "benchmark_DIR=INSTALLED/lib/cmake/benchmark")
  endif()
endmacro()
