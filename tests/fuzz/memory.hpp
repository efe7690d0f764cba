// SPDX-License-Identifier: MIT
//
// The buffers of a call, between pages that fault: what they held, what they must hold.
#ifndef DROPLET_TESTS_FUZZ_MEMORY_HPP
#define DROPLET_TESTS_FUZZ_MEMORY_HPP

#include "call.hpp"
#include "guarded.hpp"

namespace fuzz {

class Memory {
 public:
  // Finds each buffer its place, and fills it. Of what no memory could hold there is a beginning.
  void lay_out(Call* call);
  bool holds_all(const Call& call) const;

  const std::uint8_t* before(const std::uint8_t* p) const {
    return images_[of(p)].before.data() + offset(p);
  }
  std::uint8_t* want(const std::uint8_t* p) { return images_[of(p)].want.data() + offset(p); }
  // As they were.
  void restore();
  bool as_wanted() const;

 private:
  struct Image {
    std::uint8_t* live;
    std::vector<std::uint8_t> before, want;
  };

  void place(Call* call, const std::vector<Part>& together);
  std::size_t of(const std::uint8_t* p) const;
  std::size_t offset(const std::uint8_t* p) const {
    return static_cast<std::size_t>(p - images_[of(p)].live);
  }

  static constexpr std::size_t capacity = most_bytes + (std::size_t{8} << 20);
  static constexpr std::size_t margin = 256;
  support::Guarded arenas_[parts] = {
      support::Guarded(capacity), support::Guarded(capacity), support::Guarded(capacity),
      support::Guarded(capacity), support::Guarded(capacity), support::Guarded(capacity),
      support::Guarded(capacity), support::Guarded(capacity), support::Guarded(capacity)};
  std::vector<Image> images_;
};

// Writes into what `memory` must hold after a call that is accepted.
void expect(const Call& call, Memory* memory);
// Makes each NaN of a result that must be one the NaN that is wanted: payloads are not promised.
void forgive_payloads(const Call& call, Memory* memory);
std::size_t elements_of(const Call& call);

}  // namespace fuzz

#endif
