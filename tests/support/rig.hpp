// SPDX-License-Identifier: MIT
//
// Runs one operation on buffers at chosen places and compares all of their bytes, and those around
// them, with what must be there.
#ifndef DROPLET_TESTS_SUPPORT_RIG_HPP
#define DROPLET_TESTS_SUPPORT_RIG_HPP

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "operations.hpp"
#include "support.hpp"

namespace support {

constexpr std::uint64_t rig_key = 0x0123456789ABCDEFu;

// The reference's mask, drawn once for each (q, first) of those that come again.
inline const reference::Bits& reference_mask(double p, std::uint64_t first, std::size_t n) {
  static std::map<std::tuple<std::uint64_t, std::uint64_t>, reference::Bits> drawn;
  if (drawn.size() == 512) drawn.clear();  // Ten thousand would fill a board's memory.
  reference::Bits& bits = drawn[{reference::keep_units(p), first}];
  if (bits.size() < n) {
    bits = reference::mask(reference::keep_units(p), rig_key, first, std::max<std::size_t>(n, 256));
  }
  return bits;
}

enum class Place { disjoint, y_is_x, y_is_branch };

struct Case {
  double p;
  std::uint64_t first;
  std::size_t n;
  std::size_t x_at = 0, y_at = 0, mask_at = 0;  // elements, and bytes, from an alignment of 64
  Place place = Place::disjoint;
};

// To 64 bytes.
template <class T>
T* aligned(T* p) {
  return reinterpret_cast<T*>((reinterpret_cast<std::uintptr_t>(p) + 63) / 64 * 64);
}

template <class T>
class Rig {
  using Elements = std::vector<T>;

 public:
  explicit Rig(std::size_t most)
      : x_(values<T>(most + 5 * margin + 64, 1)),
        branch_(values<T>(most, 2)),
        y_(x_.size()),
        mask_(most / 8 + 8 * margin) {
    want_.reserve(most);  // Taken again for each case, it would scatter a board's small heap.
  }

  // What must be there on every ISA. Of a case's places the disjoint one comes first.
  void expect(const operations::Operation& op, Case c) {
    c.first = op.first_near(c.first);
    const auto& bits = reference_mask(c.p, c.first, c.n);
    if (c.place == Place::disjoint) {
      descriptor_ = {droplet::Rate{c.p}, droplet::Key{rig_key}, c.first};
      op_branch_ = op.branch_of(bits, branch_.data(), c.n);
    }
    if (c.place == Place::disjoint || !replaces_all(op, c.n)) {
      want_.resize(c.n);
      fill(want_.data(), c);
      want_ = op.expected(c.p, bits, source(c), branch_.data(), std::move(want_), c.n, c.first);
    }
    expect_mask(op, c, bits);
  }

  // False where the ISA in use makes another byte than is expected of that operation and case.
  bool matches(const operations::Operation& op, const Case& c) {
    T* const y_store = aligned(y_.data()) + c.y_at;
    T* const y = y_store + margin;
    std::memset(y_store, canary, margin * sizeof(T));
    fill(y, c);
    std::memset(y + c.n, canary, margin * sizeof(T));
    std::uint8_t* const mask_store = aligned(mask_.data()) + c.mask_at;
    std::copy(mask_before_.begin(), mask_before_.end(), mask_store);
    const operations::Buffers<T> buffers{c.place == Place::y_is_x ? y : source(c),
                                         c.place == Place::y_is_branch ? y : op_branch_.data(), y,
                                         mask_store + margin};
    return op.run(descriptor_, buffers, c.n) == droplet::StatusCode::ok &&
           same_bytes(y, want_.data(), c.n) && is_canaries(y_store) && is_canaries(y + c.n) &&
           std::equal(mask_want_.begin(), mask_want_.end(), mask_store);
  }

 private:
  static constexpr std::size_t margin = 16;
  static constexpr std::uint8_t canary = 0x44;

  static bool is_canaries(const T* margin_of_y) {
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(margin_of_y);
    return std::count(bytes, bytes + margin * sizeof(T), canary) == margin * sizeof(T);
  }

  const T* source(const Case& c) const { return aligned(x_.data()) + c.x_at; }

  // What is in y before.
  void fill(T* y, const Case& c) const {
    std::memset(y, canary, c.n * sizeof(T));
    if (c.place == Place::y_is_x) std::memcpy(y, source(c), c.n * sizeof(T));
    if (c.place == Place::y_is_branch && !op_branch_.empty()) {
      std::memcpy(y, op_branch_.data(), op_branch_.size() * sizeof(T));
    }
  }

  // Whether nothing of what was in y before stays there, so that the result is the same in every
  // place.
  static bool replaces_all(const operations::Operation& op, std::size_t n) {
    return op.writes_y() && !op.is_share() && !op.gathers() && op.shape(n).elements() == n;
  }

  // In the mask's place stands what apply_mask reads, or canaries. Bits past the mask's end are
  // ones where it is read: they must be ignored.
  void expect_mask(const operations::Operation& op, const Case& c, const reference::Bits& bits) {
    mask_before_.assign((c.n + 7) / 8 + 2 * margin, 0xA5);
    if (op.reads_mask()) {
      Bytes packed = reference::pack(bits, c.n);
      if (c.n % 8 != 0) packed.back() = static_cast<std::uint8_t>(packed.back() | 0xFFu << c.n % 8);
      std::copy(packed.begin(), packed.end(), mask_before_.begin() + margin);
    }
    mask_want_ = mask_before_;
    if (op.writes_mask()) op.expect_mask(bits, c.n, c.first, mask_want_.data() + margin);
  }

  Elements x_, branch_, y_, want_;
  Elements op_branch_;  // of branch_, as the operation takes it
  Bytes mask_, mask_before_, mask_want_;
  droplet::Mask descriptor_{droplet::Rate{0.5}, droplet::Key{rig_key}};
};

}  // namespace support

#endif
