# SPDX-License-Identifier: MIT
#
# A stand-in for ESP-IDF's early expansion, tools/cmake/scripts/component_get_requirements.cmake: as there,
# the component is included by a script, in a function, and idf_component_register is a macro that returns.
# cmake -DESP_PLATFORM=1 -DCOMPONENT=FOLDER -P early.cmake
macro(idf_component_register)
  cmake_parse_arguments(_ "" "KCONFIG" "SRCS;INCLUDE_DIRS;PRIV_INCLUDE_DIRS;REQUIRES;PRIV_REQUIRES" "${ARGN}")
  set(kconfig "${__KCONFIG}")
  set(registered 1)
  return()
endmacro()

function(get_requirements)
  set(COMPONENT_DIR ${COMPONENT})
  include(${COMPONENT}/CMakeLists.txt OPTIONAL)
  if(NOT registered)
    message(FATAL_ERROR "${COMPONENT} does not register")
  elseif(NOT EXISTS "${kconfig}")
    message(FATAL_ERROR "there is no '${kconfig}'")
  endif()
endfunction()
get_requirements()
