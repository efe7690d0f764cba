// SPDX-License-Identifier: MIT
//
// The rows of one operation, a hash each. Those whose outputs have all been equal to the leader's,
// which are at least the inferences of most operations, share its hash: a comparison is cheaper.
#include <cstring>
#include <initializer_list>

#include "fnv.hpp"
#include "pieces.hpp"

namespace oracle {

namespace {

struct Expected {
  const char* operation;
  u64 hashes[row_count];
};
constexpr Expected expected[] = {
#include "expected.inc"
};
static_assert(sizeof expected / sizeof expected[0] == operation_count, "");

struct Hash {
  u64 value;
  bool follows;  // the leader
};
Hash hashes[row_count];
struct Leader {
  u64 hash_before;  // the last output
  std::size_t size;
  alignas(8) u8 output[(capacity + 2) * sizeof(float)];
} leader;

bool equals_leader(const Bytes& output) {
  if (output.size != leader.size) return false;
  if (!output.floats) return std::memcmp(output.data, leader.output, output.size) == 0;
  // The small C libraries compare bytes.
  const auto* a = static_cast<const float*>(output.data);
  const auto* b = reinterpret_cast<const float*>(leader.output);
  for (std::size_t i = 0; i < output.size / sizeof(float); ++i) {
    std::uint32_t p, q;
    std::memcpy(&p, a + i, sizeof p);
    std::memcpy(&q, b + i, sizeof q);
    if (p != q) return false;
  }
  return true;
}

void print_hash(u64 hash) {
  char text[17] = {};
  for (unsigned i = 0; i < 16; ++i) text[i] = "0123456789abcdef"[hash >> (60 - 4 * i) & 15];
  print(text);
}

void print_difference(const char* operation, std::size_t row, u64 wanted, u64 got) {
  for (const char* part : {operation, ",", rows[row].text, ": expected "}) print(part);
  print_hash(wanted);
  print(", got ");
  print_hash(got);
  print("\n");
}

}  // namespace

void start_hashes() {
  for (Hash& hash : hashes) hash = {fnv::basis, true};
}

void add_to_hash(std::size_t row, const Bytes& output) {
  Hash& hash = hashes[row];
  if (row == leader_of(rows[row].subnormals)) {
    leader.hash_before = hash.value;
    leader.size = output.size;
    std::memcpy(leader.output, output.data, output.size);
  } else if (hash.follows) {
    if (equals_leader(output)) return;
    hash = {leader.hash_before, false};
  }
  hash.value = output.floats ? fnv::add_floats(hash.value, static_cast<const float*>(output.data),
                                               output.size / sizeof(float))
                             : fnv::add_bytes(hash.value, output.data, output.size);
}

std::size_t differing_rows(const Operation& operation) {
  std::size_t number = 0, differing = 0;
  while (std::strcmp(expected[number].operation, operation.name) != 0) ++number;
  for (std::size_t i = 0; i < row_count; ++i) {
    const u64 wanted = expected[number].hashes[i];
    const u64 got = hashes[hashes[i].follows ? leader_of(rows[i].subnormals) : i].value;
    if (wanted == got) continue;
    ++differing;
    print_difference(operation.name, i, wanted, got);
  }
  return differing;
}

}  // namespace oracle
