# SPDX-License-Identifier: MIT
#
# As -DCMAKE_PROJECT_droplet_INCLUDE: the library is compiled as one unit, beside those of the ISAs and of flags of their
# own, for checks of what is made of its objects. What each file is on its own the presets' builds see.
if(CMAKE_VERSION VERSION_LESS 3.19)
  return()
endif()
cmake_language(DEFER CALL set_source_files_properties ${droplet_isa_sources} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
cmake_language(DEFER CALL set_target_properties droplet PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
