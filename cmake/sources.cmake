# SPDX-License-Identifier: MIT
#
# droplet_sources: all of the library, by absolute paths, for CMakeLists.txt, ESP-IDF and Zephyr.
get_filename_component(droplet_root "${CMAKE_CURRENT_LIST_DIR}" DIRECTORY)
file(STRINGS "${droplet_root}/src/sources.txt" droplet_sources)
list(TRANSFORM droplet_sources PREPEND "${droplet_root}/")
