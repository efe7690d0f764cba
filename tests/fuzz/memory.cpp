// SPDX-License-Identifier: MIT
#include "memory.hpp"

#include <algorithm>
#include <cstring>

#include "elements.hpp"

namespace fuzz {

namespace {

constexpr std::size_t beginning = 4096;

std::size_t held(const Call& c, Part part) {
  const Wide bytes = c.bytes(part);
  return bytes > most_bytes ? beginning : static_cast<std::size_t>(bytes);
}

// SplitMix64.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits() { return reference::mix64(state_ += reference::G); }

 private:
  std::uint64_t state_;
};

// Magnitude 1 to 2, or, at times, one of what machines differ in.
float value(std::uint64_t r, bool specials) {
  static constexpr std::uint32_t special[] = {0, 0x7F800000, 0x7FC00000, 0x7F800001,
                                              1, 0x7FFFFF,   0x800000,   0x7F7FFFFF};
  auto bits = static_cast<std::uint32_t>(0x3F800000 | r >> 41);
  if (specials && (r & 6) == 0) bits = special[r >> 3 & 7];
  if (specials && (r & 6) == 2) bits = static_cast<std::uint32_t>(r >> 33);
  bits |= static_cast<std::uint32_t>(r & 1) << 31;
  float result;
  std::memcpy(&result, &bits, sizeof result);
  return result;
}

template <class T>
void fill(std::uint8_t* bytes, std::size_t size, Random random, bool specials) {
  for (std::size_t i = 0; i + sizeof(T) <= size; i += sizeof(T)) {
    T element;
    if constexpr (std::is_integral_v<T>) {
      element = static_cast<T>(random.bits() >> 40);
    } else {
      element = elements::rounded<T>(value(random.bits(), specials));
    }
    std::memcpy(bytes + i, &element, sizeof element);
  }
}

}  // namespace

bool Memory::holds_all(const Call& call) const {
  for (unsigned k = 0; k < parts; ++k) {
    const auto part = static_cast<Part>(k);
    if (call.at[part] != nullptr && call.bytes(part) > most_bytes) return false;
  }
  return true;
}

void Memory::lay_out(Call* call) {
  images_.clear();
  const Part anchor = call->has(y) ? y : total;
  std::vector<Part> beside = {anchor};
  std::fill(call->at, call->at + parts, nullptr);
  for (unsigned k = 0; k < parts; ++k) {
    const auto part = static_cast<Part>(k);
    if (!call->has(part) || part == anchor) continue;
    if (call->place[part].where == Place::beside_y && call->has(anchor)) {
      beside.push_back(part);
    } else if (call->place[part].where != Place::null) {
      place(call, {part});
    }
  }
  if (!call->has(anchor)) return;
  place(call, beside);
  if (call->place[anchor].where == Place::null) call->at[anchor] = nullptr;
}

// `together`: what stands by itself, or an anchor and all that is beside it.
void Memory::place(Call* call, const std::vector<Part>& together) {
  const Part first = together[0];
  const Place& spot = call->place[first];
  const auto from = [&](Part part) {
    return part == first
               ? 0
               : call->place[part].delta * static_cast<std::ptrdiff_t>(call->size_of(part));
  };
  std::ptrdiff_t low = 0, high = 0;
  std::size_t align = 1;
  for (const Part part : together) {
    align = std::max(align, call->size_of(part));
    low = std::min(low, from(part));
    high = std::max(high, from(part) + static_cast<std::ptrdiff_t>(held(*call, part)));
  }
  const std::size_t slack = spot.slack * align;
  const auto step = static_cast<std::ptrdiff_t>(align);
  low -= (low % step + step) % step;
  std::size_t size = static_cast<std::size_t>(high - low);
  size = (size + align - 1) / align * align + slack;
  std::uint8_t* const begin = arenas_[first].place(size, spot.at_end);
  for (const Part part : together) {
    call->at[part] = begin + (spot.at_end ? 0 : slack) + (from(part) - low);
  }
  Image image;
  image.live = spot.at_end ? begin - margin : begin;
  image.before.resize(size + margin);
  const Random random(call->seed + first);
  if (first == grad_bias) {
    fill<float>(image.before.data(), image.before.size(), random, call->specials);
  } else if (first >= bits) {
    fill<std::int8_t>(image.before.data(), image.before.size(), random, false);
  } else {
    on_type(call->type, [&](auto tag) {
      fill<typename decltype(tag)::type>(image.before.data(), image.before.size(), random,
                                         call->specials);
    });
  }
  for (const Part part : together) {
    if (part != kept || !takes(call->kind).list()) continue;
    const std::size_t bytes = held(*call, kept);
    const auto* const list = reinterpret_cast<const std::uint8_t*>(call->list.data());
    std::copy(list, list + bytes, image.before.data() + (call->at[kept] - image.live));
  }
  image.want = image.before;
  images_.push_back(std::move(image));
}

std::size_t Memory::of(const std::uint8_t* p) const {
  for (std::size_t i = 0; i < images_.size(); ++i) {
    if (p >= images_[i].live && p <= images_[i].live + images_[i].before.size()) return i;
  }
  std::abort();
}

void Memory::restore() {
  for (const Image& i : images_) std::memcpy(i.live, i.before.data(), i.before.size());
}

bool Memory::as_wanted() const {
  return std::all_of(images_.begin(), images_.end(), [](const Image& i) {
    return std::memcmp(i.live, i.want.data(), i.want.size()) == 0;
  });
}

}  // namespace fuzz
