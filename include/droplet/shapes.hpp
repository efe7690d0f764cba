// SPDX-License-Identifier: MIT
//
// The shapes and options of shapes.h, by their names in C++. Their fields are named: in C++20
// `{.rows = 32, .row_length = 64}`, before that by assignment.
#ifndef DROPLET_SHAPES_HPP
#define DROPLET_SHAPES_HPP

#include <stdint.h>

#include "droplet/shapes.h"

namespace droplet {

using Rows = droplet_rows_t;                   ///< rows of a matrix
using Tile = droplet_tile_t;                   ///< some rows and columns of a larger matrix
using FeaturePitch = droplet_feature_pitch_t;  ///< distances along the axes of a feature map
using Features = droplet_features_t;           ///< a feature map
using Tensor = droplet_tensor_t;               ///< a tensor and the shape of its mask
using PathOptions = droplet_path_options_t;    ///< how drop path decides and scales
using Joins = droplet_joins_t;                 ///< joins of columns
using Share = droplet_share_t;                 ///< what one of several cores does
using Blocks = droplet_blocks_t;               ///< planes in which blocks are dropped
using Quantization = droplet_quantization_t;   ///< how integers stand for real numbers

/// Layouts of a feature map.
enum Layout : uint8_t {
  channels_first = DROPLET_CHANNELS_FIRST,  ///< (samples, channels, inner), as in PyTorch
  channels_last = DROPLET_CHANNELS_LAST,    ///< (samples, inner, channels)
};

/// What drop path leaves of joins.
enum Path : uint8_t {
  local_paths = DROPLET_LOCAL_PATHS,  ///< of each join some inputs, at least one
  global_path = DROPLET_GLOBAL_PATH,  ///< of each sample one column
};

}  // namespace droplet

#endif
