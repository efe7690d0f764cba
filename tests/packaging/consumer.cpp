// SPDX-License-Identifier: MIT
//
// What a user's program sees of an installed Droplet: prints whether it trains, or is built for
// inference.
#include <cstdio>

#include "droplet/droplet.hpp"

int main() {
  constexpr droplet::Rate rate{0.5};
  const droplet::Mask d{rate, droplet::Key{42}};
  float x[1000];
  for (float& v : x) v = 1.0f;
  if (droplet::dropout(d, x, x, 1000) != droplet::StatusCode::ok) return 1;
  int dropped = 0;
  for (const float v : x) dropped += v == 0.0f ? 1 : 0;
#if defined(DROPLET_INFERENCE_ONLY)
  if (dropped != 0) return 2;
  std::puts("inference");
#else
  if (dropped < 400 || dropped > 600) return 2;
  std::puts("training");
#endif
  return 0;
}
