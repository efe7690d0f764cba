// SPDX-License-Identifier: MIT
//
// Drop path's arguments in every shape that its tests go through, with the decisions expected.
#ifndef DROPLET_TESTS_SUPPORT_ROW_CASES_HPP
#define DROPLET_TESTS_SUPPORT_ROW_CASES_HPP

#include "rig.hpp"

namespace support {

constexpr std::size_t row_lengths[] = {1, 3, 8, 33};
// Around the switch from single words to whole stripes (128), and over one block or two.
const std::size_t row_counts[] = {1, 2, 63, 65, 128, 129, 700, effort<std::size_t>(5000, 1000)};

struct RowCase {
  std::size_t rows, length;
  droplet::Mask d;
  droplet::PathOptions options;
  Floats residual, branch;
  RowCase(std::size_t rows_, std::size_t length_, double p, droplet::PathOptions options_)
      : rows(rows_),
        length(length_),
        d(droplet::Rate{p}, droplet::Key{rig_key}, 3900),
        options(options_),
        residual(values(rows * length, rows)),
        branch(values(rows * length, rows + 1)) {}

  bool kept(std::size_t row) const {
    return reference_mask(p(), 3900, rows)[options.batch ? 0 : row];
  }
  double p() const { return 1.0 - d.rate().keep(); }
  float factor() const { return options.unscaled ? 1.0f : d.rate().scale(); }

  Floats path(const Floats& x) const {
    Floats y(x.size(), 5.0f);
    REQUIRE(drop_path(d, x.data(), y.data(), {.rows = rows, .row_length = length}, options) ==
            droplet::StatusCode::ok);
    return y;
  }
  Floats add(const float* r, const float* b, Floats y) const {
    float* out = y.data();
    REQUIRE(drop_path_add(d, r != nullptr ? r : out, b != nullptr ? b : out, out,
                          {.rows = rows, .row_length = length},
                          options) == droplet::StatusCode::ok);
    return y;
  }
};

template <class Test>
void on_rows(Test test) {
  on_every_isa([&](const std::string&) {
    for (const std::size_t rows : row_counts) {
      for (const std::size_t length : row_lengths) {
        for (const double p : {0.25, 0.5, 0.75}) {
          for (const bool batch : {false, true}) {
            for (const bool unscaled : {false, true}) {
              INFO(rows, " rows of ", length, ", p = ", p, ", batch ", batch, ", unscaled ",
                   unscaled);
              test(RowCase(rows, length, p, {.batch = batch, .unscaled = unscaled}));
            }
          }
        }
      }
    }
  });
}

}  // namespace support

#endif
