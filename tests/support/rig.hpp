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

  // False where a byte differs. Of a case's places the disjoint one comes first.
  bool run(const operations::Operation& op, Case c) {
    c.first = op.first_near(c.first);
    const auto& bits = reference_mask(c.p, c.first, c.n);
    const T* source = aligned(x_.data()) + c.x_at;
    T* y_store = aligned(y_.data()) + c.y_at;
    T* y = y_store + margin;
    std::memset(y_store, canary, (2 * margin + c.n) * sizeof(T));
    Elements branch = op.branch_of(bits, branch_.data(), c.n);
    const T* x = source;
    if (c.place == Place::y_is_x) x = static_cast<T*>(memcpy(y, source, c.n * sizeof(T)));
    if (c.place == Place::y_is_branch && !branch.empty()) {
      memcpy(y, branch.data(), branch.size() * sizeof(T));
    }
    if (c.place == Place::disjoint || !replaces_all(op, c.n)) {
      want_.assign(y, y + c.n);
      want_ = op.expected(c.p, bits, source, branch_.data(), std::move(want_), c.n, c.first);
    }
    std::uint8_t* mask_store = aligned(mask_.data()) + c.mask_at;
    const Bytes mask_want = prepare_mask(op, c, bits, mask_store);
    const operations::Buffers<T> buffers{x, c.place == Place::y_is_branch ? y : branch.data(), y,
                                         mask_store + margin};
    const droplet::Mask d{droplet::Rate{c.p}, droplet::Key{rig_key}, c.first};
    return op.run(d, buffers, c.n) == droplet::StatusCode::ok && same_bytes(y, want_.data(), c.n) &&
           is_canaries(y_store) && is_canaries(y + c.n) &&
           std::equal(mask_want.begin(), mask_want.end(), mask_store);
  }

 private:
  static constexpr std::size_t margin = 16;
  static constexpr std::uint8_t canary = 0x44;

  static bool is_canaries(const T* margin_of_y) {
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(margin_of_y);
    return std::count(bytes, bytes + margin * sizeof(T), canary) == margin * sizeof(T);
  }

  // Whether nothing of what was in y before stays there, so that the result is the same in every
  // place.
  static bool replaces_all(const operations::Operation& op, std::size_t n) {
    return op.writes_y() && !op.is_share() && !op.gathers() && op.shape(n).elements() == n;
  }

  // Fills the mask's place with what apply_mask reads, or with canaries; returns what must be there
  // afterwards. Bits past the mask's end are ones where it is read: they must be ignored.
  Bytes prepare_mask(const operations::Operation& op, const Case& c, const reference::Bits& bits,
                     std::uint8_t* store) const {
    const std::size_t size = (c.n + 7) / 8;
    std::fill(store, store + size + 2 * margin, std::uint8_t{0xA5});
    Bytes want(store, store + size + 2 * margin);
    if (op.writes_mask()) op.expect_mask(bits, c.n, c.first, want.data() + margin);
    if (!op.reads_mask()) return want;
    Bytes packed = reference::pack(bits, c.n);
    if (c.n % 8 != 0) packed.back() = static_cast<std::uint8_t>(packed.back() | 0xFFu << c.n % 8);
    std::copy(packed.begin(), packed.end(), store + margin);
    return {store, store + size + 2 * margin};
  }

  Elements x_, branch_, y_, want_;
  Bytes mask_;
};

}  // namespace support

#endif
