// SPDX-License-Identifier: MIT
//
// Droplet's operations as they are measured: by time (droplet_bench) and by instructions (probe,
// which runs on boards too, so that nothing here allocates).
#ifndef DROPLET_BENCH_OPERATIONS_HPP
#define DROPLET_BENCH_OPERATIONS_HPP

#include <cstddef>
#include <cstdint>

#include "droplet/droplet.hpp"

namespace bench {

struct Memory {
  float *x, *y;         // n
  std::uint8_t* mask;   // n / 8 bytes
  std::uint32_t* kept;  // n, written
  std::uint32_t* list;  // n / 16, read
};

struct Case {
  droplet::Mask d;
  std::size_t n;
  Memory at;
  std::size_t kept_rows;

  // Rows and channels are of 64 elements, of 16 where n is small.
  std::size_t row_length() const { return n < 1024 ? 16 : 64; }
  std::size_t rows() const { return n / row_length(); }
};

// Writes the mask, and the list of the kept rows, for the operations that read them. `first` is the
// descriptor's.
Case make_case(double p, std::size_t n, const Memory& memory, std::uint64_t first = 0);

// The memory traffic that an operation cannot avoid: its limit moves as much.
enum class Traffic { scaled, in_place, residual, mask, indices };

struct Operation {
  const char* name;
  Traffic traffic;
  droplet::StatusCode (*call)(const Case& c);
};

extern const Operation operations[];
extern const std::size_t operation_count;

// Dropout of another type, on as many elements as there are floats.
struct OfType {
  Operation operation;      // dropout_i8, dropout_i8_unscaled
  const char *form, *type;  // dropout or dropout_unscaled; i8
  std::size_t size;
};
extern const OfType others[];
extern const std::size_t other_count;

}  // namespace bench

#endif
