// SPDX-License-Identifier: MIT
//
// Adapts the built-in weights to the built-in samples where it runs, without a heap. The same
// program on the host says what a board must print. With `trace` it prints what the first ten steps
// draw, and the weights after them; with `step` it does one training step between probe_begin and
// probe_end, for bench/count-instructions.
#include <charconv>
#include <cstring>

#include "checks.hpp"
#include "train.hpp"

#if defined(DROPLET_ON_BOARD)
#include "board.h"
#else
#include <cstdio>
static void board_print(const char* text) { std::fputs(text, stdout); }
#endif

extern "C" {
[[gnu::noinline]] void probe_begin() { asm volatile("" ::: "memory"); }
[[gnu::noinline]] void probe_end() { asm volatile("" ::: "memory"); }
}

namespace {

using namespace finetune;

#include "firmware_image.inc"

constexpr std::size_t samples = sizeof adaptation_samples / sizeof adaptation_samples[0];
constexpr std::size_t tests = sizeof test_samples / sizeof test_samples[0];
#if !defined(FINETUNE_EPOCHS)
#define FINETUNE_EPOCHS 50
#endif
constexpr std::size_t epochs = FINETUNE_EPOCHS;

Model<BuiltIn> model;
std::uint16_t order[samples];

constexpr Regularization dropout = by_chance(0.3, 0.0), both = by_chance(0.3, 0.2);
constexpr Regularization exactly = by_number<BuiltIn::blocks>(0.3, 0.2);
constexpr float learning_rate = 0.03f;

// Printed when it ends, without stdio, which would bring a heap.
class Line {
 public:
  Line& operator<<(const char* text) {
    while (*text != '\0') put(*text++);
    return *this;
  }
  Line& operator<<(std::size_t number) {
    char digits[24];
    *std::to_chars(digits, digits + sizeof digits - 1, number).ptr = '\0';
    return *this << digits;
  }
  Line& operator<<(droplet::Key key) {
    for (int i = 60; i >= 0; i -= 4) put("0123456789abcdef"[key.value >> i & 15]);
    return *this;
  }
  ~Line() {
    text_[size_] = '\n';
    board_print(text_);
  }

 private:
  void put(char c) {
    if (size_ < sizeof text_ - 2) text_[size_++] = c;
  }
  char text_[120] = {};
  std::size_t size_ = 0;
};

const char* verdict(const Verdict& v) { return v.ok() ? "equal, bit for bit" : "DIFFER"; }

void restart() {
  std::memcpy(model.weights.values, start_weights, sizeof start_weights);
  load(model, adaptation_samples, nullptr, samples < BuiltIn::batch ? samples : BuiltIn::batch);
}

void adapt(const char* name, const Regularization& r) {
  restart();
  train(model, adaptation_samples, samples, order, {r, epochs, learning_rate}, droplet::Key{1});
  const std::size_t correct = count_correct(model, test_samples, tests, r);
  Line() << name << ": " << correct << " of " << tests << " right, weights "
         << checksum(model.weights.values, model.weights.count, droplet::Key{0});
}

int adapt_all() {
  Line() << model.weights.count << " weights, " << samples << " samples, " << epochs << " epochs";
  restart();
  const Pass pass{both, droplet::Key{7}};
  const Verdict steps = replay_equals_stored_masks(model, pass, start_weights);
  const Verdict inference = inference_changes_nothing(model, pass);
  Line() << "weights after steps by replay and by stored masks: " << verdict(steps);
  Line() << "activations before and after inference, in place: " << verdict(inference);
  Line() << "before adaptation: " << count_correct(model, test_samples, tests, both) << " of "
         << tests << " right";
  adapt("no regularization", {});
  adapt("dropout 0.3", dropout);
  adapt("dropout 0.3, drop path 0.2", both);
  adapt("dropout 0.3, drop path 0.2 of exactly so many rows", exactly);
  if (model.status != droplet::StatusCode::ok) Line() << droplet::describe(model.status);
  return model.status == droplet::StatusCode::ok && steps.ok() && inference.ok() ? 0 : 1;
}

template <class Weight>
std::size_t bits_of(Weight weight) {
  std::uint32_t bits;
  static_assert(sizeof bits == sizeof weight);
  std::memcpy(&bits, &weight, sizeof bits);
  return bits;
}

droplet::Key checksum_of_bits(const std::uint8_t* bits, std::size_t n) {
  droplet::Key key{0};
  for (std::size_t i = 0; i < (n + 7) / 8; ++i) key = key.fold_in(bits[i]);
  return key;
}

// The first epochs of adapt("dropout 0.3, drop path 0.2"), with the masks that forward stores.
int trace() {
  const droplet::Key key{1}, order_key = key.fold_in(0), step_key = key.fold_in(1);
  Pass pass{both};
  pass.store_masks = true;
  restart();
  std::size_t epoch = 0;
  for (std::size_t step = 0, begin = samples; step < 10; ++step, begin += BuiltIn::batch) {
    if (begin >= samples) {
      begin = 0;
      shuffle(order, samples, order_key.fold_in(epoch++));
    }
    const std::size_t left = samples - begin;
    pass.key = step_key.fold_in(step);
    load(model, adaptation_samples, order + begin, left < BuiltIn::batch ? left : BuiltIn::batch);
    forward(model, pass);
    for (std::size_t b = 0; b < BuiltIn::blocks; ++b) {
      std::size_t kept = 0;
      for (std::size_t r = 0; r < model.rows; ++r) {
        kept += model.path_masks[b][r / 8] >> (r % 8) & 1u;
      }
      Line() << "step " << step << " block " << b << " drop path "
             << checksum_of_bits(model.path_masks[b], model.rows) << " dropout "
             << checksum_of_bits(model.dropout_masks[b], kept * BuiltIn::hidden);
    }
    backward(model, pass, learning_rate);
  }
  for (const auto weight : model.weights.values) Line() << "weight " << bits_of(weight);
  return model.status == droplet::StatusCode::ok ? 0 : 1;
}

// What count-instructions asks: the names, or one of them, after what the counting itself takes.
int count(const char* name) {
  constexpr struct {
    const char* name;
    Regularization regularization;
  } steps[] = {{"step", both},
               {"step_that_keeps_all", by_number<BuiltIn::blocks>(0.3, 0.0)},
               {"step_of_exactly_so_many", exactly}};
  if (std::strcmp(name, "list") == 0) {
    board_print("none\n");
    for (const auto& step : steps) Line() << step.name;
    return 0;
  }
  probe_begin();
  probe_end();
  restart();
  Pass pass{both, droplet::Key{1}};
  for (const auto& step : steps) {
    if (std::strcmp(name, step.name) == 0) pass.regularization = step.regularization;
  }
  probe_begin();
  forward(model, pass);
  backward(model, pass, learning_rate);
  probe_end();
  return model.status == droplet::StatusCode::ok ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) return std::strcmp(argv[1], "trace") == 0 ? trace() : count(argv[1]);
  return adapt_all();
}
