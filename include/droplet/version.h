// SPDX-License-Identifier: MIT
//
// The only place of the version: CMake and pkg-config read it from here.
#ifndef DROPLET_VERSION_H
#define DROPLET_VERSION_H

#define DROPLET_VERSION_MAJOR 0  ///< A changed bit of the keep mask raises it.
#define DROPLET_VERSION_MINOR 2  ///< While the major version is 0, a changed interface raises it.
#define DROPLET_VERSION_PATCH 0  ///< Neither bits nor interface change.

/// For `#if`: 1.2.3 is 10203.
#define DROPLET_VERSION \
  (DROPLET_VERSION_MAJOR * 10000 + DROPLET_VERSION_MINOR * 100 + DROPLET_VERSION_PATCH)
#define DROPLET_QUOTED_(x) #x
#define DROPLET_DOTTED_(a, b, c) DROPLET_QUOTED_(a) "." DROPLET_QUOTED_(b) "." DROPLET_QUOTED_(c)
/// "1.2.3"
#define DROPLET_VERSION_STRING \
  DROPLET_DOTTED_(DROPLET_VERSION_MAJOR, DROPLET_VERSION_MINOR, DROPLET_VERSION_PATCH)

/// The keep mask that this release draws: a changed bit is a new major version.
#define DROPLET_MASK_FORMAT 1

#endif
