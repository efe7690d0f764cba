// SPDX-License-Identifier: MIT
#ifndef DROPLET_EXAMPLES_FINETUNE_OPTIONS_HPP
#define DROPLET_EXAMPLES_FINETUNE_OPTIONS_HPP

#include <cstddef>
#include <string>

#include "glyphs.hpp"

namespace finetune {

enum class Type : std::uint8_t { float32, half, int8 };  // of activations

struct Options {
  std::string train_file, test_file;  // both empty: glyphs
  std::size_t seeds = 20, samples = 100, epochs = 150, pretrain_epochs = 15;
  double drop = 0.3, drop_path = 0.2, learning_rate = 0.03;
  Shift shift = Shift::rotate;
  Type type = Type::float32;
  bool small = false;  // the network of Small, not Large
  bool validate = false, check = false, help = false;
};

extern const char* const usage;

/// Returns which value is wrong and how to mend it; empty if none is.
[[nodiscard]] std::string parse_options(int argc, const char* const* argv, Options* options);

}  // namespace finetune

#endif
