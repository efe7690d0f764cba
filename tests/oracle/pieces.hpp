// SPDX-License-Identifier: MIT
//
// oracle.cpp's rows where its buffers find no room: its calls in pieces, which a board of 16 KiB
// holds, and for each input made once, the calls of all rows.
#ifndef DROPLET_TESTS_ORACLE_PIECES_HPP
#define DROPLET_TESTS_ORACLE_PIECES_HPP

#include <cstddef>
#include <cstdint>

#include "droplet/droplet.h"

namespace oracle {

using u8 = std::uint8_t;
using u64 = std::uint64_t;

constexpr std::size_t most_rows = 513, most_channels = 513, most_elements = 9000;
// Of a piece, in elements. A mask's pieces are whole bytes.
constexpr std::size_t capacity = ORACLE_CAPACITY;
static_assert(capacity % 8 == 0 && capacity >= most_rows && capacity >= most_channels, "");

// What select.cmake chose of the csv, in its order.
struct Row {
  const char* text;
  double p;
  bool inference, subnormals;
};
constexpr Row rows[] = {
#include "rows.inc"
};
constexpr std::size_t row_count = sizeof rows / sizeof rows[0];
// Of the rows with the same inputs, the one that is called first: an inference, if there is one.
constexpr std::size_t leader_of(bool subnormals) {
  std::size_t leader = row_count;
  for (std::size_t i = row_count; i-- > 0;) {
    if (rows[i].subnormals != subnormals) continue;
    if (leader == row_count || rows[i].inference || !rows[leader].inference) leader = i;
  }
  return leader;
}

// Elements; or rows and their length; or samples, channels, inner.
struct Shape {
  std::size_t outer, middle, inner;
  constexpr std::size_t elements() const { return outer * middle * inner; }
};

// Elements of a whole call that are consecutive in memory, and a call of their own.
struct Piece {
  std::size_t begin;
  u64 decisions;  // before them
  Shape shape;
};
Piece cut_elements(const Shape& whole, std::size_t begin);
Piece cut_rows(const Shape& whole, std::size_t begin);
Piece cut_channels_first(const Shape& whole, std::size_t begin);
Piece cut_channels_last(const Shape& whole, std::size_t begin);

struct Call {
  droplet_mask_t d;
  Shape shape;
  const float *x, *branch;
  float* y;
  u8* mask;
  std::size_t kept;  // rows in `branch`
};

// What a call writes, and where: the oracle hashes one after the other, each of the whole call.
enum class Output : u8 { none, apart, x_in_place, branch_in_place, mask, kept };

struct Operation {
  const char* name;
  droplet_status (*call)(const Operation&, const Call&);
  Piece (*cut)(const Shape& whole, std::size_t begin);
  const Shape* shapes;
  std::size_t shape_count;
  Output outputs[3];
  droplet_path_options options;
  u8 layout;
};
constexpr std::size_t operation_count = 26;
extern const Operation operations[operation_count];

// oracle.cpp's inputs: number `which`, 1 or 2, and the mask that is applied.
void load(float* to, unsigned which, std::size_t begin, std::size_t n, bool subnormals);
void load_mask(u8* to, std::size_t begin, std::size_t bytes);

struct Bytes {
  const void* data;
  std::size_t size;
  bool floats;
};
void start_hashes();
void add_to_hash(std::size_t row, const Bytes& output);
std::size_t differing_rows(const Operation& operation);  // named on the console

void run(const Operation& operation);
void must(droplet_status status);

void print(const char* text);

}  // namespace oracle

#endif
