// SPDX-License-Identifier: MIT
//
// The one place where bytes become a call. About half of the calls must be accepted: shapes and
// places are right unless an input asks for trouble, and then for its kind.
#include <algorithm>
#include <cstring>

#include "call.hpp"
#include "fixed.hpp"

namespace fuzz {

namespace {

struct Trouble {
  bool descriptor, option, size, shape, null, overlap, count;
};

Trouble trouble(Bytes* in) {
  if (in->byte() < 128) return {};
  const std::size_t t = in->byte();
  const auto asked = [&](unsigned bit) { return (t >> bit & 1) != 0; };
  return {asked(0), asked(1), asked(2), asked(3), asked(4), asked(5), asked(6)};
}

// Mostly small, at times around stripes and blocks.
std::size_t size(Bytes* in) {
  const std::size_t form = in->byte();
  if (form < 96) return 1 + in->below(40);
  if (form < 200) return in->byte();
  if (form < 232) return in->two_bytes() % 3000;
  const std::size_t unit = in->flag() ? 4096 : 512;
  return unit * (1 + in->below(4)) - 4 + in->below(8);
}

std::size_t huge(Bytes* in) {
  const std::size_t list[] = {
      SIZE_MAX,       SIZE_MAX / 2,   SIZE_MAX / 4,
      SIZE_MAX / 8,   SIZE_MAX / 16,  UINT32_MAX,
      UINT32_MAX / 2, UINT32_MAX / 4, static_cast<std::size_t>(in->number())};
  return in->one_of(list) + in->below(7) - 2;
}

std::uint64_t keep_units(Bytes* in) {
  const std::uint64_t all = reference::keep_everything;
  switch (in->below(8)) {
    case 0:
      return 0;
    case 1:
      return all;
    case 2:
      return all / 2;
    case 3:  // few digits
      return (in->number(2) % 4096 | 1) << 32;
    case 4:
      return in->flag() ? all - 1 - in->byte() : 1 + in->byte();
    case 5:
      return reference::keep_units(static_cast<double>(in->byte()) / 256);
    default:
      return in->number(6) % (all + 1);
  }
}

float scale(Bytes* in, std::uint64_t q) {
  if (!in->rarely(8)) return q != 0 ? reference::scale(q) : 0.0f;
  const auto bits =
      static_cast<std::uint32_t>(0x3F800000 + in->number(4) % (0x55800000 - 0x3F800000 + 1));
  float any;
  std::memcpy(&any, &bits, sizeof any);
  return any;
}

std::uint64_t first(Bytes* in) {
  switch (in->below(6)) {
    case 0:
      return in->byte();
    case 1:
      return std::uint64_t{4096} * in->byte() -
             in->one_of<std::uint64_t>({0, 1, 2, 31, 63, 64, 65, 511, 512, 513});
    case 2:
      return ~std::uint64_t{0} - in->number(2);  // around the end of the mask
    case 3:
      return in->number();
    default:
      return 0;
  }
}

droplet_mask_t descriptor(Bytes* in, const Trouble& t) {
  const std::uint64_t q = keep_units(in);
  droplet_mask_t mask = {};
  mask.rate = {static_cast<std::uint32_t>(q), static_cast<std::uint16_t>(q >> 32),
               DROPLET_MASK_FORMAT, 0, scale(in, q)};
  mask.mode = in->rarely(8) ? DROPLET_INFERENCE : DROPLET_TRAIN;
  mask.key = in->number(2);
  mask.first = first(in);
  if (!t.descriptor) return mask;
  std::uint8_t bytes[sizeof mask];
  std::memcpy(bytes, &mask, sizeof mask);
  if (in->rarely(4)) {
    for (std::uint8_t& b : bytes) b = static_cast<std::uint8_t>(in->byte());
  } else {
    bytes[in->below(16)] = static_cast<std::uint8_t>(in->byte());
  }
  std::memcpy(&mask, bytes, sizeof mask);
  return mask;
}

// Of rows: 0, or so wide that rows do not meet, at times so that another's rows have room between.
std::size_t pitch(Bytes* in, std::size_t length, bool tight) {
  if (tight) return 1 + in->byte();
  const std::size_t form = in->below(4);
  return form == 0 ? length + in->below(40) : form == 1 ? 2 * length + in->below(9) : 0;
}

// Axes in some order, each with or without gaps.
droplet::FeaturePitch feature_pitch(Bytes* in, const droplet::Features& f, bool tight) {
  droplet::FeaturePitch result;
  std::size_t* const along[] = {&result.sample, &result.channel, &result.position};
  if (tight) {
    for (std::size_t* p : along) *p = in->below(30);
    return result;
  }
  const std::size_t extent[] = {f.samples, f.channels, f.inner};
  unsigned order[] = {2, 1, 0};
  const std::size_t form = in->below(16);
  if (form < 8) return result;
  for (std::size_t k = form - 8; k != 0; --k) std::next_permutation(order, order + 3);
  std::size_t covered = 1;
  for (const unsigned k : order) {
    *along[k] = covered + (in->flag() ? in->below(5) : 0);
    if (in->rarely(16)) *along[k] *= 2;
    covered += (extent[k] - (extent[k] != 0 ? 1 : 0)) * *along[k];
  }
  return result;
}

int zero_point(Bytes* in, Type type) {
  const int any = static_cast<int>(in->byte()) - 128;
  return on_type(type, [&](auto tag) {
    using T = typename decltype(tag)::type;
    if constexpr (!std::is_integral_v<T>) {
      return 0;
    } else {
      const bool far = sizeof(T) == sizeof(std::int32_t) && any % 2 == 0;
      return std::clamp(any * (far ? 0xFFFFFF : 1), fixed::least_zero<T>, fixed::most_zero<T>);
    }
  });
}

// Axes that share decisions, and others; what stands beyond them is anything.
droplet::Tensor tensor(Bytes* in, const Trouble& t, std::size_t count, std::size_t length) {
  const std::size_t sizes[] = {count, length, 1 + in->below(9), 1 + in->below(5)};
  const std::size_t turn = in->below(4);
  droplet::Tensor result;
  result.dimensions = in->rarely(16) ? 0 : 1 + in->below(4);
  for (unsigned k = 0; k < axis_count; ++k) {
    result.size[k] = sizes[(k + turn) % axis_count];
    result.noise[k] = in->below(2);
  }
  if (t.option && in->flag()) result.dimensions = in->byte();
  return result;
}

// A noise that is a size, or none, once the sizes are known.
void noise(Bytes* in, const Trouble& t, droplet::Tensor* v) {
  for (unsigned k = 0; k < axis_count; ++k) {
    if (v->noise[k] == 0 && in->flag()) v->noise[k] = v->size[k];
    if (k >= v->dimensions || (t.shape && in->rarely(3))) v->noise[k] = in->byte();
  }
}

void shape(Bytes* in, const Trouble& t, Call* c) {
  const Takes& takes = fuzz::takes(c->kind);
  const std::size_t count = size(in), length = size(in);
  c->n = count;
  // Rarely, as it takes long: so large that it passes the caches.
  if (takes.n && count % 512 == 508 && length % 512 == 508)
    c->n = (std::size_t{32} << 20) / c->size_of(input) + in->byte();
  const bool tight = t.shape;
  c->rows = {.rows = count,
             .row_length = length,
             .x_pitch = pitch(in, length, in->rarely(16)),
             .residual_pitch = pitch(in, length, in->rarely(16)),
             .y_pitch = pitch(in, length, tight && in->flag())};
  c->tile = {.rows = count,
             .row_length = length,
             .mask_pitch = pitch(in, length, tight && in->flag()),
             .x_pitch = c->rows.x_pitch,
             .y_pitch = c->rows.y_pitch};
  if (c->tile.mask_pitch != 0 && in->rarely(4)) c->tile.mask_pitch += in->two_bytes();
  auto& f = c->features;
  f.samples = 1 + in->below(9);
  f.channels = count;
  f.inner = length;
  f.layout = static_cast<std::uint8_t>(in->byte() % 2);
  f.x = feature_pitch(in, f, in->rarely(16));
  f.y = feature_pitch(in, f, tight);
  if (takes.tensor) c->tensor = tensor(in, t, count, length);
  if (t.option && in->flag()) f.layout = static_cast<std::uint8_t>(in->byte());
}

void planes(Bytes* in, const Trouble& t, Call* c) {
  auto& b = c->blocks;
  b.samples = 1 + in->below(3);
  b.channels = 1 + in->below(9);
  b.height = in->rarely(4) ? size(in) : 1 + in->below(24);
  b.width = in->rarely(4) ? size(in) : 1 + in->below(24);
  b.block = 1 + 2 * in->below(in->rarely(4) ? 100 : 5);
  if (in->rarely(16)) b.block = SIZE_MAX;
  if (t.option && in->flag()) b.block = in->byte();
}

// Halves the counts until a call takes no more than a moment.
void limit(Bytes* in, Call* c) {
  const std::size_t most = std::size_t{1} << in->one_of({10, 11, 12, 12, 13, 14, 16, 18});
  if (takes(c->kind).n) return;
  const auto fits = [&](Part part) { return !c->has(part) || c->bytes(part) <= most; };
  const auto decided = [&] {
    const Axes a = c->axes();
    return a.extent[0] * a.decision[0] <= most;
  };
  const auto halve = [](std::size_t* size) { *size -= *size / 2; };
  while (!c->is_empty() && !(fits(input) && fits(residual) && fits(y) && decided())) {
    auto& f = c->features;
    halve(c->rows.rows > 1 ? &c->rows.rows : &c->rows.row_length);
    halve(c->tile.rows > 1 ? &c->tile.rows : &c->tile.row_length);
    halve(std::max_element(c->tensor.size, c->tensor.size + axis_count));
    auto& b = c->blocks;
    halve(b.channels > 1 ? &b.channels : b.height > 1 ? &b.height : &b.width);
    halve(f.channels > 1 ? &f.channels : f.samples > 1 ? &f.samples : &f.inner);
  }
}

void enlarge(Bytes* in, Call* c) {
  auto& f = c->features;
  std::size_t* const sizes[] = {&c->n,
                                &c->rows.rows,
                                &c->rows.row_length,
                                &c->rows.x_pitch,
                                &c->rows.residual_pitch,
                                &c->rows.y_pitch,
                                &c->tile.rows,
                                &c->tile.row_length,
                                &c->tile.mask_pitch,
                                &c->tile.x_pitch,
                                &c->tile.y_pitch,
                                &f.samples,
                                &f.channels,
                                &f.inner,
                                &f.x.sample,
                                &f.x.channel,
                                &f.x.position,
                                &f.y.sample,
                                &f.y.channel,
                                &f.y.position,
                                &c->tensor.size[0],
                                &c->tensor.size[1],
                                &c->tensor.size[2],
                                &c->tensor.size[3],
                                &c->blocks.samples,
                                &c->blocks.channels,
                                &c->blocks.height,
                                &c->blocks.width};
  const Takes& t = takes(c->kind);
  const std::size_t from = t.tile       ? 6
                           : t.features ? 11
                           : t.tensor   ? 20
                           : t.blocks   ? 24
                           : t.n        ? 0
                                        : 1;
  const std::size_t count = t.tile       ? 5
                            : t.features ? 9
                            : t.tensor   ? axis_count
                            : t.blocks   ? 4
                            : t.n        ? 1
                                         : 5;
  *sizes[from + in->below(count)] = huge(in);
  if (in->flag()) *sizes[from + in->below(count)] = huge(in);
}

void factor(Bytes* in, const Trouble& t, Call* c) {
  const float any = scale(in, keep_units(in));
  std::memcpy(&c->factor.bits, &any, sizeof any);
  if (in->rarely(3) || c->factor.bits == 0) c->factor.bits = 0x3F800000;
  if (t.option && in->flag()) c->factor.bits = static_cast<std::uint32_t>(in->number(4));
}

// Rows by chance, alone or in runs, or all of them.
void list(Bytes* in, const Trouble& t, Call* c) {
  const std::size_t share = in->rarely(8) ? 256 : in->byte(), run = 1 + in->below(9);
  for (std::size_t row = 0; row < c->rows.rows; ++row) {
    if (reference::mix64(c->seed + row / run) % 256 < share)
      c->list.push_back(static_cast<std::uint32_t>(row));
  }
  if (t.count && in->flag()) c->list.resize(c->list.size() + in->below(9));
  if (t.count && !c->list.empty()) {
    const auto near = static_cast<std::uint32_t>(c->rows.rows + in->below(5) - 2);
    const auto far = static_cast<std::uint32_t>(in->number(4));
    c->list[in->two_bytes() % c->list.size()] = in->flag() ? near : far;
  }
  c->kept_count = c->list.size();
}

Place place(Bytes* in) {
  Place p;
  p.where = Place::alone;
  p.at_end = !in->rarely(3);
  p.slack = in->rarely(4) ? in->below(64) : 0;
  return p;
}

// An input in place, or in the gaps of y.
void put_beside_y(Bytes* in, Part part, Call* c) {
  const bool gaps = in->rarely(4);
  auto& rows = c->rows;
  auto& f = c->features;
  (part == residual ? rows.residual_pitch : rows.x_pitch) = rows.y_pitch;
  c->tile.x_pitch = c->tile.y_pitch;
  f.x = f.y;
  c->place[part].where = Place::beside_y;
  const Takes& t = takes(c->kind);
  if (!gaps || t.n || t.tensor) return;
  const Axes a = c->axes();
  const Stride s = c->stride(y);
  // One slice further than all of the first: into the gap, if there is one.
  const std::size_t outermost = t.features && s.along[1] > s.along[0] ? 1 : 0;
  Wide slice = 1;
  for (unsigned k = 0; k < axis_count; ++k)
    slice += k != outermost && a.extent[k] != 0 ? (a.extent[k] - 1) * s.along[k] : 0;
  c->place[part].delta = static_cast<std::ptrdiff_t>(slice) - (in->rarely(8) ? 1 : 0);
  if (in->flag()) c->place[part].delta = -c->place[part].delta;
}

void places(Bytes* in, const Trouble& t, Call* c) {
  for (unsigned k = 0; k < parts; ++k) c->place[k] = place(in);
  const bool may_add = c->has(bias);
  if (c->has(y) && !takes(c->kind).stored() && in->flag()) c->place[bits].where = Place::null;
  if (may_add && in->rarely(3)) c->place[bias].where = Place::null;
  if (may_add && in->rarely(3)) c->place[residual].where = Place::null;
  if (c->has(grad_bias) && in->rarely(3)) c->place[grad_bias].where = Place::null;
  const std::size_t form = in->below(4);
  if (form == 1 && c->kind != Kind::scatter_add_rows) put_beside_y(in, input, c);
  if (form == 2 && c->has(residual)) put_beside_y(in, residual, c);
  if (t.null) c->place[in->below(parts)].where = Place::null;
  if (!t.overlap) return;
  Place& moved = c->place[in->below(parts)];
  moved.where = Place::beside_y;
  const std::size_t row = takes(c->kind).features ? c->features.inner : c->rows.row_length;
  const std::size_t distances[] = {in->byte(), c->n, row, c->rows.y_pitch, c->rows.rows * row};
  moved.delta = static_cast<std::ptrdiff_t>(in->one_of(distances) % 300000 + in->below(3)) - 1;
  if (in->flag()) moved.delta = -moved.delta;
}

void share(Bytes* in, const Trouble& t, Call* c) {
  c->share.count = 1u << in->below(4);
  c->share.index = static_cast<std::uint32_t>(in->below(c->share.count));
  if (c->place[bits].where != Place::null) c->mask.first -= c->mask.first % 8;
  if (!t.option) return;
  if (in->flag()) c->share.count = static_cast<std::uint32_t>(in->byte());
  if (in->flag()) c->share.index = static_cast<std::uint32_t>(in->number(in->flag() ? 1 : 4));
  if (in->flag()) c->mask.first += in->below(8);
}

}  // namespace

Call generate(Bytes* in) {
  Call c;
  const Trouble t = trouble(in);
  c.kind = static_cast<Kind>(in->below(kinds));
  c.type = static_cast<Type>(in->below(static_cast<std::size_t>(Type::count)));
  const auto takes_kind = [&](auto tag) {
    return operations::takes<typename decltype(tag)::type>(c.kind);
  };
  if (!on_type(c.type, takes_kind)) c.kind = Kind::dropout;
  c.in_c = in->flag();
  c.null_mask = t.descriptor && in->rarely(8);
  c.mask = descriptor(in, t);
  c.options = {.batch = in->rarely(4), .unscaled = in->rarely(4)};
  c.quantization = {.zero_point = zero_point(in, c.type), .unscaled = in->rarely(4)};
  if (t.option && in->flag()) c.quantization.zero_point = static_cast<std::int32_t>(in->number(4));
  if (is_integer(c.type) && !t.option) c.options.unscaled &= c.kind != Kind::drop_path_add;
  c.seed = in->number(2);
  c.specials = in->rarely(3);
  shape(in, t, &c);
  if (takes(c.kind).blocks) planes(in, t, &c);
  limit(in, &c);
  if (takes(c.kind).tensor) noise(in, t, &c.tensor);
  if (takes(c.kind).factor) factor(in, t, &c);
  if (takes(c.kind).list()) list(in, t, &c);
  if (c.kind == Kind::sample_rows)
    c.kept_count =
        in->rarely(16) ? c.rows.rows : in->two_bytes() % (c.rows.rows + (t.count ? 9 : 1));
  places(in, t, &c);
  if (takes(c.kind).share) share(in, t, &c);
  if (t.size) enlarge(in, &c);
  // A draw for each of so many rows would take hours.
  if (c.kind == Kind::sample_rows && c.rows.rows > most_bytes) c.kept_count = 0;
  c.cut = in->flag() ? 1 + in->two_bytes() : 0;
  return c;
}

}  // namespace fuzz
