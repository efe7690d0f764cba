// SPDX-License-Identifier: MIT
//
// The deepest stack of every operation, measured: a thread runs it on a stack that was painted.
#include <pthread.h>

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "support.hpp"

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

TEST_CASE("an operation takes at most 1 KiB of stack") {
#if defined(DROPLET_SANITIZED)
  MESSAGE("skipped: stack depths, as the sanitizer takes stack of its own");
  return;
#endif
  using namespace droplet;
  const Mask d{Rate{0.1}, Key{7}, 77};
  support::Floats x(20000, 1.0f), y(20000);
  support::Bytes mask(2500);
  std::vector<std::uint32_t> kept(300);
  std::size_t count = 0;
  const float* in = x.data();
  float* out = y.data();
  bool ok = true;
  const auto expect_ok = [&](StatusCode s) { ok = ok && s == StatusCode::ok; };
  REQUIRE(kept_rows(d, 300, kept.data(), &count) == StatusCode::ok);
  const std::size_t kept_count = count;
  const std::vector<std::pair<std::string, std::function<void()>>> calls = {
      {"dropout", [&] { expect_ok(dropout(d, in, out, 20000)); }},
      {"dropout with mask", [&] { expect_ok(dropout(d, in, out, 20000, mask.data())); }},
      {"fill_mask", [&] { expect_ok(fill_mask(d, mask.data(), 20000)); }},
      {"apply_mask", [&] { expect_ok(apply_mask(d.rate(), mask.data(), in, out, 20000)); }},
      {"drop_path", [&] { expect_ok(drop_path(d, in, out, {.rows = 300, .row_length = 33})); }},
      {"drop_path_add",
       [&] { expect_ok(drop_path_add(d, out, in, out, {.rows = 300, .row_length = 33})); }},
      {"kept_rows", [&] { expect_ok(kept_rows(d, 300, kept.data(), &count)); }},
      {"drop_path_scatter_add",
       [&] {
         expect_ok(
             drop_path_scatter_add(d, out, in, kept_count, out, {.rows = 300, .row_length = 33}));
       }},
      {"feature_dropout",
       [&] {
         expect_ok(feature_dropout(d, in, out, {.samples = 9, .channels = 30, .inner = 33}));
       }},
      {"feature_dropout, channels last",
       [&] {
         expect_ok(feature_dropout(
             d, in, out,
             {.samples = 9, .channels = 30, .inner = 33, .layout = Layout::channels_last}));
       }},
      {"alpha_dropout", [&] { expect_ok(alpha_dropout(d, in, out, 20000)); }},
      {"feature_alpha_dropout",
       [&] {
         expect_ok(feature_alpha_dropout(d, in, out, {.samples = 9, .channels = 30, .inner = 33}));
       }},
  };
  support::on_every_isa([&](const std::string&) {
    for (const auto& entry : calls) {
      const std::size_t bytes = depth(entry.second);
      INFO(entry.first);
      CHECK(bytes <= 1024);
    }
  });
  CHECK(ok);
}

TEST_CASE("the measurement of stacks sees 4 KiB") {
  const auto deep = [] {
    volatile unsigned char array[8192];
    for (auto& byte : array) byte = 1;
  };
  CHECK(depth(deep) >= 4096);
}
