// SPDX-License-Identifier: MIT
//
// The same in C++.
#ifndef PLANTED_NAMES_HPP
#define PLANTED_NAMES_HPP

namespace bare_namespace {
namespace detail {
void not_public();
struct NotPublic {};
}  // namespace detail

void bare_overload();
/// Is documented by this.
void bare_overload(int);

enum class bare_enumeration {
  bare_first,
  documented  // is documented by this
};

// Is not.
struct bare_struct {};

/// Is documented by this.
class bare_default {
 public:
  bare_default();
  [[nodiscard]] int bare_method() const noexcept;

 private:
  int documented_;
  int not_public() const;
};

}  // namespace bare_namespace

#endif
