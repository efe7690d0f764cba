// SPDX-License-Identifier: MIT
#include "model.hpp"

#include "drops.hpp"
#include "layers.hpp"
#include "loss.hpp"

namespace finetune {
namespace {

template <class Net>
void note(Model<Net>& model, droplet::StatusCode status) noexcept {
  if (model.status == droplet::StatusCode::ok) model.status = status;
}

// Drawn by forward and again by backward.
template <class Net>
KeptRows kept_rows(Model<Net>& model, const Pass& pass, std::size_t block) noexcept {
  const droplet::Mask path = pass.drop_path(block);
  KeptRows kept{model.kept, 0, model.rows, Net::width, droplet::kept_factor(path)};
  if (pass.regularization.exactly) {
    // The nearest whole number, from the keep probability in units of 2^-12.
    const std::size_t count = (model.rows * path.rate().c().digits + 2048) / 4096;
    note(model, droplet::sample_rows(path.key(), model.rows, count, model.kept, &kept.count,
                                     &kept.factor, path.mode()));
  } else {
    note(model, droplet::kept_rows(path, model.rows, model.kept, &kept.count));
  }
  return kept;
}

// Without replay: from the bits that forward stored.
template <class Net>
KeptRows stored_rows(Model<Net>& model, const Pass& pass, std::size_t block) noexcept {
  std::size_t count = 0;
  for (std::size_t r = 0; r < model.rows; ++r) {
    const bool kept = ((model.path_masks[block][r / 8] >> (r % 8)) & 1) != 0;
    if (kept) model.kept[count++] = static_cast<std::uint32_t>(r);
  }
  return {model.kept, count, model.rows, Net::width, droplet::kept_factor(pass.drop_path(block))};
}

// h += drop_path(f(h)), where f is computed for the surviving rows only.
template <class Net>
void forward_block(Model<Net>& model, const Pass& pass, std::size_t b) noexcept {
  using N = typename Net::Numbers;
  const KeptRows kept = kept_rows(model, pass, b);
  std::uint8_t* mask = nullptr;
  if (pass.store_masks) {
    mask = model.dropout_masks[b];
    note(model, droplet::fill_mask(pass.drop_path(b), model.path_masks[b], model.rows));
  }
  auto& w = model.weights;
  auto* const a = model.activations[b];
  note(model,
       droplet::gather_rows(kept.index, kept.count, model.stream[b], model.branch, kept.shape()));
  linear<N>(Layers<Net>::first, model.branch, w.w1(b), w.b1(b), a, kept.count);
  relu<N>(hidden_format, a, kept.count * Net::hidden);
  note(model, drop(pass.dropout(b), hidden_format, a, kept.count * Net::hidden, mask));
  linear<N>(Layers<Net>::second, a, w.w2(b), w.b2(b), model.branch, kept.count);
  note(model, droplet::scatter_add_rows(kept.index, kept.count, model.stream[b], model.branch,
                                        model.stream[b + 1], kept.shape(), kept.factor));
}

// From grad_stream to grad_branch.
template <class Net>
KeptRows backward_path(Model<Net>& model, const Pass& pass, std::size_t b) noexcept {
  const KeptRows kept = pass.store_masks ? stored_rows(model, pass, b) : kept_rows(model, pass, b);
  note(model, droplet::gather_rows(kept.index, kept.count, model.grad_stream, model.grad_branch,
                                   kept.shape(), kept.factor));
  return kept;
}

template <class Net>
void backward_block(Model<Net>& model, const Pass& pass, std::size_t b, float step) noexcept {
  using N = typename Net::Numbers;
  const KeptRows kept = backward_path(model, pass, b);
  const std::size_t n = kept.count * Net::hidden;
  auto& w = model.weights;
  const auto* const a = model.activations[b];
  auto* const da = model.grad_hidden;
  auto* const dy = model.grad_branch;
  linear_backward<N>(Layers<Net>::second, w.w2(b), dy, da, kept.count);
  descend<N>(Layers<Net>::second, a, dy, w.w2(b), w.b2(b), kept.count, step);
  const droplet::Mask dropout = pass.dropout(b);
  note(model, pass.store_masks
                  ? droplet::apply_mask(dropout.rate(), model.dropout_masks[b], da, da, n)
                  : droplet::dropout(dropout, da, da, n));
  // Also after dropout: a dropped activation's gradient is 0 already.
  relu_backward<N>(hidden_format, a, da, n);
  linear_backward<N>(Layers<Net>::first, w.w1(b), da, dy, kept.count);
  note(model,
       droplet::gather_rows(kept.index, kept.count, model.stream[b], model.branch, kept.shape()));
  descend<N>(Layers<Net>::first, model.branch, da, w.w1(b), w.b1(b), kept.count, step);
  note(model, droplet::scatter_add_rows(kept.index, kept.count, model.grad_stream, dy,
                                        model.grad_stream, kept.shape()));
}

}  // namespace

template <class Net>
void load(Model<Net>& model, const Sample* samples, const std::uint16_t* order,
          std::size_t rows) noexcept {
  model.rows = rows;
  for (std::size_t r = 0; r < rows; ++r) {
    const Sample& sample = samples[order == nullptr ? r : order[r]];
    model.labels[r] = sample.label;
    for (std::size_t i = 0; i < pixels; ++i) {
      Net::Numbers::load_pixel(sample.pixel[i], model.input + r * pixels + i);
    }
  }
}

template <class Net>
void forward(Model<Net>& model, const Pass& pass) noexcept {
  using N = typename Net::Numbers;
  auto& w = model.weights;
  linear<N>(Layers<Net>::in, model.input, w.w_in(), w.b_in(), model.stream[0], model.rows);
  relu<N>(stream_format, model.stream[0], model.rows * Net::width);
  for (std::size_t b = 0; b < Net::blocks; ++b) forward_block(model, pass, b);
  linear<N>(Layers<Net>::out, model.stream[Net::blocks], w.w_out(), w.b_out(), model.logits,
            model.rows);
}

template <class Net>
void backward(Model<Net>& model, const Pass& pass, float learning_rate) noexcept {
  using N = typename Net::Numbers;
  const float step = N::step(learning_rate, model.rows);
  auto& w = model.weights;
  typename N::Gradient dlogits[Net::batch * classes];
  loss_gradient(model.logits, model.labels, dlogits, model.rows);
  linear_backward<N>(Layers<Net>::out, w.w_out(), dlogits, model.grad_stream, model.rows);
  descend<N>(Layers<Net>::out, model.stream[Net::blocks], dlogits, w.w_out(), w.b_out(), model.rows,
             step);
  for (std::size_t b = Net::blocks; b-- > 0;) backward_block(model, pass, b, step);
  relu_backward<N>(stream_format, model.stream[0], model.grad_stream, model.rows * Net::width);
  descend<N>(Layers<Net>::in, model.input, model.grad_stream, w.w_in(), w.b_in(), model.rows, step);
}

FINETUNE_EACH_NET(FINETUNE_MODEL, template)

}  // namespace finetune
