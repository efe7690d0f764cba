// SPDX-License-Identifier: MIT
//
// Shapes with pitches, against plain loops over the mask; what lies between rows stays as it is.
#include "mask/shape.hpp"
#include "rig.hpp"

namespace pitches_test {

using namespace droplet;
using namespace support;
using detail::inference_only;

namespace {

constexpr std::size_t room = 8000;
constexpr float gap = 777.25f;
constexpr double p = inference_only ? 0.0 : 0.3;  // a build for inference does not look at it

Mask mask_from(std::uint64_t first) {
  return Mask{inference_only ? Rate{} : Rate{p}, Key{rig_key}, first};
}
const float scale = reference::scale(reference::keep_units(p));

std::size_t or_else(std::size_t pitch, std::size_t dense) { return pitch != 0 ? pitch : dense; }

const Rows row_shapes[] = {
    {.rows = 40, .row_length = 33, .x_pitch = 60},
    {.rows = 40, .row_length = 33, .y_pitch = 34},
    {.rows = 130, .row_length = 1, .x_pitch = 2, .residual_pitch = 3, .y_pitch = 5},
    {.rows = 130, .row_length = 1},
    {.rows = 70, .row_length = 64, .x_pitch = 64, .residual_pitch = 100, .y_pitch = 64},
    {.rows = 1, .row_length = 700, .x_pitch = 3, .y_pitch = 9},
    {.rows = 9, .row_length = 20, .x_pitch = 7, .y_pitch = 20},  // x's rows overlap
};

struct Planes {
  Floats x = values(room, 1), branch = values(room, 2), y = Floats(room, gap), want = y;
};

template <class Test>
void on_row_shapes(Test test) {
  on_every_isa([&](const std::string&) {
    for (const Rows& rows : row_shapes) {
      for (const std::uint64_t first : {0u, 4090u}) {
        for (const bool batch : {false, true}) {
          INFO(rows.rows, " x ", rows.row_length, ", first ", first, ", batch ", batch);
          const auto& bits = reference_mask(p, first, 300);
          const auto kept = [&](std::size_t r) { return bits[batch ? 0 : r] != 0; };
          test(rows, mask_from(first), PathOptions{.batch = batch}, kept);
        }
      }
    }
  });
}

template <class Visit>
void each(const Rows& rows, Visit visit) {
  for (std::size_t r = 0; r < rows.rows; ++r)
    for (std::size_t i = 0; i < rows.row_length; ++i) visit(r, i);
}

}  // namespace

TEST_CASE("drop path, added too, and lists of its rows, with pitches") {
  on_row_shapes([](const Rows& rows, const Mask& mask, PathOptions options, auto kept) {
    Planes a, b, c;
    const std::size_t n = rows.row_length, xp = or_else(rows.x_pitch, n),
                      rp = or_else(rows.residual_pitch, n), yp = or_else(rows.y_pitch, n);
    each(rows, [&](std::size_t r, std::size_t i) {
      a.want[r * yp + i] = kept(r) ? a.x[r * xp + i] * scale : 0.0f;
      const float residual = a.x[r * rp + i];
      b.want[r * yp + i] = kept(r) ? residual + b.branch[r * xp + i] * scale : residual;
    });
    CHECK(drop_path(mask, a.x.data(), a.y.data(), rows, options) == StatusCode::ok);
    CHECK(same_bytes(a.y, a.want));
    CHECK(drop_path_add(mask, b.x.data(), b.branch.data(), b.y.data(), rows, options) ==
          StatusCode::ok);
    CHECK(same_bytes(b.y, b.want));
    b.y.assign(room, gap);
    Floats compact(room, gap);
    std::vector<std::uint32_t> list;
    for (std::size_t r = 0; r < rows.rows; ++r) {
      if (kept(r)) list.push_back(static_cast<std::uint32_t>(r));
    }
    const std::size_t count = list.size();
    each({.rows = count, .row_length = n}, [&](std::size_t j, std::size_t i) {
      compact[j * xp + i] = b.branch[list[j] * xp + i];
      c.want[j * yp + i] = c.x[list[j] * xp + i] * scale;
    });
    CHECK(gather_rows(list.data(), count, c.x.data(), c.y.data(), rows,
                      kept_factor(mask, options)) == StatusCode::ok);
    CHECK(same_bytes(c.y, c.want));
    if (xp < n) return;  // compact rows would overwrite each other
    CHECK(scatter_add_rows(list.data(), count, b.x.data(), compact.data(), b.y.data(), rows,
                           kept_factor(mask, options)) == StatusCode::ok);
    CHECK(same_bytes(b.y, b.want));
  });
}

TEST_CASE("rows with pitches where nothing is drawn, and in place") {
  on_every_isa([](const std::string&) {
    const Rows rows = {
        .rows = 40, .row_length = 33, .x_pitch = 60, .residual_pitch = 60, .y_pitch = 60};
    for (const double drop : {0.0, 1.0}) {
      Planes a;
      const bool keeps = drop == 0.0 || inference_only;
      each(rows, [&](std::size_t r, std::size_t i) {
        a.want[r * 60 + i] = keeps ? a.x[r * 60 + i] : 0.0f;
      });
      CHECK(drop_path(Mask{Rate{drop}, Key{1}}, a.x.data(), a.y.data(), rows) == StatusCode::ok);
      CHECK(same_bytes(a.y, a.want));
      a.y = a.x;
      a.want = a.x;
      each(rows, [&](std::size_t r, std::size_t i) {
        if (keeps) a.want[r * 60 + i] += a.branch[r * 60 + i];
      });
      CHECK(drop_path_add(Mask{Rate{drop}, Key{1}}, a.y.data(), a.branch.data(), a.y.data(),
                          rows) == StatusCode::ok);
      CHECK(same_bytes(a.y, a.want));
    }
    Planes apart, in_place;
    in_place.y = in_place.x;
    CHECK(drop_path(mask_from(3), apart.x.data(), apart.y.data(), rows) == StatusCode::ok);
    CHECK(drop_path(mask_from(3), in_place.y.data(), in_place.y.data(), rows) == StatusCode::ok);
    apart.want = apart.x;
    each(rows, [&](std::size_t r, std::size_t i) { apart.want[r * 60 + i] = apart.y[r * 60 + i]; });
    CHECK(same_bytes(in_place.y, apart.want));
  });
}

TEST_CASE("a tile is its part of the whole matrix's dropout") {
  on_every_isa([](const std::string&) {
    const Tile tiles[] = {
        {.rows = 30, .row_length = 17, .mask_pitch = 60},
        {.rows = 30, .row_length = 17, .mask_pitch = 60, .x_pitch = 60, .y_pitch = 60},
        {.rows = 30, .row_length = 17, .mask_pitch = 5000, .x_pitch = 20, .y_pitch = 19},
        {.rows = 3, .row_length = 2000, .mask_pitch = 2048},
        {.rows = 7, .row_length = 1100, .y_pitch = 1101},
        {.rows = 1, .row_length = 700, .mask_pitch = 3},
        {.rows = 200, .row_length = 8},
    };
    for (const Tile& tile : tiles) {
      for (const std::uint64_t first : {0u, 37u, 4090u}) {
        INFO(tile.rows, " x ", tile.row_length, " of ", tile.mask_pitch, ", first ", first);
        const std::size_t n = tile.row_length, mp = or_else(tile.mask_pitch, n);
        const auto& bits = reference_mask(p, first, 30 * 5000);
        Planes a;
        reference::Bits chosen;
        for (std::size_t r = 0; r < tile.rows; ++r) {
          for (std::size_t i = 0; i < n; ++i) {
            const bool kept = bits[r * mp + i];
            chosen.push_back(kept);
            a.want[r * or_else(tile.y_pitch, n) + i] =
                kept ? a.x[r * or_else(tile.x_pitch, n) + i] * scale : 0.0f;
          }
        }
        Bytes stored(2000, 0x5A), want_stored = stored;
        const Bytes packed = reference::pack(chosen, chosen.size());
        std::copy(packed.begin(), packed.end(), want_stored.begin());
        CHECK(dropout_tile(mask_from(first), a.x.data(), a.y.data(), tile) == StatusCode::ok);
        CHECK(same_bytes(a.y, a.want));
        a.y.assign(room, gap);
        CHECK(dropout_tile(mask_from(first), a.x.data(), a.y.data(), tile, stored.data()) ==
              StatusCode::ok);
        CHECK(same_bytes(a.y, a.want));
        CHECK(stored == want_stored);
      }
    }
  });
}

// A pitch is added modulo 2^64, so that the longest go back.
TEST_CASE("rows of a tile that lie before the ones above them") {
  if (inference_only) return;
  on_every_isa([](const std::string&) {
    for (const std::size_t back : {1u, 30u, 600u, 5000u}) {
      for (const std::uint64_t first : {39u, 9000u}) {
        INFO("back by ", back, ", first ", first);
        const Tile tile = {.rows = 15, .row_length = 20, .mask_pitch = 0 - back};
        Planes a;
        for (std::size_t r = 0; r < tile.rows; ++r) {
          const std::uint64_t from = first + r * std::uint64_t{tile.mask_pitch};
          const auto bits = reference::mask(reference::keep_units(p), rig_key, from, 20);
          for (std::size_t i = 0; i < 20; ++i) {
            const std::size_t at = r * 20 + i;
            a.want[at] = bits[i] ? a.x[at] * scale : 0.0f;
          }
        }
        CHECK(dropout_tile(mask_from(first), a.x.data(), a.y.data(), tile) == StatusCode::ok);
        CHECK(same_bytes(a.y, a.want));
      }
    }
  });
}

TEST_CASE("channels in any order of axes, dense and padded") {
  on_every_isa([](const std::string&) {
    const auto pitch = [](std::size_t sample, std::size_t channel, std::size_t position) {
      return FeaturePitch{.sample = sample, .channel = channel, .position = position};
    };
    constexpr FeaturePitch none = {};
    const struct {
      Features features;
      FeaturePitch x, y;  // what the zeros mean
    } maps[] = {
        {{.samples = 5, .channels = 7, .inner = 6}, pitch(42, 6, 1), pitch(42, 6, 1)},
        {{.samples = 5, .channels = 7, .inner = 6, .layout = channels_last},
         pitch(42, 1, 7),
         pitch(42, 1, 7)},
        {{.samples = 5, .channels = 7, .inner = 6, .x = {.sample = 6, .channel = 30}, .y = none},
         pitch(6, 30, 1),
         pitch(42, 6, 1)},
        {{.samples = 5, .channels = 7, .inner = 6, .x = {.channel = 8}, .y = {.sample = 50}},
         pitch(56, 8, 1),
         pitch(50, 6, 1)},
        {{.samples = 5,
          .channels = 7,
          .inner = 6,
          .layout = channels_last,
          .x = {.position = 9},
          .y = {.sample = 99, .channel = 2}},
         pitch(54, 1, 9),
         pitch(99, 2, 14)},
        {{.samples = 5,
          .channels = 7,
          .inner = 6,
          .x = {.sample = 1, .channel = 5, .position = 35},
          .y = none},
         pitch(1, 5, 35),
         pitch(42, 6, 1)},
        {{.samples = 3, .channels = 200, .inner = 1}, pitch(200, 1, 1), pitch(200, 1, 1)},
    };
    for (const auto& map : maps) {
      for (const std::uint64_t first : {0u, 60u}) {
        INFO("map ", &map - maps, ", first ", first);
        const auto& bits = reference_mask(p, first, 700);
        const Features& f = map.features;
        Planes a;
        for (std::size_t s = 0; s < f.samples; ++s)
          for (std::size_t c = 0; c < f.channels; ++c)
            for (std::size_t i = 0; i < f.inner; ++i) {
              const auto at = [&](const FeaturePitch& along) {
                return s * along.sample + c * along.channel + i * along.position;
              };
              a.want[at(map.y)] = bits[s * f.channels + c] ? a.x[at(map.x)] * scale : 0.0f;
            }
        CHECK(feature_dropout(mask_from(first), a.x.data(), a.y.data(), f) == StatusCode::ok);
        CHECK(same_bytes(a.y, a.want));
        Floats alpha(room, gap);
        CHECK(feature_alpha_dropout_backward(mask_from(first), a.x.data(), alpha.data(), f) ==
              StatusCode::ok);
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < room; ++i) {
          wrong += (alpha[i] == gap) != (a.y[i] == gap) || (alpha[i] == 0) != (a.y[i] == 0) ? 1 : 0;
        }
        CHECK(wrong == 0);
        Floats copy(room, gap);
        CHECK(feature_dropout(Mask{Rate{0.0}, Key{1}}, a.x.data(), copy.data(), f) ==
              StatusCode::ok);
        wrong = 0;
        for (std::size_t i = 0; i < room; ++i) wrong += (copy[i] == gap) != (a.y[i] == gap) ? 1 : 0;
        CHECK(wrong == 0);
      }
    }
  });
}

}  // namespace pitches_test
