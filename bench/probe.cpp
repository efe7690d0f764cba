// SPDX-License-Identifier: MIT
//
// One call of one operation, for counting its instructions: `probe OPERATION ELEMENTS`, at p = 0.1.
// The count of `none` is what the rest of the program costs.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "droplet/droplet.hpp"
#include "plain_loops.hpp"

namespace {

// In place where memory is short.
#if defined(DROPLET_PROBE_IN_PLACE)
constexpr std::size_t max_elements = 2048;
alignas(64) float x[max_elements];
constexpr float* y = x;
#else
constexpr std::size_t max_elements = 8192;
alignas(64) float x[max_elements];
alignas(64) float y[max_elements];
#endif
alignas(64) std::uint8_t mask[max_elements / 8];

constexpr droplet::Dropout d{droplet::Rate{0.1}, droplet::Key{42}};

droplet::Status run(const char* operation, std::size_t n) {
  if (std::strcmp(operation, "none") == 0) return droplet::Status::ok;
  if (std::strcmp(operation, "dropout") == 0) return droplet::dropout(d, x, y, n);
  if (std::strcmp(operation, "apply_mask") == 0) {
    return droplet::apply_mask(d.rate, mask, x, y, n);
  }
  if (std::strcmp(operation, "drop_path_add") == 0) {
    return droplet::drop_path_add(d, y, x, y, n / 64, 64);
  }
  if (std::strcmp(operation, "plain_loop") == 0) {
    plain_loops::xorshift32_dropout(x, y, n, 0.1f, 42);
    return droplet::Status::ok;
  }
  std::fprintf(stderr, "probe: '%s' is not an operation\n", operation);
  std::exit(2);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr,
                 "usage: probe none|dropout|apply_mask|drop_path_add|plain_loop ELEMENTS\n");
    return 2;
  }
  const auto n = static_cast<std::size_t>(std::strtoul(argv[2], nullptr, 10));
  if (n > max_elements) {
    std::fprintf(stderr, "probe: %s elements are more than %lu\n", argv[2],
                 static_cast<unsigned long>(max_elements));
    return 2;
  }
  if (fill_mask(d, mask, max_elements) != droplet::Status::ok) return 1;
  return static_cast<int>(run(argv[1], n));
}
