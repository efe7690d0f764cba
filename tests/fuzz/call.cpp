// SPDX-License-Identifier: MIT
#include "call.hpp"

#include <algorithm>
#include <string>

namespace fuzz {

namespace {

Takes takes_of(std::string arguments) {
  for (char& c : arguments) c = c == '(' || c == ')' || c == ' ' ? ',' : c;
  const auto named = [&](const char* name) {
    return arguments.find(std::string(",").append(name).append(",")) != std::string::npos;
  };
  return {named("mask") || named("cursor"),
          named("x"),
          named("branch"),
          named("residual"),
          named("y"),
          named("n"),
          named("bits"),
          named("tile"),
          named("rows"),
          named("features"),
          named("tensor"),
          named("options"),
          named("rate"),
          named("kept"),
          named("share"),
          named("factor"),
          named("blocks")};
}

// Products that are far beyond any size are as good as one another.
Wide times(Wide a, Wide b) {
  constexpr Wide far = Wide{1} << (8 * sizeof(Wide) - 8);
  Wide product;
  return __builtin_mul_overflow(a, b, &product) || product > far ? far : product;
}

Stride stride_of(const droplet::FeaturePitch& pitch, const droplet::Features& f) {
  Wide channel = pitch.channel, position = pitch.position, sample = pitch.sample;
  if (f.layout == droplet::channels_first) {
    if (position == 0) position = 1;
    if (channel == 0) channel = times(f.inner, position);
    if (sample == 0) sample = times(f.channels, channel);
  } else {
    if (channel == 0) channel = 1;
    if (position == 0) position = times(f.channels, channel);
    if (sample == 0) sample = times(f.inner, position);
  }
  return {{sample, channel, position, 0}};
}

// Of a dense tensor: each axis steps over what stands within it.
Stride stride_of(const Axes& axes) {
  Stride stride = {{1, 1, 1, 1}};
  for (unsigned k = axis_count - 1; k-- != 0;)
    stride.along[k] = times(axes.extent[k + 1], stride.along[k + 1]);
  return stride;
}

Axes axes_of(const droplet::Tensor& tensor) {
  Axes axes = {{1, 1, 1, 1}, {0, 0, 0, 0}};
  Wide decisions = 1;
  for (std::size_t k = std::min<std::size_t>(tensor.dimensions, axis_count); k-- != 0;) {
    axes.extent[k] = tensor.size[k];
    if (tensor.noise[k] == 1) continue;
    axes.decision[k] = decisions;
    decisions = times(decisions, tensor.size[k]);
  }
  return axes;
}

Wide span_of(const Axes& axes, const Stride& stride) {
  Wide last = 0;
  for (unsigned k = 0; k < axis_count; ++k) last += times(axes.extent[k] - 1, stride.along[k]);
  return last + 1;
}

}  // namespace

const Takes& takes(Kind kind) {
  static const Takes table[] = {
#define DROPLET_TAKES(name, kind, arguments) takes_of(#arguments),
      DROPLET_OPERATIONS(DROPLET_TAKES)
#undef DROPLET_TAKES
  };
  return table[static_cast<std::size_t>(kind)];
}

std::size_t Call::size_of(Part part) const {
  if (part == bits) return 1;
  if (part == grad_bias) return sizeof(float);
  if (part == kept) return sizeof(std::uint32_t);
  if (part == total) return sizeof(std::size_t);
  if (part == ratio) return sizeof(droplet_scale_t);
  return on_type(type, [](auto tag) { return sizeof(typename decltype(tag)::type); });
}

bool Call::has(Part part) const {
  const Takes& t = takes(kind);
  switch (part) {
    case input:
      return t.x || t.branch;
    case residual:
      return t.residual;
    case y:
      return t.y;
    case bits:
      return t.bits;
    case bias:
      return kind == Kind::bias_dropout_add;
    case grad_bias:
      return kind == Kind::bias_dropout_add_backward;
    case kept:
      return t.kept;
    case ratio:
      return kind == Kind::sample_rows;
    default:
      return (t.kept && !t.y) || t.blocks;
  }
}

Axes Call::axes() const {
  const Takes& t = takes(kind);
  if (t.kept && !t.y) return {{rows.rows, 1, 1, 1}, {options.batch ? 0u : 1u, 0, 0, 0}};
  if (t.kept) return {{rows.rows, 1, rows.row_length, 1}, {0, 0, 0, 0}};
  if (t.tile) {
    const bool dense = tile.mask_pitch == 0 || tile.rows == 1;
    return {{tile.rows, 1, tile.row_length, 1},
            {dense ? tile.row_length : tile.mask_pitch, 0, 1, 0}};
  }
  if (t.blocks) {
    const Wide plane = times(blocks.height, blocks.width);
    return {{times(blocks.samples, blocks.channels), blocks.height, blocks.width, 1},
            {plane, blocks.width, 1, 0}};
  }
  if (t.options) return {{rows.rows, 1, rows.row_length, 1}, {options.batch ? 0u : 1u, 0, 0, 0}};
  if (t.rows) return {{rows.rows, 1, rows.row_length, 1}, {rows.row_length, 0, 1, 0}};
  if (t.features)
    return {{features.samples, features.channels, features.inner, 1}, {features.channels, 1, 0, 0}};
  if (t.tensor) return axes_of(tensor);
  return {{n, 1, 1, 1}, {1, 0, 0, 0}};
}

Stride Call::stride(Part part) const {
  const Takes& t = takes(kind);
  if (part == bias || part == grad_bias) return {{0, 0, 1, 0}};
  if (t.features) return stride_of(part == y ? features.y : features.x, features);
  if (t.tensor) return stride_of(axes());
  if (!t.tile && !t.rows) return {{1, 0, 0, 0}};
  const std::size_t length = t.tile ? tile.row_length : rows.row_length;
  const std::size_t count = t.tile ? tile.rows : rows.rows;
  const std::size_t pitch = part == y          ? t.tile ? tile.y_pitch : rows.y_pitch
                            : part == residual ? rows.residual_pitch
                            : t.tile           ? tile.x_pitch
                                               : rows.x_pitch;
  return {{pitch == 0 || count == 1 ? length : pitch, 0, 1, 0}};
}

bool Call::is_empty() const {
  const Axes a = axes();
  return std::find(a.extent, a.extent + axis_count, Wide{0}) != a.extent + axis_count;
}

Wide Call::bytes(Part part) const {
  if (part == total || part == ratio) return size_of(part);
  Axes a = axes();
  if (is_empty()) return 0;
  if (part == bits) return (times(times(a.extent[0], a.extent[1]), a.extent[2]) + 7) / 8;
  if (part == bias || part == grad_bias) return times(a.extent[2], size_of(part));
  a.extent[0] = rows_of(part);
  if (part == kept) return times(a.extent[0], size_of(part));
  if (a.extent[0] == 0) return 0;
  return times(span_of(a, stride(part)), size_of(part));
}

Wide Call::rows_of(Part part) const {
  const Wide all = axes().extent[0];
  if (kind == Kind::sample_rows) {
    return mask.mode == DROPLET_TRAIN ? std::min<Wide>(all, kept_count) : all;
  }
  const bool listed =
      takes(kind).list() && (part == kept || part == (kind == Kind::gather_rows ? y : input));
  return listed ? std::min<Wide>(all, kept_count) : all;
}

std::uint64_t Call::keep_units() const {
  return std::uint64_t{mask.rate.digits} << 32 | mask.rate.fraction;
}

bool Call::owns(std::size_t i) const {
  const Takes& t = takes(kind);
  return !t.share || ((t.rate ? 0 : mask.first) + i) / 64 % share.count == share.index;
}

Call Call::piece(std::size_t from, std::size_t to) const {
  Call c = *this;
  for (std::size_t* count : {&c.n, &c.tile.rows, &c.rows.rows, &c.features.samples}) {
    *count = to - from;
  }
  c.tensor.size[0] = to - from;
  if (tensor.noise[0] != 1) c.tensor.noise[0] = 0;
  c.blocks.samples = 1;
  c.blocks.channels = to - from;
  const Axes a = axes();
  c.mask.first += from * static_cast<std::uint64_t>(a.decision[0]);
  const auto move = [&](Part part, std::size_t by) {
    if (at[part] != nullptr)
      c.at[part] += by * static_cast<std::size_t>(stride(part).along[0]) * size_of(part);
  };
  move(input, from);
  move(residual, from);
  move(y, from);
  if (at[bits] != nullptr)
    c.at[bits] += from * static_cast<std::size_t>(a.extent[1] * a.extent[2]) / 8;
  return c;
}

Decider::Decider(const droplet_mask_t& mask)
    : q_(std::uint64_t{mask.rate.digits} << 32 | mask.rate.fraction),
      key_(mask.key),
      first_(mask.first) {
  if (mask.mode == DROPLET_INFERENCE) q_ = reference::keep_everything;
}

bool Decider::operator()(std::uint64_t d) {
  const std::uint64_t i = first_ + d;
  if (!any_ || i / 64 != held_) word_ = reference::word_of(q_, key_, i);
  any_ = true;
  held_ = i / 64;
  return (word_ >> i % 64 & 1) != 0;
}

}  // namespace fuzz
