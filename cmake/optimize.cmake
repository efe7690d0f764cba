# SPDX-License-Identifier: MIT
#
# No build type is no optimization: dropout then takes 36 times as long. At top level the type becomes
# Release. In a project that contains Droplet the type is not Droplet's to set, but its own objects get the
# flags of Release, unless the project gives an -O of its own.
if(CMAKE_BUILD_TYPE OR CMAKE_CONFIGURATION_TYPES)
  return()
endif()
if(droplet_is_top_level)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
  return()
endif()
get_directory_property(droplet_options COMPILE_OPTIONS)
if(NOT "${CMAKE_CXX_FLAGS} ${droplet_options}" MATCHES "(^|[ ;:,])-O")
  separate_arguments(droplet_release_flags UNIX_COMMAND "${CMAKE_CXX_FLAGS_RELEASE}")
  message(STATUS "Droplet's own files are compiled with ${CMAKE_CXX_FLAGS_RELEASE}, as CMAKE_BUILD_TYPE is "
    "not set and no -O is given")
endif()
