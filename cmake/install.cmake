# SPDX-License-Identifier: MIT
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS droplet droplet_file EXPORT droplet
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY include/droplet DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/licenses/droplet)
install(EXPORT droplet NAMESPACE droplet:: FILE droplet-config.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/droplet)
set(compatibility SameMajorVersion)
if(PROJECT_VERSION_MAJOR EQUAL 0)
  set(compatibility SameMinorVersion) # A minor version of 0.x may change the interface.
endif()
write_basic_package_version_file(${PROJECT_BINARY_DIR}/droplet-config-version.cmake
  COMPATIBILITY ${compatibility})
install(FILES ${PROJECT_BINARY_DIR}/droplet-config-version.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/droplet)

# Relative to droplet.pc, so that it is right wherever `cmake --install --prefix` or a later move puts
# it; a path that the packager made absolute stays absolute.
set(pc_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
foreach(dir IN ITEMS LIBDIR INCLUDEDIR)
  if(IS_ABSOLUTE "${CMAKE_INSTALL_${dir}}")
    set(pc_${dir} "${CMAKE_INSTALL_${dir}}")
  else()
    set(pc_${dir} "\${prefix}/${CMAKE_INSTALL_${dir}}")
  endif()
endforeach()
if(IS_ABSOLUTE "${pc_dir}")
  set(pc_prefix "${CMAKE_INSTALL_PREFIX}")
else()
  file(RELATIVE_PATH up "/${pc_dir}" "/")
  string(REGEX REPLACE "/$" "" up "${up}")
  set(pc_prefix "\${pcfiledir}/${up}")
endif()
set(pc_cflags "")
if(DROPLET_INFERENCE_ONLY)
  set(pc_cflags " -DDROPLET_INFERENCE_ONLY")
endif()
if(droplet_library_type STREQUAL "SHARED")
  string(APPEND pc_cflags " -DDROPLET_SHARED")
endif()
# The file's name may have a postfix, which hangs on the build type.
configure_file(cmake/droplet.pc.in droplet.pc.in @ONLY)
file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/pkgconfig$<CONFIG>/droplet.pc INPUT ${PROJECT_BINARY_DIR}/droplet.pc.in)
install(FILES ${PROJECT_BINARY_DIR}/pkgconfig$<CONFIG>/droplet.pc DESTINATION ${pc_dir})

# `cpack -G DEB`, where Droplet is the project itself. A shared library would be two packages of Debian.
if(droplet_is_top_level AND droplet_hosted AND droplet_library_type STREQUAL "STATIC")
  set(CPACK_PACKAGE_CONTACT "the Droplet developers <droplet@example.org>") # dpkg asks for an address, and there is none
  set(CPACK_PACKAGE_DESCRIPTION "Dropout for training where the model runs: a static library in C++17 with an\ninterface in C.")
  set(CPACK_DEBIAN_PACKAGE_NAME libdroplet-dev)
  set(CPACK_DEBIAN_PACKAGE_SECTION libdevel)
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libdroplet-dev RENAME copyright
    COMPONENT debian EXCLUDE_FROM_ALL)
  set(CPACK_INSTALL_CMAKE_PROJECTS "${PROJECT_BINARY_DIR};droplet;ALL;/;${PROJECT_BINARY_DIR};droplet;debian;/")
  include(CPack)
endif()
