# SPDX-License-Identifier: MIT
#
# Droplet as a component of ESP-IDF, which includes the component's CMakeLists.txt twice: first as a script,
# where idf_component_register() returns from this file, then in the build. The compiler's flags choose the ISA.
include("${CMAKE_CURRENT_LIST_DIR}/sources.cmake")
idf_component_register(SRCS ${droplet_sources}
  INCLUDE_DIRS "${droplet_root}/include" PRIV_INCLUDE_DIRS "${droplet_root}/src" "${droplet_root}/platform"
  KCONFIG "${droplet_root}/cmake/Kconfig")
include("${CMAKE_CURRENT_LIST_DIR}/library.cmake")
target_compile_options(${COMPONENT_LIB} PRIVATE ${droplet_library_flags})
if(CONFIG_DROPLET_INFERENCE_ONLY)
  target_compile_definitions(${COMPONENT_LIB} PUBLIC DROPLET_INFERENCE_ONLY)
endif()
