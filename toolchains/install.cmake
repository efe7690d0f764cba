# SPDX-License-Identifier: MIT
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS droplet EXPORT droplet ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY include/droplet DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT droplet NAMESPACE droplet:: FILE droplet-config.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/droplet)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/droplet-config-version.cmake
  COMPATIBILITY SameMajorVersion)
install(FILES ${PROJECT_BINARY_DIR}/droplet-config-version.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/droplet)

set(pc_cflags "")
if(DROPLET_INFERENCE_ONLY)
  set(pc_cflags " -DDROPLET_INFERENCE_ONLY")
endif()
configure_file(toolchains/droplet.pc.in droplet.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/droplet.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
