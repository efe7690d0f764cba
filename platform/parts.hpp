// SPDX-License-Identifier: MIT
//
// load_part and store_part for ISAs without masked loads and stores: through an array.
#ifndef DROPLET_PLATFORM_PARTS_HPP
#define DROPLET_PLATFORM_PARTS_HPP

namespace {

template <class V>
struct PartsByCopy {
  static auto load_part(const float* p, unsigned n) {
    float lanes[V::floats] = {};
    for (unsigned i = 0; i < n; ++i) lanes[i] = p[i];
    return V::load(lanes);
  }
  template <class F>
  static void store_part(float* p, F a, unsigned n) {
    float lanes[V::floats];
    V::store(lanes, a);
    for (unsigned i = 0; i < n; ++i) p[i] = lanes[i];
  }
};

}  // namespace

#endif
