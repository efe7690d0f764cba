// SPDX-License-Identifier: MIT
//
// The result of a call, an element at a time, by the reference of tests/support.
#include <algorithm>
#include <cstring>

#include "elements.hpp"
#include "fixed.hpp"
#include "kept_elements.hpp"
#include "memory.hpp"

namespace fuzz {

namespace {

template <class T>
T read(const std::uint8_t* p) {
  T value;
  std::memcpy(&value, p, sizeof value);
  return value;
}
template <class T>
void write(std::uint8_t* p, T value) {
  std::memcpy(p, &value, sizeof value);
}

// What a descriptor says of a call as a whole.
std::uint64_t units(const Call& c) {
  const bool rests = c.mask.mode == DROPLET_INFERENCE && !takes(c.kind).rate;
  return rests ? reference::keep_everything : c.keep_units();
}

// Where an element's buffers are, in bytes from their beginnings.
struct Step {
  std::size_t along[parts][axis_count];
  explicit Step(const Call& c) {
    for (unsigned k = 0; k < parts; ++k) {
      const auto part = static_cast<Part>(k);
      if (!c.has(part)) continue;
      for (unsigned axis = 0; axis < axis_count; ++axis)
        along[part][axis] = static_cast<std::size_t>(c.stride(part).along[axis]) * c.size_of(part);
    }
  }
  std::size_t operator()(Part part, std::size_t i, std::size_t j, std::size_t k,
                         std::size_t l = 0) const {
    return i * along[part][0] + j * along[part][1] + k * along[part][2] + l * along[part][3];
  }
};

// Which of the mask's elements decides.
class Deciding {
 public:
  explicit Deciding(const Call& c) {
    const Axes a = c.axes();
    for (unsigned k = 0; k < axis_count; ++k) along_[k] = static_cast<std::uint64_t>(a.decision[k]);
  }
  std::uint64_t operator()(std::size_t i, std::size_t j, std::size_t k, std::size_t l) const {
    return i * along_[0] + j * along_[1] + k * along_[2] + l * along_[3];
  }

 private:
  std::uint64_t along_[axis_count];
};

// Calls visit(i, j, k, l, its number) for each element.
template <class Visit>
void each(const Call& c, Visit visit) {
  const Axes a = c.axes();
  std::size_t number = 0;
  for (std::size_t i = 0; i < a.extent[0]; ++i)
    for (std::size_t j = 0; j < a.extent[1]; ++j)
      for (std::size_t k = 0; k < a.extent[2]; ++k)
        for (std::size_t l = 0; l < a.extent[3]; ++l) visit(i, j, k, l, number++);
}

// What becomes of an element of T.
template <class T, class = void>
class Becomes {
 public:
  explicit Becomes(const Call& c)
      : element_(operation(c).element(units(c), c.mask.rate.scale)),
        adds_(c.at[residual] != nullptr) {}
  T operator()(bool kept, T x, const T* bias, T residual) const {
    using elements::number;
    const float biased = bias != nullptr ? number(x) + number(*bias) : number(x);
    return elements::rounded<T>(element_(kept, adds_ ? number(residual) : biased, biased));
  }

 private:
  // Without a residual it is dropout.
  static operations::Operation operation(const Call& c) {
    operations::Operation op{"", c.has(bias) && c.at[residual] == nullptr ? Kind::dropout : c.kind};
    if (takes(op.kind).options) op.options = c.options;
    return op;
  }
  operations::Element element_;
  bool adds_;
};

template <class T>
class Becomes<T, std::enable_if_t<std::is_integral_v<T>>> {
 public:
  explicit Becomes(const Call& c)
      : adds_(takes(c.kind).branch),
        copies_(takes(c.kind).options ? c.options.unscaled : c.quantization.unscaled),
        none_(units(c) == 0),
        zero_(c.quantization.zero_point) {
    const bool by_one = units(c) == reference::keep_everything && !takes(c.kind).rate;
    if (!none_) factor_ = fixed::factor_of<T>(by_one ? 1.0f : c.mask.rate.scale);
  }
  T operator()(bool kept, T x, const T*, T residual) const {
    if (!kept || none_) return adds_ ? residual : static_cast<T>(zero_);
    if (adds_) return fixed::added(factor_, residual, x, zero_);
    return copies_ ? x : fixed::kept(factor_, x, zero_);
  }

