// SPDX-License-Identifier: MIT
#include <cstdio>

#include "droplet/droplet.hpp"

int main() {
  float x[6] = {1, 2, 3, 4, 5, 6}, grad[6] = {1, 1, 1, 1, 1, 1};
  constexpr droplet::Rate rate(0.5);  // the drop probability
  const droplet::Key root{42};        // the seed of a training run
  const int step = 3, layer = 1;
  const droplet::Mask mask{rate, root.fold_in(step).fold_in(layer)};

  droplet::StatusCode status = droplet::dropout(mask, x, x, 6);  // forward
  if (status == droplet::StatusCode::ok)
    status = droplet::dropout(mask, grad, grad, 6);  // backward
  if (status != droplet::StatusCode::ok) {
    std::fprintf(stderr, "%s\n", droplet::describe(status));
    return 1;
  }
  for (int i = 0; i < 6; ++i) std::printf("x %4.1f  grad %3.1f\n", double{x[i]}, double{grad[i]});
  return 0;
}
