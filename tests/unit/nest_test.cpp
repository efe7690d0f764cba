// SPDX-License-Identifier: MIT
//
// Decisions over buffers with pitches, against plain loops over the whole tensor's mask.
#include "kernel/nest.hpp"

#include "ops/add.hpp"
#include "ops/scale.hpp"
#include "rig.hpp"

namespace nest_test {

using namespace droplet::detail;
using namespace support;

namespace {

constexpr std::uint64_t firsts[] = {0, 3, 4090};

struct Nest {
  const char* name;
  Decisions d;
  Pitch x, y;
};

// Of a tensor of at most 40 x 60 floats.
const Nest nests[] = {
    {"a shard of 17 columns of 60, into a dense buffer",
     {40, 1, 17, 1, 60},
     {60, 0, 1},
     {17, 0, 1}},
    {"rows padded to 60", {1, 1, 40, 33, 40}, {0, 0, 60}, {0, 0, 33}},
    {"one mask for 8 steps: (5, 8, 60)", {5, 8, 60, 1, 60}, {480, 60, 1}, {480, 60, 1}},
    {"the same, steps first: (8, 5, 60)", {5, 8, 60, 1, 60}, {60, 300, 1}, {480, 60, 1}},
    {"channels outside samples: (C, N, ...)", {6, 1, 7, 4, 7}, {4, 0, 24}, {28, 0, 4}},
    {"every second element", {3, 1, 100, 1, 100}, {200, 0, 2}, {100, 0, 1}},
};

template <class Visit>
void each(const Decisions& d, Visit visit) {
  for (std::size_t o = 0; o < d.outer; ++o)
    for (std::size_t r = 0; r < d.repeat; ++r)
      for (std::size_t c = 0; c < d.count; ++c)
        for (std::size_t i = 0; i < d.inner; ++i) visit(o, r, c, i);
}

}  // namespace

TEST_CASE("buffers with pitches") {
  const Floats x = values(2400, 1), branch = values(2400, 2);
  on_every_isa([&](const std::string&) {
    for (const Nest& nest : nests) {
      for (const std::uint64_t first : firsts) {
        INFO(nest.name, ", first = ", first);
        const auto& bits = reference_mask(0.3, first, 4000);
        const droplet_mask_t mask =
            droplet::Mask{droplet::Rate{0.3}, droplet::Key{rig_key}, first}.c();
        const float s = mask.rate.scale;
        Floats y(2400, 777.0f), want = y, sum = y, want_sum = y;
        each(nest.d, [&](std::size_t o, std::size_t r, std::size_t c, std::size_t i) {
          const bool kept = bits[o * static_cast<std::size_t>(nest.d.bits_pitch) + c];
          const auto from = nest.x.at(o, r, c) + i;
          const auto to = nest.y.at(o, r, c) + i;
          want[to] = kept ? x[from] * s : 0.0f;
          want_sum[to] = kept ? x[from] + branch[to] * 2.0f : x[from];
        });
        draw_nest(mask, Scale<float>{{x.data(), y.data()}, s}, nest.d, {nest.x, nest.y});
        CHECK(same_bytes(y, want));
        draw_nest(mask, Add<float>{{x.data(), branch.data(), sum.data()}, 2.0f}, nest.d,
                  {nest.x, nest.y, nest.y});
        CHECK(same_bytes(sum, want_sum));
      }
    }
  });
}

}  // namespace nest_test
