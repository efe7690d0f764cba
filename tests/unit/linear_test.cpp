// SPDX-License-Identifier: MIT
//
// A buffer of 2^30 elements, 4 GiB, without the memory: every window of its addresses is the same 4
// MiB.
#include <doctest/doctest.h>

#include <cstdint>

#if defined(__linux__) && UINTPTR_MAX > 0xFFFFFFFF && !defined(DROPLET_TESTS_EMULATED)
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>

#include "droplet/droplet.hpp"
#include "reference.hpp"

namespace {

constexpr std::size_t n = std::size_t{1} << 30;
constexpr std::size_t window = std::size_t{1} << 20;  // elements; the last write to each stays

float* map_windows() {
  const std::size_t bytes = window * sizeof(float);
  char name[] = "/tmp/droplet-linear-XXXXXX";
  const int file = mkstemp(name);
  REQUIRE(file >= 0);
  unlink(name);
  REQUIRE(ftruncate(file, static_cast<off_t>(bytes)) == 0);
  void* all = mmap(nullptr, n * sizeof(float), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(all != MAP_FAILED);
  for (std::size_t at = 0; at < n * sizeof(float); at += bytes) {
    void* const here = static_cast<char*>(all) + at;
    REQUIRE(mmap(here, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file, 0) == here);
  }
  close(file);
  return static_cast<float*>(all);
}

}  // namespace

TEST_CASE("2^30 elements in one call: the last ones are what their index says") {
  float* const x = map_windows();
  float* const y = map_windows();
  for (std::size_t i = 0; i < window; ++i) x[i] = 1.0f;
  const droplet::Mask d{droplet::Rate{0.1}, droplet::Key{42}};
  REQUIRE(droplet::dropout(d, x, y, n) == droplet::StatusCode::ok);
  const std::uint64_t q = reference::keep_units(0.1);
  for (std::size_t i = n - window; i < n; i += 4099) {
    const bool kept = (reference::word_of(q, 42, i) >> i % 64 & 1) != 0;
    REQUIRE(y[i] == (kept ? d.rate().scale() : 0.0f));
  }
  munmap(x, n * sizeof(float));
  munmap(y, n * sizeof(float));
}
#endif
