// SPDX-License-Identifier: MIT
#ifndef DROPLET_SRC_NARROW_HPP
#define DROPLET_SRC_NARROW_HPP

namespace droplet {
namespace detail {
namespace {

// A value that To holds. Written as a cast it is useless where size_t is 32 bits, and an error
// under -Werror=useless-cast, which GCC does not ask in templates.
template <class To, class From>
[[gnu::always_inline]] constexpr To narrow(From value) {
  return static_cast<To>(value);
}

}  // namespace
}  // namespace detail
}  // namespace droplet

#endif
