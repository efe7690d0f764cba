// SPDX-License-Identifier: MIT
#include "checks.hpp"

#include <cstring>

#include "drops.hpp"

namespace finetune {
namespace {

template <class Net>
droplet::Key step_with(Model<Net>& model, Pass pass, const typename Net::Numbers::Weight* start,
                       bool store_masks, bool invert_mask) noexcept {
  std::memcpy(model.weights.values, start, sizeof model.weights);
  pass.store_masks = store_masks;
  forward(model, pass);
  for (std::uint8_t& byte : model.dropout_masks[0]) {
    byte = static_cast<std::uint8_t>(invert_mask ? ~byte : byte);
  }
  backward(model, pass, 0.03f);
  return checksum(model.weights.values, model.weights.count, droplet::Key{0});
}

// Values that any arithmetic would change: -0, a NaN with a payload, a subnormal, an infinity.
void make_awkward(float* x) noexcept {
  const std::uint32_t bits[] = {0x80000000u, 0x7FA00001u, 0x00000001u, 0xFF800000u};
  std::memcpy(x, bits, sizeof bits);
}
void make_awkward(droplet::half* x) noexcept {
  const std::uint16_t bits[] = {0x8000, 0x7D01, 0x0001, 0xFC00};
  std::memcpy(x, bits, sizeof bits);
}
void make_awkward(std::int8_t* x) noexcept {
  const std::int8_t values[] = {-128, -127, 126, 127};
  std::memcpy(x, values, sizeof values);
}

template <class T>
droplet::StatusCode alpha(const droplet::Mask& mask, T* x, std::size_t n) noexcept {
  return droplet::alpha_dropout(mask, x, x, n);
}
droplet::StatusCode alpha(const droplet::Mask&, std::int8_t*, std::size_t) noexcept {
  return droplet::StatusCode::ok;  // of floats alone
}

template <class T>
bool run_all(const droplet::Mask& dropout, const droplet::Mask& path, T* x,
             const droplet::Rows& rows) noexcept {
  const std::size_t n = rows.rows * rows.row_length;
  droplet::Features features;
  features.samples = rows.rows;
  features.channels = rows.row_length / 8;
  features.inner = 8;
  return droplet::dropout(dropout, x, x, n) == droplet::StatusCode::ok &&
         droplet::drop_path(path, x, x, rows) == droplet::StatusCode::ok &&
         droplet::feature_dropout(dropout, x, x, features) == droplet::StatusCode::ok &&
         alpha(dropout, x, n) == droplet::StatusCode::ok;
}

// Through every operation, in place; true if the bits are those of before.
template <class Net>
bool in_place_keeps(Model<Net>& model, const Pass& pass) noexcept {
  auto* const x = model.activations[Net::blocks - 1];
  const droplet::Rows rows = KeptRows{nullptr, 0, model.rows, Net::hidden, {}}.shape();
  const std::size_t bytes = rows.rows * rows.row_length * sizeof *x;
  static_assert(sizeof model.grad_hidden >= sizeof model.activations[0], "a copy stands there");
  make_awkward(x);
  std::memcpy(model.grad_hidden, x, bytes);
  const bool ran = run_all(pass.dropout(0), pass.drop_path(0), x, rows);
  return ran && std::memcmp(model.grad_hidden, x, bytes) == 0;
}

template <class Net>
bool same_logits(Model<Net>& model, const Pass& pass,
                 const typename Net::Numbers::Sum* expected) noexcept {
  forward(model, pass);
  return std::memcmp(expected, model.logits, model.rows * classes * sizeof *expected) == 0;
}

}  // namespace

template <class Net>
Verdict replay_equals_stored_masks(Model<Net>& model, Pass pass,
                                   const typename Net::Numbers::Weight* start) noexcept {
  pass.mode = droplet::Mode::train;
  const droplet::Key inverted = step_with(model, pass, start, true, true);
  const droplet::Key replayed = step_with(model, pass, start, false, false);
  const droplet::Key stored = step_with(model, pass, start, true, false);
  std::memcpy(model.weights.values, start, sizeof model.weights);
  return {replayed.value == stored.value, replayed.value != inverted.value};
}

template <class Net>
Verdict inference_changes_nothing(Model<Net>& model, Pass pass) noexcept {
  Pass training = pass;
  training.mode = droplet::Mode::train;
  pass.mode = droplet::Mode::inference;
  forward(model, {{}, pass.key});
  typename Net::Numbers::Sum logits[Net::batch * classes];
  std::memcpy(logits, model.logits, sizeof logits);
  const bool equal = same_logits(model, pass, logits) && in_place_keeps(model, pass);
  return {equal, !same_logits(model, training, logits) && !in_place_keeps(model, training)};
}

FINETUNE_EACH_NET(FINETUNE_CHECKS, template)

}  // namespace finetune
