// SPDX-License-Identifier: MIT
#include "operations.hpp"

#include <cstdlib>

namespace bench {

using namespace droplet;

Case make_case(double p, std::size_t n, const Memory& memory) {
  Case c{Mask{Rate{p}, Key{42}}, n, memory, 0};
  if (fill_mask(c.d, memory.mask, n) != Status::ok ||
      kept_rows(c.d, c.rows(), memory.kept, &c.kept_rows) != Status::ok) {
    std::abort();
  }
  return c;
}

const Operation operations[] = {
    {"dropout", Traffic::scaled, [](const Case& c) { return dropout(c.d, c.at.x, c.at.y, c.n); }},
    {"dropout_in_place", Traffic::in_place,
     [](const Case& c) { return dropout(c.d, c.at.y, c.at.y, c.n); }},
    {"dropout_and_mask", Traffic::scaled,
     [](const Case& c) { return dropout(c.d, c.at.x, c.at.y, c.n, c.at.mask); }},
    {"fill_mask", Traffic::mask, [](const Case& c) { return fill_mask(c.d, c.at.mask, c.n); }},
    {"apply_mask", Traffic::scaled,
     [](const Case& c) { return apply_mask(c.d.rate(), c.at.mask, c.at.x, c.at.y, c.n); }},
    {"drop_path", Traffic::scaled,
     [](const Case& c) { return drop_path(c.d, c.at.x, c.at.y, c.rows(), c.row_length()); }},
    {"drop_path_add", Traffic::residual,
     [](const Case& c) {
       return drop_path_add(c.d, c.at.y, c.at.x, c.at.y, c.rows(), c.row_length());
     }},
    {"kept_rows", Traffic::indices,
     [](const Case& c) {
       std::size_t count = 0;
       return kept_rows(c.d, c.n, c.at.kept, &count);
     }},
    {"drop_path_scatter_add", Traffic::residual,
     [](const Case& c) {
       return drop_path_scatter_add(c.d, c.at.y, c.at.x, c.kept_rows, c.at.y, c.rows(),
                                    c.row_length());
     }},
    {"feature_dropout", Traffic::scaled,
     [](const Case& c) {
       return feature_dropout(c.d, c.at.x, c.at.y, 1, c.rows(), c.row_length());
     }},
    {"feature_dropout_channels_last", Traffic::scaled,
     [](const Case& c) {
       return feature_dropout(c.d, c.at.x, c.at.y, 1, c.row_length(), c.rows(),
                              Layout::channels_last);
     }},
    {"alpha_dropout", Traffic::scaled,
     [](const Case& c) { return alpha_dropout(c.d, c.at.x, c.at.y, c.n); }},
    {"alpha_dropout_backward", Traffic::scaled,
     [](const Case& c) { return alpha_dropout_backward(c.d, c.at.x, c.at.y, c.n); }},
    {"feature_alpha_dropout", Traffic::scaled,
     [](const Case& c) {
       return feature_alpha_dropout(c.d, c.at.x, c.at.y, 1, c.rows(), c.row_length());
     }},
    {"feature_alpha_dropout_backward", Traffic::scaled,
     [](const Case& c) {
       return feature_alpha_dropout_backward(c.d, c.at.x, c.at.y, 1, c.rows(), c.row_length());
     }},
};
const std::size_t operation_count = sizeof operations / sizeof operations[0];

}  // namespace bench
