// SPDX-License-Identifier: MIT
#include "checks.hpp"

#include <cstring>

namespace finetune {
namespace {

void gradient_with(Model& model, Pass pass, bool store_masks, bool invert_mask) noexcept {
  pass.store_masks = store_masks;
  forward(model, pass);
  for (std::uint8_t& byte : model.dropout_masks[0]) {
    byte = static_cast<std::uint8_t>(invert_mask ? ~byte : byte);
  }
  backward(model, pass);
}

// Activations, and values that any arithmetic would change: -0, a NaN with a payload, a subnormal.
void fill_awkward(Model& model, float* x, std::size_t n) noexcept {
  std::memcpy(x, model.activations[blocks - 1], n * sizeof *x);
  const std::uint32_t bits[] = {0x80000000u, 0x7FA00001u, 0x00000001u, 0xFF800000u};
  std::memcpy(x, bits, sizeof bits);
}

// Through every operation, in place; true if the bits are those of before.
bool in_place_keeps(Model& model, const Pass& pass, float* x) noexcept {
  const std::size_t n = model.rows * hidden;
  float* const before = x + batch * hidden;
  fill_awkward(model, x, n);
  std::memcpy(before, x, n * sizeof *x);
  const droplet::Mask dropout = pass.dropout(0), path = pass.drop_path(0);
  droplet::Rows rows;
  rows.rows = model.rows;
  rows.row_length = hidden;
  droplet::Features features;
  features.samples = model.rows;
  features.channels = hidden / 8;
  features.inner = 8;
  const bool ran = droplet::dropout(dropout, x, x, n) == droplet::StatusCode::ok &&
                   droplet::drop_path(path, x, x, rows) == droplet::StatusCode::ok &&
                   droplet::feature_dropout(dropout, x, x, features) == droplet::StatusCode::ok &&
                   droplet::alpha_dropout(dropout, x, x, n) == droplet::StatusCode::ok;
  return ran && std::memcmp(before, x, n * sizeof *x) == 0;
}

bool same_logits(Model& model, const Pass& pass, const float* expected) noexcept {
  forward(model, pass);
  return std::memcmp(expected, model.logits, model.rows * classes * sizeof *expected) == 0;
}

}  // namespace

Verdict replay_equals_stored_masks(Model& model, Pass pass, Parameters& scratch) noexcept {
  pass.mode = droplet::Mode::train;
  gradient_with(model, pass, false, false);
  scratch = model.gradient;
  gradient_with(model, pass, true, false);
  const bool equal = std::memcmp(&scratch, &model.gradient, sizeof scratch) == 0;
  gradient_with(model, pass, true, true);
  return {equal, std::memcmp(&scratch, &model.gradient, sizeof scratch) != 0};
}

Verdict inference_changes_nothing(Model& model, Pass pass, Parameters& scratch) noexcept {
  static_assert(Parameters::count >= 2 * batch * hidden, "scratch holds activations twice");
  Pass training = pass;
  training.mode = droplet::Mode::train;
  pass.mode = droplet::Mode::inference;
  forward(model, {{}, pass.key});
  float logits[batch * classes];
  std::memcpy(logits, model.logits, sizeof logits);
  const bool equal =
      same_logits(model, pass, logits) && in_place_keeps(model, pass, scratch.values);
  return {equal, !same_logits(model, training, logits) &&
                     !in_place_keeps(model, training, scratch.values)};
}

}  // namespace finetune
