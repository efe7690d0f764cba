/* SPDX-License-Identifier: MIT
 * The only place of the version: CMake and pkg-config read it from here. */
#ifndef DROPLET_VERSION_H
#define DROPLET_VERSION_H

#define DROPLET_VERSION_MAJOR 0
#define DROPLET_VERSION_MINOR 1
#define DROPLET_VERSION_PATCH 0

/* The keep mask that this release draws: a changed bit is a new major version. */
#define DROPLET_MASK_FORMAT 1

#endif