 private:
  bool adds_, copies_, none_;
  int zero_;
  fixed::Factor factor_ = {};
};

// Bits by the elements in order; what the last byte does not use is its last word's.
void expect_mask(const Call& c, Memory* memory) {
  Decider decider(c.mask);
  std::uint8_t* const out = memory->want(c.at[bits]);
  std::size_t number = 0;
  const auto give = [&](bool kept) {
    const std::size_t at = number++;
    if (!c.owns(at) || (kept && c.kind == Kind::and_mask)) return;
    const unsigned bit = 1u << at % 8, others = out[at / 8] & ~bit;
    out[at / 8] = static_cast<std::uint8_t>(kept ? others | bit : others);
  };
  const Deciding deciding(c);
  each(c, [&](std::size_t i, std::size_t j, std::size_t k, std::size_t l, std::size_t) {
    give(decider(deciding(i, j, k, l)));
  });
  if (c.kind == Kind::and_mask || !c.owns(number - 1)) return;
  for (; number % 8 != 0; ++number)
    out[number / 8] = static_cast<std::uint8_t>(out[number / 8] & ~(1u << number % 8));
}

template <class T>
void expect_elements(const Call& c, Memory* memory) {
  const Becomes<T> becomes(c);
  const Step step(c);
  Decider decider(c.mask);
  const bool stored = takes(c.kind).stored();
  const auto held = [&](Part part) {
    return c.at[part] != nullptr ? memory->before(c.at[part]) : nullptr;
  };
  const std::uint8_t *const from = held(input), *const to = held(residual),
                            *const added = held(bias), *const mask = held(bits);
  std::uint8_t* const result = memory->want(c.at[y]);
  if (mask != nullptr && !stored) expect_mask(c, memory);
  std::uint8_t* const sums = c.at[grad_bias] != nullptr ? memory->want(c.at[grad_bias]) : nullptr;
  const Deciding deciding(c);
  each(c, [&](std::size_t i, std::size_t j, std::size_t k, std::size_t l, std::size_t number) {
    if (!c.owns(number)) return;
    const bool kept =
        stored ? (mask[number / 8] >> number % 8 & 1) != 0 : decider(deciding(i, j, k, l));
    const T x = read<T>(from + step(input, i, j, k, l));
    const T other = to != nullptr ? read<T>(to + step(residual, i, j, k, l)) : T{};
    T term;
    if (added != nullptr) term = read<T>(added + step(bias, i, j, k, l));
    const T out = becomes(kept, x, added != nullptr ? &term : nullptr, other);
    write(result + step(y, i, j, k, l), out);
    if constexpr (!std::is_integral_v<T>) {
      std::uint8_t* const sum = sums != nullptr ? sums + step(grad_bias, i, j, k, l) : nullptr;
      if (sum != nullptr) write(sum, read<float>(sum) + elements::number(out));
    }
  });
}

// Of rows in a list. Of a residual all are y's; what is not added to stays as it is.
template <class T>
void expect_list(const Call& c, Memory* memory) {
  const Step step(c);
  const bool adds = c.has(residual);
  const int zero = c.quantization.zero_point;
  float factor;
  std::memcpy(&factor, &c.factor.bits, sizeof factor);
  const auto before = [&](Part part, std::size_t row, std::size_t k) {
    return read<T>(memory->before(c.at[part]) + step(part, row, 0, k));
  };
  const auto give = [&](std::size_t row, std::size_t k, T element) {
    write(memory->want(c.at[y]) + step(y, row, 0, k), element);
  };
  each(c, [&](std::size_t row, std::size_t, std::size_t k, std::size_t, std::size_t) {
    if (adds) give(row, k, before(residual, row, k));
  });
  for (std::size_t j = 0; j < c.kept_count; ++j) {
    const std::size_t row = c.list[j];
    for (std::size_t k = 0; k < c.rows.row_length; ++k) {
      if (adds) {
        give(row, k,
             kept_elements::added(factor, before(residual, row, k), before(input, j, k), zero));
      } else {
        give(j, k, kept_elements::times(factor, before(input, row, k), zero));
      }
    }
  }
}

// Of a stored mask by a factor.
template <class T>
void expect_by_factor(const Call& c, Memory* memory) {
  const std::uint8_t* const mask = memory->before(c.at[bits]);
  const int zero = c.quantization.zero_point;
  T dropped = {};
  if constexpr (std::is_integral_v<T>) dropped = static_cast<T>(zero);
  float factor;
  std::memcpy(&factor, &c.factor.bits, sizeof factor);
  for (std::size_t i = 0; i < c.n; ++i) {
    const T x = read<T>(memory->before(c.at[input]) + i * sizeof(T));
    const bool kept = (mask[i / 8] >> i % 8 & 1) != 0;
    write(memory->want(c.at[y]) + i * sizeof(T),
          kept ? kept_elements::times(factor, x, zero) : dropped);
  }
}

// A seed drops what is near it.
void expect_blocks(const Call& c, Memory* memory) {
  std::size_t count = 0;
  if (!c.is_empty()) {
    const std::size_t height = c.blocks.height, width = c.blocks.width;
    const std::size_t n = static_cast<std::size_t>(c.axes().extent[0]) * height * width;
    const std::size_t r = (std::min({c.blocks.block, height, width}) - 1) / 2;
    Decider decider(c.mask);
    std::vector<bool> dropped(n);
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t row = i / width % height, column = i % width;
      if (decider(i) || row < r || height - row <= r || column < r || width - column <= r) continue;
      for (std::size_t k = i - r * width; k <= i + r * width; k += width)
        for (std::size_t at = k - r; at <= k + r; ++at) dropped[at] = true;
    }
    std::uint8_t* const out = memory->want(c.at[bits]);
    std::memset(out, 0, static_cast<std::size_t>(c.bytes(bits)));
    for (std::size_t i = 0; i < n; ++i) {
      if (dropped[i]) continue;
      out[i / 8] = static_cast<std::uint8_t>(out[i / 8] | 1u << i % 8);
      ++count;
    }
  }
  if (c.at[total] != nullptr) write(memory->want(c.at[total]), count);
}

void expect_kept_rows(const Call& c, Memory* memory) {
  Decider decider(c.mask);
  std::size_t count = 0;
  for (std::size_t row = 0; row < c.rows.rows; ++row) {
    if (!decider(c.options.batch ? 0 : row)) continue;
    write(memory->want(c.at[kept]) + count++ * sizeof(std::uint32_t),
          static_cast<std::uint32_t>(row));
  }
  if (c.at[total] != nullptr) write(memory->want(c.at[total]), count);
}

void expect_sample(const Call& c, Memory* memory) {
  const std::size_t rows = c.rows.rows;
  const bool draws = c.mask.mode == DROPLET_TRAIN && c.kept_count < rows;
  const std::size_t count = draws ? c.kept_count : rows;
  const auto list =
      count != 0 ? reference::sample(c.mask.key, rows, count) : std::vector<std::uint32_t>();
  const float quotient = rows != 0 ? reference::ratio(rows, count) : 1.0f;
  for (std::size_t j = 0; j < count; ++j)
    write(memory->want(c.at[kept]) + j * sizeof list[j], list[j]);
  if (c.at[total] != nullptr) write(memory->want(c.at[total]), count);
  if (c.at[ratio] != nullptr) write(memory->want(c.at[ratio]), quotient);
}

template <class T>
void forgive(const std::uint8_t* wanted, std::uint8_t* live) {
  if constexpr (!std::is_integral_v<T>) {
    const float want = elements::number(read<T>(wanted)), got = elements::number(read<T>(live));
    if (want != want && got != got) std::memcpy(live, wanted, sizeof(T));
  }
}

}  // namespace

