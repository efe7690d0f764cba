// SPDX-License-Identifier: MIT
//
// An operation over all of oracle.cpp's shapes, in its order.
#include <cstring>
#include <initializer_list>

#include "pieces.hpp"

namespace oracle {

namespace {

constexpr u64 firsts[] = {0, 1, 8, 63, 511, 4090, 0 - u64{70}};
constexpr std::size_t line = 16;  // floats in 64 bytes

struct Buffers {
  alignas(64) float x[capacity + line];
  alignas(64) float branch[capacity + line];
  alignas(64) float y[capacity + line];
  alignas(64) u8 mask[capacity / 8 + 2];
  struct Kept {
    u64 count;
    std::uint32_t rows[most_rows];
  } kept;
};
Buffers buffers;

droplet_rate_t rates[row_count];

// A whole call's output, for every row.
class Whole {
 public:
  Whole(const Operation& operation, const Shape& shape, u64 first, unsigned shift, Output output)
      : operation_(operation), shape_(shape), first_(first), shift_(shift), output_(output) {}

  void run() {
    std::size_t begin = 0;
    do {
      Piece piece{0, 0, shape_};
      if (output_ != Output::kept) piece = operation_.cut(shape_, begin);
      if (operation_.options.batch) piece.decisions = 0;
      for (const bool subnormals : {false, true}) run_piece(piece, subnormals);
      begin += piece.shape.elements();
    } while (begin < shape_.elements());
  }

 private:
  void run_piece(const Piece& piece, bool subnormals) {
    const std::size_t n = piece.shape.elements(), leader = leader_of(subnormals);
    if (leader == row_count) return;
    if (output_ != Output::kept) {
      load(buffers.x + shift_, 1, piece.begin, n, subnormals);
      load(buffers.branch + shift_, 2, piece.begin, n, subnormals);
      load_mask(buffers.mask + shift_, piece.begin / 8 + shift_, (n + 7) / 8);
    }
    run_row(leader, piece);
    for (std::size_t row = 0; row < row_count; ++row) {
      if (rows[row].subnormals == subnormals && row != leader) run_row(row, piece);
    }
  }

  void run_row(std::size_t row, const Piece& piece) {
    const std::size_t n = piece.shape.elements();
    const int mode = rows[row].inference ? DROPLET_INFERENCE : DROPLET_TRAIN;
    const droplet_mask_t d = {rates[row],
                              static_cast<u8>(mode),
                              {0, 0, 0},
                              0x0123456789ABCDEFu,
                              first_ + piece.decisions};
    Call call = {d,
                 piece.shape,
                 buffers.x + shift_,
                 buffers.branch + shift_,
                 buffers.y + shift_,
                 buffers.mask + shift_,
                 0};
    if (operation_.outputs[0] == Output::kept) {
      count_kept(d, piece);
      if (output_ == Output::kept) {
        const auto count = static_cast<std::size_t>(buffers.kept.count);
        const std::size_t bytes = sizeof buffers.kept.count + count * sizeof(std::uint32_t);
        return add_to_hash(row, {&buffers.kept, bytes, false});
      }
      load_kept(row, piece, &call.kept);
    }
    prepare(&call, n);
    must(operation_.call(operation_, call));
    if (output_ == Output::mask) return add_to_hash(row, {call.mask, (n + 7) / 8, false});
    add_to_hash(row, {call.y, n * sizeof(float), true});
  }

  // What is to be overwritten holds no earlier row's output.
  void prepare(Call* call, std::size_t n) const {
    if (output_ == Output::mask) std::memset(call->mask, 0xA5, (n + 7) / 8);
    if (output_ == Output::x_in_place || output_ == Output::branch_in_place) {
      const float*& source = output_ == Output::x_in_place ? call->x : call->branch;
      std::memcpy(call->y, source, n * sizeof(float));
      source = call->y;
    } else {
      for (std::size_t i = 0; i < n; ++i) call->y[i] = -7.0f;
    }
  }

  void count_kept(const droplet_mask_t& d, const Piece& piece) {
    std::size_t count = 0;
    must(droplet_kept_rows(&d, piece.shape.outer, buffers.kept.rows, &count, operation_.options));
    buffers.kept.count = count;
  }

  // The kept rows stand one behind the other, all rows' pieces together.
  void load_kept(std::size_t row, const Piece& piece, std::size_t* kept) {
    const std::size_t length = piece.shape.middle, column = piece.begin % shape_.middle;
    *kept = static_cast<std::size_t>(buffers.kept.count);
    load(buffers.branch + shift_, 2, kept_before_[row] * shape_.middle + column, *kept * length,
         rows[row].subnormals);
    if (column + length == shape_.middle) kept_before_[row] += *kept;
  }

  const Operation& operation_;
  const Shape& shape_;
  u64 first_;
  unsigned shift_;
  Output output_;
  std::size_t kept_before_[row_count] = {};
};

}  // namespace

void run(const Operation& operation) {
  for (std::size_t i = 0; i < row_count; ++i) rates[i] = droplet_rate(rows[i].p);
  start_hashes();
  for (const u64 first : firsts) {
    for (const unsigned shift : {0u, 1u}) {
      for (std::size_t i = 0; i < operation.shape_count; ++i) {
        for (const Output output : operation.outputs) {
          if (output == Output::none) continue;
          Whole(operation, operation.shapes[i], first, shift, output).run();
        }
      }
    }
  }
}

}  // namespace oracle
