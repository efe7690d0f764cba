// SPDX-License-Identifier: MIT
//
// The readers of a mask, and the walk through decisions that are not neighbours, against
// reference.hpp.
#include "kernel/walk.hpp"
#include "mask/bits.hpp"
#include "rig.hpp"

namespace reader_test {

using namespace droplet::detail;
using namespace support;

namespace {

constexpr std::uint64_t firsts[] = {0, 1, 63, 511, 4000, 4096, ~std::uint64_t{0} - 700};

droplet_mask_t descriptor(double p, std::uint64_t first) {
  return droplet::Mask{droplet::Rate{p}, droplet::Key{rig_key}, first}.c();
}

template <class Reader>
bool reads(Reader* reader, const reference::Bits& want, std::size_t at, std::size_t n) {
  while (n != 0) {
    const std::size_t count = reader->read(n);
    for (std::size_t i = 0; i < count; ++i) {
      if (bit_at(reader->bits(), i) != want[at + i]) return false;
    }
    at += count;
    n -= count;
  }
  return true;
}

// Reads and passes over stretches of every size, within words, stripes and blocks and beyond.
template <class Reader>
void read_and_skip(std::size_t total) {
  constexpr std::size_t stretches[] = {1, 5, 64, 100, 511, 513, 700, 3000, 4097, 9000};
  Random random(7);
  for (const std::uint64_t first : firsts) {
    const auto& want = reference_mask(0.3, first, 60000);
    const droplet_mask_t mask = descriptor(0.3, first);
    Reader reader(chosen_isa(), mask, total);
    for (std::size_t at = 0; at + 20000 < 60000;) {
      const std::size_t n = stretches[random.below(10)], over = stretches[random.below(10)];
      REQUIRE(reads(&reader, want, at, n));
      reader.skip(over);
      at += n + over;
    }
  }
}

}  // namespace

TEST_CASE("readers pass over what is not read") {
  on_every_isa([](const std::string&) {
    read_and_skip<StripeReader>(60000);
    read_and_skip<StripeReader>(1);  // word by word
    read_and_skip<WordReader>(60000);
  });
}

TEST_CASE("decisions that are not neighbours") {
  // A shard of 33 columns of 100.
  const Decisions d{50, 1, 33, 1, 100};
  on_every_isa([&](const std::string&) {
    for (const std::uint64_t first : firsts) {
      const auto& want = reference_mask(0.5, first, 5000);
      const droplet_mask_t mask = descriptor(0.5, first);
      std::size_t seen = 0;
      const auto visit = [&](StripeReader* reader, std::size_t o, std::size_t c) {
        const std::size_t n = reader->read(d.count - c);
        for (std::size_t i = 0; i < n; ++i) {
          seen += bit_at(reader->bits(), i) == want[o * 100 + c + i] ? 1 : 0;
        }
        return n;
      };
      walk<StripeReader>(chosen_isa(), mask, d, visit);
      CHECK(seen == 50 * 33);
    }
  });
}

TEST_CASE("a host reads stripes, whichever ISA it has") {
  if (sizeof(void*) == 8) CHECK(std::is_same_v<RowReader, StripeReader>);
}

}  // namespace reader_test
