// SPDX-License-Identifier: MIT
#include "model.hpp"

#include <cstring>

#include "linear.hpp"

namespace finetune {
namespace {

constexpr Shape in_shape{pixels, width}, shape1{width, hidden}, shape2{hidden, width},
    out_shape{width, classes};

void note(Model& model, droplet::StatusCode status) noexcept {
  if (model.status == droplet::StatusCode::ok) model.status = status;
}

// Backward without replay: from the bits that forward stored. A row's bit becomes its elements'.
std::size_t stored_rows(Model& model, std::size_t block, std::uint8_t* element_mask) noexcept {
  static_assert(width % 8 == 0 && batch % 8 == 0, "a row is whole bytes of the mask");
  std::size_t kept_count = 0;
  for (std::size_t r = 0; r < model.rows; ++r) {
    const bool kept = ((model.path_masks[block][r / 8] >> (r % 8)) & 1) != 0;
    std::memset(element_mask + r * (width / 8), kept ? 0xFF : 0, width / 8);
    if (kept) model.kept[kept_count++] = static_cast<std::uint32_t>(r);
  }
  return kept_count;
}

droplet::Rows rows_of(const Model& model) noexcept {
  droplet::Rows rows;
  rows.rows = model.rows;
  rows.row_length = width;
  return rows;
}

// y: (kept rows, width) = the surviving rows of x: (rows, width).
void gather(const Model& model, std::size_t kept_count, const float* x, float* y) noexcept {
  for (std::size_t j = 0; j < kept_count; ++j) {
    std::memcpy(y + j * width, x + model.kept[j] * width, width * sizeof *y);
  }
}

// h += drop_path(f(h)), where f is computed for the surviving rows only.
void forward_block(Model& model, const Pass& pass, std::size_t b) noexcept {
  const droplet::Mask path = pass.drop_path(b);
  std::size_t kept_count = 0;
  note(model, droplet::kept_rows(path, model.rows, model.kept, &kept_count));
  std::uint8_t* mask = nullptr;
  if (pass.store_masks) {
    mask = model.dropout_masks[b];
    note(model, droplet::fill_mask(path, model.path_masks[b], model.rows));
  }
  float* const a = model.activations[b];
  const std::size_t n = kept_count * hidden;
  gather(model, kept_count, model.stream[b], model.branch);
  linear(shape1, model.branch, model.weights.w1(b), model.weights.b1(b), a, kept_count);
  relu(a, n);
  note(model, droplet::dropout(pass.dropout(b), a, a, n, mask));
  linear(shape2, a, model.weights.w2(b), model.weights.b2(b), model.branch, kept_count);
  note(model, droplet::drop_path_scatter_add(path, model.stream[b], model.branch, kept_count,
                                             model.stream[b + 1], rows_of(model)));
}

// The gradient of drop path, from grad_stream to path, and its surviving rows to model.kept.
std::size_t backward_path(Model& model, const Pass& pass, std::size_t b) noexcept {
  const droplet::Mask path = pass.drop_path(b);
  std::size_t kept_count = 0;
  if (pass.store_masks) {
    std::uint8_t mask[batch * width / 8];
    kept_count = stored_rows(model, b, mask);
    note(model,
         droplet::apply_mask(path.rate(), mask, model.grad_stream, model.path, model.rows * width));
  } else {
    note(model, droplet::kept_rows(path, model.rows, model.kept, &kept_count));
    note(model, droplet::drop_path(path, model.grad_stream, model.path, rows_of(model)));
  }
  return kept_count;
}

void backward_block(Model& model, const Pass& pass, std::size_t b) noexcept {
  const std::size_t kept_count = backward_path(model, pass, b);
  const std::size_t n = kept_count * hidden;
  float* const a = model.activations[b];
  float* const da = model.grad_hidden;
  gather(model, kept_count, model.path, model.branch);
  linear_backward_weights(shape2, a, model.branch, model.gradient.w2(b), model.gradient.b2(b),
                          kept_count);
  linear_backward_input(shape2, model.weights.w2(b), model.branch, da, kept_count);
  const droplet::Mask dropout = pass.dropout(b);
  note(model, pass.store_masks
                  ? droplet::apply_mask(dropout.rate(), model.dropout_masks[b], da, da, n)
                  : droplet::dropout(dropout, da, da, n));
  relu_backward(a, da, n);  // also after dropout: a dropped activation's gradient is 0 already
  gather(model, kept_count, model.stream[b], model.branch);
  linear_backward_weights(shape1, model.branch, da, model.gradient.w1(b), model.gradient.b1(b),
                          kept_count);
  linear_backward_input(shape1, model.weights.w1(b), da, model.branch, kept_count);
  droplet::PathOptions unscaled;
  unscaled.unscaled = true;
  note(model,
       droplet::drop_path_scatter_add(pass.drop_path(b), model.grad_stream, model.branch,
                                      kept_count, model.grad_stream, rows_of(model), unscaled));
}

}  // namespace

void load(Model& model, const Sample* samples, const std::uint16_t* order,
          std::size_t rows) noexcept {
  model.rows = rows;
  for (std::size_t r = 0; r < rows; ++r) {
    const Sample& sample = samples[order == nullptr ? r : order[r]];
    model.labels[r] = sample.label;
    for (std::size_t i = 0; i < pixels; ++i) {
      model.input[r * pixels + i] = static_cast<float>(sample.pixel[i]) * (2.0f / max_pixel) - 1.0f;
    }
  }
}

void forward(Model& model, const Pass& pass) noexcept {
  linear(in_shape, model.input, model.weights.w_in(), model.weights.b_in(), model.stream[0],
         model.rows);
  relu(model.stream[0], model.rows * width);
  for (std::size_t b = 0; b < blocks; ++b) forward_block(model, pass, b);
  linear(out_shape, model.stream[blocks], model.weights.w_out(), model.weights.b_out(),
         model.logits, model.rows);
}

void backward(Model& model, const Pass& pass) noexcept {
  std::memset(&model.gradient, 0, sizeof model.gradient);
  softmax(model.logits, model.rows, classes);
  float dlogits[batch * classes];
  const float share = 1.0f / static_cast<float>(model.rows);
  for (std::size_t i = 0; i < model.rows * classes; ++i) {
    const bool target = i % classes == model.labels[i / classes];
    dlogits[i] = (target ? model.logits[i] - 1.0f : model.logits[i]) * share;
  }
  linear_backward_weights(out_shape, model.stream[blocks], dlogits, model.gradient.w_out(),
                          model.gradient.b_out(), model.rows);
  linear_backward_input(out_shape, model.weights.w_out(), dlogits, model.grad_stream, model.rows);
  for (std::size_t b = blocks; b-- > 0;) backward_block(model, pass, b);
  relu_backward(model.stream[0], model.grad_stream, model.rows * width);
  linear_backward_weights(in_shape, model.input, model.grad_stream, model.gradient.w_in(),
                          model.gradient.b_in(), model.rows);
}

}  // namespace finetune
