// SPDX-License-Identifier: MIT
//
// An image that calls what CALLS lists, for its size; it is linked, never run.
#include "droplet/droplet.hpp"

using namespace droplet;

float x[64], y[64];
std::uint8_t mask[8];
std::uint32_t kept[64];
std::size_t kept_count;
volatile std::size_t n;

int main() {
  [[maybe_unused]] constexpr Mask d{Rate{0.1}, Key{1}};
  const Status statuses[] = {Status::ok, CALLS};
  for (const Status status : statuses) {
    if (status != Status::ok) return static_cast<int>(status);
  }
  return 0;
}
