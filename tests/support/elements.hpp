// SPDX-License-Identifier: MIT
//
// The element types that are computed as floats: what a float becomes as it is stored, and back.
#ifndef DROPLET_TESTS_SUPPORT_ELEMENTS_HPP
#define DROPLET_TESTS_SUPPORT_ELEMENTS_HPP

#include "droplet/droplet.hpp"

// For TEST_CASE_TEMPLATE.
#define FLOATING_TYPES float

namespace elements {

template <class T>
T rounded(float value);
template <>
inline float rounded(float value) {
  return value;
}

inline float number(float element) { return element; }

}  // namespace elements

#endif
