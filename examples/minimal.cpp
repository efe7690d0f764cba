// SPDX-License-Identifier: MIT
#include <cstdio>

#include "droplet/droplet.hpp"

// What a layer keeps: the drop probability, and a key that no other layer has.
constexpr droplet::Mask layer{droplet::Rate{0.5}, droplet::Key{42}};

int main() {
  float x[6] = {1, 2, 3, 4, 5, 6}, grad[6] = {1, 1, 1, 1, 1, 1};

  const droplet::Mask mask = layer.at(6);                        // at training step 6
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
