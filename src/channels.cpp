// SPDX-License-Identifier: MIT
#include "channels.hpp"

namespace droplet {
namespace detail {
namespace {

// Each pitch that is 0 as the layout has it, around the axes within.
Pitch pitch_of(const droplet_feature_pitch_t& pitch, const droplet_features_t& f) {
  size_t channel = pitch.channel, position = pitch.position, within;
  if (f.layout == DROPLET_CHANNELS_FIRST) {
    if (position == 0) position = 1;
    if (channel == 0) channel = product(f.inner, position);
    within = product(f.channels, channel);
  } else {
    if (channel == 0) channel = 1;
    if (position == 0) position = product(f.channels, channel);
    within = product(f.inner, position);
  }
  return {pitch.sample != 0 ? pitch.sample : within, position, channel};
}

void make_nest(const droplet_features_t& f, FeatureNest* nest) {
  Pitch &x = nest->pitches[0], &y = nest->pitches[1];
  x = pitch_of(f.x, f);
  y = pitch_of(f.y, f);
  const bool neighbours = f.inner == 1 || (x.repeat == 1 && y.repeat == 1);
  Decisions& d = nest->decisions;
  d = neighbours ? dense(f.samples, 1, f.channels, f.inner)
                 : dense(f.samples, f.inner, f.channels, 1);
  // Samples that stand one after the other are more channels, and one walk.
  if (neighbours && x.outer == product(f.channels, x.count) &&
      y.outer == product(f.channels, y.count))
    d = dense(1, 1, product(f.samples, f.channels), f.inner);
}

struct Axis {
  size_t extent, pitch;
};

// Along the outermost axis; all is 0 where that is too much. Sets `meet` where two elements do.
Cover cover(const Decisions& d, size_t size, const void* data, const Pitch& along, bool* meet) {
  Axis axes[] = {{d.count, along.count}, {d.repeat, along.repeat}, {d.outer, along.outer}};
  size_t n = d.inner;
  Cover c = {reinterpret_cast<uintptr_t>(data), 0, 0, 0};
  *meet = false;
  for (unsigned done = 0; done < 3; ++done) {  // the pitches ascending
    unsigned least = done;
    for (unsigned k = done + 1; k < 3; ++k) least = axes[k].pitch < axes[least].pitch ? k : least;
    const Axis axis = axes[least];
    axes[least] = axes[done];
    if (axis.extent == 1) continue;
    c.slice = n;  // in elements, as long as their number may be too large
    c.pitch = axis.pitch;
    *meet = *meet || axis.pitch < n;
    size_t far;
    if (__builtin_mul_overflow(axis.extent - 1, axis.pitch, &far) ||
        __builtin_add_overflow(n, far, &n))
      return c;
  }
  if (__builtin_mul_overflow(n, size, &n) || n == SIZE_MAX) return c;
  c.slice *= size;
  c.pitch *= size;
  c.all = n;
  return c;
}

// Along the axes that there are.
bool same(const Decisions& d, const Pitch& a, const Pitch& b) {
  return (d.outer == 1 || a.outer == b.outer) && (d.repeat == 1 || a.repeat == b.repeat) &&
         (d.count == 1 || a.count == b.count);
}

void set_nest(Verdict verdict, const void* x, void* y, const FeatureNest& nest, size_t size,
              int32_t zero) {
  const Decisions& d = nest.decisions;
  for (size_t o = 0; o < d.outer; ++o) {
    for (size_t r = 0; r < d.repeat; ++r) {
      for (size_t c = 0; c < d.count; ++c) {
        set_all(verdict, static_cast<const uint8_t*>(x) + nest.pitches[0].at(o, r, c) * size,
                static_cast<uint8_t*>(y) + nest.pitches[1].at(o, r, c) * size, d.inner, size, zero);
      }
    }
  }
}

// Fills `nest` where there is a verdict.
droplet_status_t check_channels(const droplet_mask_t* mask, const void* x, const void* y,
                                const droplet_features_t& features, size_t size, int32_t zero,
                                FeatureNest* nest) {
  const droplet_status_t status = check_descriptor(mask);
  if (status != DROPLET_OK) return status;
  if (features.layout > DROPLET_CHANNELS_LAST || !is_zero_point(zero, size))
    return DROPLET_BAD_OPTION;
  if (features.samples == 0 || features.channels == 0 || features.inner == 0) return DROPLET_OK;
  make_nest(features, nest);
  const Decisions& d = nest->decisions;
  bool inputs_meet, meet;
  const Cover in = cover(d, size, x, nest->pitches[0], &inputs_meet);
  const Cover out = cover(d, size, y, nest->pitches[1], &meet);
  if (in.all == 0 || out.all == 0) return DROPLET_BAD_SIZE;
  if (meet) return DROPLET_BAD_SHAPE;
  if (x == nullptr || y == nullptr) return DROPLET_NULL_BUFFER;
  const bool alike = same(d, nest->pitches[0], nest->pitches[1]);
  if (!(x == y && alike) && !apart(in, out)) return DROPLET_OVERLAP;
  const Verdict verdict = verdict_of(mask);
  // Without gaps in y, where no elements meet.
  const size_t n = d.outer * d.repeat * d.count * d.inner;
  if (verdict != Verdict::draw && alike && out.all == n * size) nest->decisions = dense(1, 1, 1, n);
  return as_status(verdict);
}

}  // namespace

droplet_status_t settle_nest(const droplet_mask_t* mask, const void* x, void* y,
                             const droplet_features_t& features, size_t size, int32_t zero,
                             FeatureNest* nest) {
  const droplet_status_t status = check_channels(mask, x, y, features, size, zero, nest);
  if (status >= undecided) return status;
  set_nest(verdict_in(status), x, y, *nest, size, zero);
  return DROPLET_OK;
}

}  // namespace detail
}  // namespace droplet
