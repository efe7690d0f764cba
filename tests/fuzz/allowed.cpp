// SPDX-License-Identifier: MIT
//
// What is refused: the text of docs/MASK.md, sections 2 and 4, in numbers that do not overflow.
#include <algorithm>
#include <cstring>
#include <utility>

#include "call.hpp"
#include "fixed.hpp"

namespace fuzz {

namespace {

enum class Meeting { apart, overlap, either };

droplet_status_t descriptor(const Call& c) {
  std::uint8_t b[sizeof c.mask];
  std::memcpy(b, &c.mask, sizeof b);
  const bool rate_alone = takes(c.kind).rate;
  if (c.null_mask) return DROPLET_BAD_DESCRIPTOR;
  if (b[6] > 1) return DROPLET_UNKNOWN_FORMAT;
  const std::uint64_t q = c.keep_units();
  if (b[6] == 0 || q > reference::keep_everything) return DROPLET_BAD_PROBABILITY;
  std::uint32_t scale;
  std::memcpy(&scale, b + 8, sizeof scale);
  const bool scales = scale >= 0x3F800000 && scale <= 0x55800000;
  if (b[7] != 0 || !(scales || (scale == 0 && q == 0))) return DROPLET_BAD_DESCRIPTOR;
  if (rate_alone) return DROPLET_OK;
  return b[12] <= 1 && b[13] + b[14] + b[15] == 0 ? DROPLET_OK : DROPLET_BAD_DESCRIPTOR;
}

bool has_zero_point(const Call& c) {
  return on_type(c.type, [&](auto tag) {
    using T = typename decltype(tag)::type;
    if constexpr (!std::is_integral_v<T>) {
      return true;
    } else {
      const int zero = c.quantization.zero_point;
      return zero >= fixed::least_zero<T> && zero <= fixed::most_zero<T>;
    }
  });
}

// Two shares would write the byte that holds bits of two words.
bool has_share(const Call& c) {
  const auto [index, count] = std::pair{c.share.index, c.share.count};
  const bool exists = (count == 1 || count == 2 || count == 4 || count == 8) && index < count;
  const bool writes =
      c.kind == Kind::fill_mask_share || (c.kind == Kind::dropout_share && c.at[bits] != nullptr);
  return exists && !(writes && c.mask.first % 8 != 0);
}

bool has_factor(const Call& c) {
  return c.factor.bits >= 0x3F800000 && c.factor.bits <= 0x55800000;
}

// A mask has no size of its own: where its bytes were too many, y's are, or a pitch is too small.
bool fits(const Call& c) {
  if (c.has(total) && c.rows.rows > std::uint64_t{1} << 32) return false;
  if (c.kind == Kind::gather_rows) {  // whatever its list
    Call all = c;
    all.kept_count = c.rows.rows;
    if (all.bytes(y) > SIZE_MAX) return false;
  }
  const Axes a = c.axes();
  if (takes(c.kind).blocks && a.extent[0] > SIZE_MAX / a.extent[1] / a.extent[2]) return false;
  const bool optional = c.has(bias) || c.has(grad_bias);
  const bool saturates = takes(c.kind).features || takes(c.kind).tensor;  // product of check.hpp
  const std::size_t most = saturates ? SIZE_MAX - 1 : SIZE_MAX;
  for (const Part part : {input, residual, bias, y, grad_bias, kept}) {
    const bool absent = optional && part != input && part != y && c.at[part] == nullptr;
    if (c.has(part) && !absent && c.bytes(part) > most) return false;
  }
  return true;
}

// Whether a pitch of y is less than what the axes within it cover, or a noise is no axis' size.
bool is_tight(const Call& c) {
  const Axes a = c.axes();
  for (std::size_t k = 0; takes(c.kind).tensor && k < c.tensor.dimensions; ++k) {
    if (c.tensor.noise[k] > 1 && c.tensor.noise[k] != c.tensor.size[k]) return true;
  }
  if (takes(c.kind).tile && c.tile.rows > 1 && a.decision[0] < c.tile.row_length) return true;
  const Stride stride = c.stride(y);
  unsigned order[] = {0, 1, 2, 3};
  std::sort(order, order + axis_count,
            [&](unsigned k, unsigned l) { return stride.along[k] < stride.along[l]; });
  Wide covered = 1;
  for (const unsigned k : order) {
    if (a.extent[k] == 1) continue;
    if (stride.along[k] < covered) return true;
    covered += (a.extent[k] - 1) * stride.along[k];
  }
  return false;
}

bool is_null(const Call& c) {
  const bool adds_bias = c.has(bias);
  const auto lacks = [&](Part part) {
    return c.has(part) && c.at[part] == nullptr && c.bytes(part) != 0;
  };
  const bool mask_alone = !c.has(y) || takes(c.kind).stored();
  return lacks(input) || (lacks(residual) && !adds_bias) || lacks(y) ||
         (lacks(bits) && mask_alone) || lacks(kept) || lacks(total) || lacks(ratio);
}

Wide begin(const Call& c, Part part) { return reinterpret_cast<std::uintptr_t>(c.at[part]); }

// All that one spans against all that the other does.
bool meet(const Call& c, Part a, Part b) {
  if (!c.has(a) || !c.has(b) || c.at[a] == nullptr || c.at[b] == nullptr) return false;
  if (c.bytes(a) == 0 || c.bytes(b) == 0) return false;
  return begin(c, a) < begin(c, b) + c.bytes(b) && begin(c, b) < begin(c, a) + c.bytes(a);
}

// Calls visit(offset in bytes) for each element.
template <class Visit>
void each(const Axes& a, const Stride& stride, std::size_t size, Visit visit) {
  const auto at = [&](unsigned k, std::size_t i) {
    return i * static_cast<std::size_t>(stride.along[k]) * size;
  };
  for (std::size_t i = 0; i < a.extent[0]; ++i)
    for (std::size_t j = 0; j < a.extent[1]; ++j)
      for (std::size_t k = 0; k < a.extent[2]; ++k)
        for (std::size_t l = 0; l < a.extent[3]; ++l)
          visit(at(0, i) + at(1, j) + at(2, k) + at(3, l));
}

// Whether y and an input that its range meets have an element in common, or may have, where they
// are larger than any memory.
bool share(const Call& c, Part part) {
  if (c.bytes(part) > most_bytes || c.bytes(y) > most_bytes) return false;
  const std::size_t size = c.size_of(y), all = static_cast<std::size_t>(c.bytes(y));
  std::vector<bool> taken(all);
  each(c.axes(), c.stride(y), size, [&](std::size_t at) {
    for (std::size_t i = 0; i < size; ++i) taken[at + i] = true;
  });
  const std::ptrdiff_t apart = c.at[part] - c.at[y];
  bool any = false;
  each(c.axes(), c.stride(part), size, [&](std::size_t at) {
    const auto from = static_cast<std::ptrdiff_t>(at) + apart;
    for (std::ptrdiff_t i = from; i < from + static_cast<std::ptrdiff_t>(size); ++i) {
      any = any ||
            (i >= 0 && i < static_cast<std::ptrdiff_t>(all) && taken[static_cast<std::size_t>(i)]);
    }
  });
  return any;
}

// Whether the slices of y and of an input along y's outermost axis, which are as far from each
// other in both, are apart.
bool slices_are_apart(const Call& c, Part part, unsigned outermost) {
  const auto slice = [&](Part of, Wide pitch) {
    return c.bytes(of) -
           ((outermost == 0 ? c.rows_of(of) : c.axes().extent[outermost]) - 1) * pitch;
  };
  const Wide size = c.size_of(y);
  const Wide pitch = c.stride(y).along[outermost] * size;
  if (c.stride(part).along[outermost] * size != pitch || pitch == 0) return false;
  const bool first = begin(c, part) < begin(c, y);
  const Part low = first ? part : y, high = first ? y : part;
  const Wide offset = (begin(c, high) - begin(c, low)) % pitch;
  return offset >= slice(low, pitch) && offset + slice(high, pitch) <= pitch;
}

// y against an input of its shape.
Meeting beside(const Call& c, Part part) {
  if (!meet(c, part, y)) return Meeting::apart;
  const Axes a = c.axes();
  const Stride in = c.stride(part), out = c.stride(y);
  bool equal = true;
  unsigned outermost = axis_count;
  for (unsigned k = 0; k < axis_count; ++k) {
    if (a.extent[k] == 1) continue;
    equal = equal && in.along[k] == out.along[k];
    if (outermost == axis_count || out.along[k] >= out.along[outermost]) outermost = k;
  }
  if (begin(c, part) == begin(c, y)) return equal ? Meeting::apart : Meeting::overlap;
  if (outermost == axis_count) return Meeting::overlap;
  if (slices_are_apart(c, part, outermost)) return Meeting::apart;
  // Of feature maps more may be accepted than is promised.
  return takes(c.kind).features && !share(c, part) ? Meeting::either : Meeting::overlap;
}

// Whether y is in place or apart, and all else apart from what is beside it.
Meeting buffers(const Call& c) {
  const bool compact = c.kind == Kind::scatter_add_rows;
  if ((compact && meet(c, input, y)) || meet(c, bias, y) || meet(c, grad_bias, y) ||
      meet(c, grad_bias, input) || meet(c, bits, y) || meet(c, bits, input) || meet(c, kept, y) ||
      meet(c, bits, total) || meet(c, kept, total) || meet(c, kept, ratio) || meet(c, total, ratio))
    return Meeting::overlap;
  const Meeting of_input = compact ? Meeting::apart : beside(c, input);
  const Meeting of_residual = beside(c, residual);
  if (of_input == Meeting::overlap || of_residual == Meeting::overlap) return Meeting::overlap;
  // What ends beyond all addresses may count as going on at the first, where others are.
  for (unsigned k = 0; k < parts; ++k) {
    const auto part = static_cast<Part>(k);
    if (c.has(part) && begin(c, part) + c.bytes(part) > UINTPTR_MAX) return Meeting::either;
  }
  return of_input == Meeting::apart ? of_residual : of_input;
}

bool ascends(const Call& c) {
  for (std::size_t j = 0; j < c.kept_count; ++j) {
    if (c.list[j] >= c.rows.rows || (j != 0 && c.list[j] <= c.list[j - 1])) return false;
  }
  return true;
}

}  // namespace

std::set<droplet_status_t> allowed(const Call& c) {
  const Takes& takes = fuzz::takes(c.kind);
  const droplet_status_t status = takes.mask || takes.rate ? descriptor(c) : DROPLET_OK;
  if (status != DROPLET_OK) return {status};
  if (takes.factor && !has_factor(c)) return {DROPLET_BAD_OPTION};
  if (takes.blocks && c.blocks.block % 2 == 0) return {DROPLET_BAD_OPTION};
  if (c.kind == Kind::sample_rows && c.mask.mode > 1) return {DROPLET_BAD_OPTION};
  if (takes.features && c.features.layout > 1) return {DROPLET_BAD_OPTION};
  if (takes.tensor && c.tensor.dimensions > axis_count) return {DROPLET_BAD_OPTION};
  if (!has_zero_point(c) || (takes.share && !has_share(c))) return {DROPLET_BAD_OPTION};
  if (is_integer(c.type) && c.kind == Kind::drop_path_add && c.options.unscaled)
    return {DROPLET_BAD_OPTION};
  const bool samples = c.kind == Kind::sample_rows;
  if (c.is_empty()) return {samples && c.kept_count != 0 ? DROPLET_BAD_COUNT : DROPLET_OK};
  if (!fits(c)) return {DROPLET_BAD_SIZE};
  if (c.has(y) && is_tight(c)) return {DROPLET_BAD_SHAPE};
  if (is_null(c)) return {DROPLET_NULL_BUFFER};
  const Meeting meeting = buffers(c);
  if (meeting == Meeting::overlap) return {DROPLET_OVERLAP};
  const bool too_many = (takes.list() || samples) && c.kept_count > c.rows.rows;
  const droplet_status_t status_of_list = too_many                      ? DROPLET_BAD_COUNT
                                          : takes.list() && !ascends(c) ? DROPLET_BAD_INDEX
                                                                        : DROPLET_OK;
  if (meeting == Meeting::either) return {status_of_list, DROPLET_OVERLAP};
  return {status_of_list};
}

}  // namespace fuzz
