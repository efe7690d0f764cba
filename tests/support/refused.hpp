// SPDX-License-Identifier: MIT
//
// Calls that must be refused and must write nothing.
#ifndef DROPLET_TESTS_SUPPORT_REFUSED_HPP
#define DROPLET_TESTS_SUPPORT_REFUSED_HPP

#include <functional>

#include "rig.hpp"

namespace refusal {

using namespace droplet;
using namespace support;
using operations::Buffers;
using operations::Kind;
using operations::Operation;

constexpr std::size_t n = 264;  // 8 * 33: every operation of the table has elements

// Buffers of n elements, and what they held at first.
template <class T>
struct Scene {
  std::vector<T> x = values<T>(n, 1), branch = values<T>(n, 2), y = values<T>(2 * n, 3);
  Bytes mask = Bytes(2 * n, 0x3C);
  std::uint32_t kept[n];
  double p = 0.5;
  Mask d{Rate{p}, Key{rig_key}};

  Scene() { std::fill(kept, kept + n, 0xABABABABu); }
  // A copy, as making values takes longer than a call.
  explicit Scene(double p_) : Scene(fresh()) { p = p_, d = Mask{Rate{p}, Key{rig_key}}; }
  static const Scene& fresh() {
    static const Scene scene;
    return scene;
  }
  Buffers<T> buffers() { return {x.data(), branch.data(), y.data(), mask.data()}; }
  bool untouched() const {
    const Scene& before = fresh();
    return same_bytes(x, before.x) && same_bytes(branch, before.branch) &&
           same_bytes(y, before.y) && mask == before.mask &&
           std::equal(kept, kept + n, before.kept);
  }
};

// Runs each operation to which this applies, with arguments that `spoil` has changed.
template <class T>
void refused(StatusCode want, bool (*applies)(const Operation&),
             const std::function<void(Scene<T>*, Buffers<T>*)>& spoil) {
  on_every_isa([&](const std::string&) {
    for (const Operation& op : operations::all<T>()) {
      // At p = 0 nothing is drawn, but the same arguments are refused.
      for (const double p : {0.5, 0.0}) {
        if (!applies(op)) continue;
        Scene<T> scene(p);
        Buffers<T> buffers = scene.buffers();
        INFO(op.name, ", p = ", p);
        spoil(&scene, &buffers);
        CHECK(op.run(scene.d, buffers, n) == want);
        CHECK(scene.untouched());
      }
    }
  });
}

inline bool any(const Operation&) { return true; }

}  // namespace refusal

#endif
