// SPDX-License-Identifier: MIT
#include "mask/bit_ranges.hpp"

#include "copy.hpp"
#include "kernel/isa.hpp"
#include "traits.hpp"

#include "droplet/api.h"

namespace droplet {
namespace detail {
namespace {

// Whole bytes that are read at once, at any bit: one where an unaligned load may trap.
using Word = Conditional<microcontroller, uint32_t, uint64_t>;
constexpr size_t word_bits = microcontroller || copies_words_by_call ? 8 : 64;

constexpr size_t part_of(size_t bits_to_byte, size_t left) {
  if (bits_to_byte == 8 && left >= word_bits) return word_bits;
  return bits_to_byte < left ? bits_to_byte : left;
}
// Bits from bit i on to the end of its byte, or of a word, but at most `left`; and those before it.
constexpr size_t part_from(size_t i, size_t left) { return part_of(8 - i % 8, left); }
constexpr size_t part_to(size_t i, size_t left) { return part_of(i % 8 != 0 ? i % 8 : 8, left); }

// n bits from bit i on, a word or at most 8, and no byte of others. Those above them are any.
[[gnu::always_inline]] DROPLET_WRAPS_ inline Word bits_at(const uint8_t* bits, size_t i, size_t n) {
  const uint8_t* const from = bits + i / 8;
  const unsigned shift = i % 8;
  if (word_bits != 8 && n == word_bits) {
    Word word;
    __builtin_memcpy(&word, from, sizeof word);
    return shift == 0 ? word : word >> shift | Word{from[sizeof word]} << (word_bits - shift);
  }
  Word word = Word{*from} >> shift;
  if (shift + n > 8) word |= Word{from[1]} << (8 - shift);
  return word;
}

// A byte's bits from bit i on, n of them.
constexpr unsigned byte_mask(size_t i, size_t n) { return ((1u << n) - 1) << i % 8; }

// Of n bits from bit i on, as part_of gives them, those stay that `kept` has.
[[gnu::always_inline]] DROPLET_WRAPS_ inline void keep_only(uint8_t* bits, size_t i, size_t n,
                                                            Word kept) {
  uint8_t* const at = bits + i / 8;
  if (word_bits != 8 && n == word_bits) {
    kept &= bits_at(bits, i, n);
    __builtin_memcpy(at, &kept, sizeof kept);
  } else {
    *at = static_cast<uint8_t>(*at & (kept << i % 8 | ~Word{byte_mask(i, n)}));
  }
}

DROPLET_WRAPS_ constexpr Word ones_in(Word word) {
  constexpr Word all = ~Word{0};
  word -= word >> 1 & all / 3;
  word = (word & all / 5) + (word >> 2 & all / 5);
  word = (word + (word >> 4)) & all / 17;
  return word * (all / 255) >> (8 * sizeof word - 8);
}
static_assert(ones_in(0) == 0 && ones_in(~Word{0}) == 8 * sizeof(Word) && ones_in(0x8421) == 4,
              "ones_in counts bits");

}  // namespace

DROPLET_KERNEL(count_kept)
size_t count_kept(const uint8_t* bits, size_t at, size_t n) {
  size_t count = 0;
  for (const size_t end = at + n; at != end;) {
    const size_t part = part_from(at, end - at);
    Word word = bits_at(bits, at, part);
    if (part <= 8) word &= byte_mask(0, part);
    count += cast<size_t>(ones_in(word));
    at += part;
  }
  return count;
}

DROPLET_KERNEL(keep_range)
void keep_range(uint8_t* bits, size_t from, size_t to) {
  while (from != to) {
    const size_t part = 8 - from % 8 < to - from ? 8 - from % 8 : to - from;
    bits[from / 8] = static_cast<uint8_t>(bits[from / 8] | byte_mask(from, part));
    from += part;
  }
}

// Ascending, and a part is read whole before it is written: what lies after it is as it was.
DROPLET_KERNEL(drop_before_dropped)
void drop_before_dropped(uint8_t* bits, size_t at, size_t n, size_t distance) {
  for (const size_t end = at + n; at != end;) {
    const size_t part = part_from(at, end - at);
    keep_only(bits, at, part, bits_at(bits, at + distance, part));
    at += part;
  }
}

DROPLET_KERNEL(drop_after_dropped)
void drop_after_dropped(uint8_t* bits, size_t at, size_t n, size_t distance) {
  for (size_t end = at + n; end != at;) {
    const size_t part = part_to(end, end - at);
    end -= part;
    keep_only(bits, end, part, bits_at(bits, end - distance, part));
  }
}

}  // namespace detail
}  // namespace droplet
