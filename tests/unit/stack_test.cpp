// SPDX-License-Identifier: MIT
//
// The deepest stack of every operation, measured: a thread runs it on a stack that was painted.
#include <pthread.h>

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "rig.hpp"

#if defined(__SANITIZE_ADDRESS__)
#define DROPLET_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define DROPLET_SANITIZED
#endif
#endif

namespace {

constexpr std::size_t stack_bytes = 256 << 10;
constexpr unsigned char paint = 0xA5;

void* call(void* work) {
  (*static_cast<const std::function<void()>*>(work))();
  return nullptr;
}

// Bytes of stack that a thread which does `work` has touched.
std::size_t touched(const std::function<void()>& work) {
  void* stack = nullptr;
  REQUIRE(posix_memalign(&stack, 4096, stack_bytes) == 0);
  auto* bytes = static_cast<unsigned char*>(stack);
  std::fill(bytes, bytes + stack_bytes, paint);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  REQUIRE(pthread_attr_setstack(&attributes, stack, stack_bytes) == 0);
  pthread_t thread;
  auto* argument = const_cast<std::function<void()>*>(&work);
  REQUIRE(pthread_create(&thread, &attributes, call, argument) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
  const auto* end = bytes + stack_bytes;
  const auto depth = end - std::find_if(static_cast<const unsigned char*>(bytes), end,
                                        [](unsigned char b) { return b != paint; });
  std::free(stack);
  return static_cast<std::size_t>(depth);
}

// More than a thread that does nothing. The first call lets the dynamic linker bind memcpy and
// memset.
std::size_t depth(const std::function<void()>& work) {
  work();
  const std::size_t nothing = touched([] {});
  const std::size_t all = touched(work);
  return all > nothing ? all - nothing : 0;
}

}  // namespace

TEST_CASE("an operation takes at most 1,280 bytes of stack") {
#if defined(DROPLET_SANITIZED)
  MESSAGE("skipped: stack depths, as the sanitizer takes stack of its own");
  return;
#endif
  constexpr std::size_t n = 20000;
  const droplet::Mask d{droplet::Rate{0.1}, droplet::Key{support::rig_key}, 72};
  const auto& bits = support::reference_mask(0.1, 72, n);
  const auto x = support::values(n, 1), branch = support::values(n, 2);
  support::Floats y(n);
  support::Bytes mask(n / 8);
  std::vector<std::uint32_t> kept(n);
  std::size_t count = 0;
  droplet::StatusCode status = droplet::StatusCode::ok;
  // What it takes to call one through the table.
  const operations::Operation none = {"none", static_cast<operations::Kind>(-1)};
  const operations::Buffers<float> nothing = {};
  const std::size_t call = depth([&] { status = none.run(d, nothing, n); });
  support::on_every_isa([&](const std::string&) {
    for (const operations::Operation& op : operations::all()) {
      const auto taken = op.branch_of(bits, branch.data(), n);
      const operations::Buffers<float> buffers{x.data(), taken.data(), y.data(), mask.data()};
      INFO(op.name);
      CHECK(depth([&] { status = op.run(d, buffers, n); }) <= call + 1280);
      CHECK(status == droplet::StatusCode::ok);
    }
    CHECK(depth([&] { status = kept_rows(d, n, kept.data(), &count); }) <= 1024);
    CHECK(status == droplet::StatusCode::ok);
  });
}

TEST_CASE("the measurement of stacks sees 4 KiB") {
#if defined(DROPLET_SANITIZED)
  return;
#endif
  const auto deep = [] {
    volatile unsigned char array[8192];
    for (auto& byte : array) byte = 1;
  };
  CHECK(depth(deep) >= 4096);
}