std::size_t elements_of(const Call& c) {
  const Axes a = c.axes();
  return static_cast<std::size_t>(c.rows_of(y) * a.extent[1] * a.extent[2] * a.extent[3]);
}

void expect(const Call& c, Memory* memory) {
  if (c.kind == Kind::kept_rows) return expect_kept_rows(c, memory);
  if (c.kind == Kind::sample_rows) return expect_sample(c, memory);
  if (takes(c.kind).blocks) return expect_blocks(c, memory);
  if (c.is_empty()) return;
  if (!c.has(y)) return expect_mask(c, memory);
  on_type(c.type, [&](auto tag) {
    using T = typename decltype(tag)::type;
    takes(c.kind).list()                             ? expect_list<T>(c, memory)
    : takes(c.kind).stored() && takes(c.kind).factor ? expect_by_factor<T>(c, memory)
                                                     : expect_elements<T>(c, memory);
  });
}

void forgive_payloads(const Call& c, Memory* memory) {
  if (c.is_empty()) return;
  const Step step(c);
  each(c, [&](std::size_t i, std::size_t j, std::size_t k, std::size_t l, std::size_t) {
    if (i >= c.rows_of(y)) return;
    on_type(c.type, [&](auto tag) {
      const std::size_t at = c.at[y] != nullptr ? step(y, i, j, k, l) : 0;
      if (c.at[y] != nullptr)
        forgive<typename decltype(tag)::type>(memory->want(c.at[y]) + at, c.at[y] + at);
    });
    if (c.at[grad_bias] != nullptr) {
      const std::size_t at = step(grad_bias, i, j, k, l);
      forgive<float>(memory->want(c.at[grad_bias]) + at, c.at[grad_bias] + at);
    }
  });
}

}  // namespace fuzz
