// SPDX-License-Identifier: MIT
//
// A cursor may be damaged: then bits may be wrong, but nothing that it holds is an address or an
// index. `held` is compared, and at most a block's eight stripes are drawn.

#include "integers.hpp"
#include "kernel/walk.hpp"
#include "ops/scale.hpp"

using namespace droplet::detail;

namespace {

#if !defined(DROPLET_INFERENCE_ONLY)

// What `held` is more than the first element of the stripe in `words`, after which the lanes stand:
// never 0, and an ISA's own, as lanes have an order of their own in scalar code.
[[gnu::always_inline]] inline uint64_t tag_of(Isa isa) { return isa.index + 1; }

// The generator before the stripe of the next element.
[[gnu::always_inline]] DROPLET_WRAPS_ inline void resume(Isa isa, droplet_cursor_t& cursor,
                                                         const Threshold& t, Generator& generator) {
  const uint64_t stripe = cursor.mask.first - cursor.mask.first % stripe_elements;
  const uint64_t held = cursor.held - tag_of(isa);
  generator.key = cursor.mask.key;
  generator.next = stripe - stripe % block_elements;
  if (held % stripe_elements == 0 && held - generator.next < stripe - generator.next) {
    generator.next = held + stripe_elements;
    copy(generator.lanes.state, cursor.lanes, sizeof cursor.lanes);
  }
  while (generator.next != stripe) isa.draw_stripe(generator, t, cursor.words);
}

[[gnu::always_inline]] DROPLET_WRAPS_ inline void suspend(Isa isa, droplet_cursor_t& cursor,
                                                          const Generator& generator) {
  copy(cursor.lanes, generator.lanes.state, sizeof cursor.lanes);
  cursor.held = generator.next - stripe_elements + tag_of(isa);
}

// Draws the stripe of the next element, where it is not there.
[[gnu::noinline]] DROPLET_KERNEL(draw_held) DROPLET_WRAPS_
    void draw_held(Isa isa, droplet_cursor_t& cursor) {
  const Threshold t = threshold_of(cursor.mask);
  Generator generator;
  resume(isa, cursor, t, generator);
  isa.draw_stripe(generator, t, cursor.words);
  suspend(isa, cursor, generator);
}

// Whole stripes, whose words are not held: the cursor only goes on, and never back to them.
template <class Op>
[[gnu::noinline]] DROPLET_WRAPS_ void draw_stripes(Isa isa, droplet_cursor_t& cursor, const Op& op,
                                                   size_t at, size_t stripes) {
  const Threshold t = threshold_of(cursor.mask);
  Generator generator;
  resume(isa, cursor, t, generator);
  isa.draw_and_apply(op, at, generator, t, stripes, nullptr);
  suspend(isa, cursor, generator);
}

// At most n elements from `at` on, up to where a byte or the stripe ends; returns their number.
template <class Op>
[[gnu::always_inline]] DROPLET_WRAPS_ inline size_t draw_some(Isa isa, droplet_cursor_t& cursor,
                                                              const Op& op, size_t at, size_t n) {
  const auto ahead = static_cast<unsigned>(cursor.mask.first % stripe_elements);
  if constexpr (!microcontroller) {
    if (ahead == 0 && n >= stripe_elements) {
      draw_stripes(isa, cursor, op, at, n / stripe_elements);
      return n - n % stripe_elements;
    }
  }
  if (cursor.held != cursor.mask.first - ahead + tag_of(isa)) draw_held(isa, cursor);
  const uint8_t* bits = reinterpret_cast<const uint8_t*>(cursor.words) + ahead / 8;
  size_t count = stripe_elements - ahead;
  uint8_t begun;
  if (ahead % 8 != 0) {
    begun = static_cast<uint8_t>(*bits >> ahead % 8);
    bits = &begun;
    count = 8 - ahead % 8;
  }
  if (n < count) count = n;
  isa.apply(op, at, bits, count);
  return count;
}

// Not inlined, as the stack of what calls two would hold both.
template <class Op>
[[gnu::noinline]] DROPLET_WRAPS_ void draw(droplet_cursor_t& cursor, const Op& op, size_t n) {
  const Isa isa = chosen_isa();
  size_t at = 0;
  do {
    const size_t count = draw_some(isa, cursor, op, at, n - at);
    cursor.mask.first += count;
    at += count;
  } while (at != n);
}

#endif

DROPLET_WRAPS_ droplet_status_t settle_next(droplet_cursor_t* cursor, const void* x, void* y,
                                            size_t n, size_t size, int32_t zero) {
  if (inference_only) return settle(nullptr, x, y, n, size, zero);
  if (cursor == nullptr) return DROPLET_BAD_DESCRIPTOR;
  const droplet_status_t status = settle(&cursor->mask, x, y, n, size, zero);
  if (status == DROPLET_OK) cursor->mask.first += n;
  return status;
}

template <class T>
droplet_status_t dropout_next(droplet_cursor_t* cursor, const T* x, T* y, size_t n) {
  const droplet_status_t status = settle_next(cursor, x, y, n, sizeof(T), 0);
  if (status != undecided) return status;
  if constexpr (!inference_only) draw(*cursor, Scale<T>{{x, y}, cursor->mask.rate.scale}, n);
  return DROPLET_OK;
}

template <class T>
[[gnu::always_inline]] inline droplet_status_t dropout_next(droplet_cursor_t* cursor, const T* x,
                                                            T* y, size_t n,
                                                            droplet_quantization_t quantization) {
  const droplet_status_t status = settle_next(cursor, x, y, n, sizeof(T), quantization.zero_point);
  if (status != undecided) return status;
  if constexpr (!inference_only) {
    with_op(x, y, quantization.zero_point, scale_bits(cursor->mask.rate, quantization.unscaled),
            [=](const auto& op) { draw(*cursor, op, n); });
  }
  return DROPLET_OK;
}

}  // namespace

DROPLET_ON_FLOATING_TYPES(dropout_next, (droplet_cursor_t * cursor, const T* x, T* y, size_t n),
                          (cursor, x, y, n))
DROPLET_ON_INTEGER_TYPES(dropout_next,
                         (droplet_cursor_t * cursor, const T* x, T* y, size_t n,
                          droplet_quantization_t quantization),
                         (cursor, x, y, n, quantization))
