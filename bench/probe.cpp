// SPDX-License-Identifier: MIT
//
// Calls that count-instructions counts: `probe OPERATION,... P ELEMENTS[@FIRST]`, OPERATION one of
// the names that `probe list` prints, `all` of them, or one of small_layers.cpp's or `others`;
// FIRST is the mask's. A call is what runs between probe_begin and probe_end.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "operations.hpp"
#include "plain_loops.hpp"
#include "small_layers.hpp"

extern "C" {
[[gnu::noinline]] void probe_begin() { asm volatile("" ::: "memory"); }
[[gnu::noinline]] void probe_end() { asm volatile("" ::: "memory"); }
}

namespace {

using bench::Case;
using bench::Operation;

// In place where memory is short.
#if defined(DROPLET_PROBE_SMALL)
constexpr std::size_t max_elements = 2048, max_out_of_place = 1024;
alignas(64) float floats[max_elements];
bench::Memory memory(std::size_t n) {
  static std::uint8_t mask[max_elements / 8];
  static std::uint32_t list[max_elements / 32];
  float* const y = floats + (n > max_out_of_place ? 0 : max_out_of_place);
  return {floats, y, mask, reinterpret_cast<std::uint32_t*>(y), list};
}
#else
constexpr std::size_t max_elements = 8192;
bench::Memory memory(std::size_t) {
  alignas(64) static float x[max_elements], y[max_elements];
  alignas(64) static std::uint8_t mask[max_elements / 8];
  alignas(64) static std::uint32_t kept[max_elements], list[max_elements / 16];
  return {x, y, mask, kept, list};
}
#endif

// What the counting itself costs, then what one would write without Droplet.
const Operation baselines[] = {
    {"none", bench::Traffic::scaled, [](const Case&) { return droplet::StatusCode::ok; }},
    {"plain_loop", bench::Traffic::scaled,
     [](const Case& c) {
       const auto p = static_cast<float>(1.0 - c.d.rate().keep());
       plain_loops::xorshift32_dropout(c.at.x, c.at.y, c.n, p, 42);
       return droplet::StatusCode::ok;
     }},
};

// What is not of elements.
const Operation rate = {"rate", bench::Traffic::scaled, [](const Case&) {
                          static volatile double p = 0.1;
                          const droplet_rate_t made = droplet_rate(p);
                          return droplet_rate_valid(&made) ? droplet::StatusCode::ok
                                                           : droplet::StatusCode::bad_probability;
                        }};

// Elements in calls of `size` that follow each other.
template <std::size_t size>
droplet::StatusCode in_calls_of(const Case& c) {
  droplet::Cursor cursor(c.d);
  for (std::size_t i = 0; i < c.n; i += size) {
    const auto status = droplet::dropout_next(cursor, c.at.x + i, c.at.y + i, size);
    if (status != droplet::StatusCode::ok) return status;
  }
  return droplet::StatusCode::ok;
}
const Operation next[] = {
    {"dropout_next_16", bench::Traffic::scaled, in_calls_of<16>},
    {"dropout_next_64", bench::Traffic::scaled, in_calls_of<64>},
    {"dropout_next_256", bench::Traffic::scaled, in_calls_of<256>},
    {"dropout_next_512", bench::Traffic::scaled, in_calls_of<512>},
};

template <class Visit>
void for_each_operation(Visit visit) {
  for (const Operation& operation : baselines) visit(operation);
  for (std::size_t i = 0; i < bench::operation_count; ++i) visit(bench::operations[i]);
}
template <class Visit>
void for_each_other(Visit visit) {
  for (const Operation& operation : bench::small_layers) visit(operation);
  for (std::size_t i = 0; i < bench::other_count; ++i) visit(bench::others[i].operation);
  for (const Operation& operation : next) visit(operation);
  visit(rate);
}

// What comes after `name` and its comma, where `names` begins with it.
const char* after(const char* names, const char* name) {
  const std::size_t length = std::strlen(name);
  if (std::strncmp(names, name, length) != 0) return nullptr;
  const char* const end = names + length;
  return *end == ',' ? end + 1 : *end == '\0' ? end : nullptr;
}

int run(const char* names, double p, std::size_t n, std::uint64_t first) {
  int refused = 0;
  const auto call = [&](const Operation& operation) {
    const Case c = bench::make_case(p, n, memory(n), first);
    // Where memory is short, kept rows stood in y; and a soft multiplication of zeros would take 45
    // instructions less than one of other numbers.
    for (std::size_t i = 0; i < n; ++i) c.at.x[i] = c.at.y[i] = 1.5f;
    // Of `none`, which the compiler sees here, the call would take less than of the others.
    const auto volatile unknown = operation.call;
    const auto counted = unknown;
    probe_begin();
    const droplet::StatusCode status = counted(c);
    probe_end();
    refused += status == droplet::StatusCode::ok ? 0 : 1;
  };
  const auto call_named = [&](const char* wanted) {
    while (*wanted != '\0') {
      const char* rest = nullptr;
      const auto call_one = [&](const Operation& operation) {
        const char* const end = after(wanted, operation.name);
        if (end == nullptr) return;
        rest = end;
        call(operation);
      };
      for_each_operation(call_one);
      for_each_other(call_one);
      if (rest == nullptr) {
        std::fprintf(stderr, "probe: the first of '%s' is not in `probe list`\n", wanted);
        return false;
      }
      wanted = rest;
    }
    return true;
  };
  if (std::strcmp(names, "all") == 0) {
    for_each_operation(call);
  } else if (!call_named(baselines[0].name) || !call_named(names)) {
    return 2;
  }
  if (refused != 0) std::fprintf(stderr, "probe: %d operations refused their arguments\n", refused);
  return refused == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "list") == 0) {
    for_each_operation([](const Operation& operation) { std::puts(operation.name); });
    return 0;
  }
  if (argc == 2 && std::strcmp(argv[1], "isa") == 0) {
    std::puts(droplet::isa_name());
    return 0;
  }
  if (argc != 4) {
    std::fprintf(stderr,
                 "usage: probe list | probe isa | probe OPERATION,...|all P ELEMENTS[@FIRST]\n");
    return 2;
  }
  const double p = std::strtod(argv[2], nullptr);
  char* end;
  const auto n = static_cast<std::size_t>(std::strtoul(argv[3], &end, 10));
  const std::uint64_t first = *end == '@' ? std::strtoul(end + 1, nullptr, 10) : 0;
  if (!droplet::Rate(p).valid() || n == 0 || n > max_elements) {
    std::fprintf(stderr, "probe: '%s %s' is not a probability and 1 to %lu elements\n", argv[2],
                 argv[3], static_cast<unsigned long>(max_elements));
    return 2;
  }
  return run(argv[1], p, n, first);
}
