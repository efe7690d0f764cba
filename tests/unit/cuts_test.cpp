// SPDX-License-Identifier: MIT
//
// A buffer processed in pieces, or by several threads, gets the bytes that one call gives.
#include <thread>

#include "operations.hpp"
#include "support.hpp"

namespace cuts_test {

using namespace droplet;
using namespace support;
using operations::Operation;

namespace {

// An operation on units (elements, rows, samples) whose decisions follow one another.
struct Divisible {
  const Operation& op;
  std::size_t elements;   // a unit
  std::size_t decisions;  // a unit
};

constexpr std::size_t most_elements = 15;  // a unit
constexpr std::size_t most_units = 9001;

// Those of the table, small units of them; but not those whose bits or rows are dense in a call's
// order, which cut_mask_test.cpp and scatter_add_rows_test.cpp cut.
template <class T>
std::vector<Divisible> divisibles() {
  std::vector<Divisible> all;
  for (const Operation& op : operations::all<T>()) {
    const std::size_t unit = op.channels_or_all * op.inner;
    const bool is_dense = op.writes_mask() || op.reads_mask() || op.takes_list();
    if (unit == 0 || unit > most_elements || op.options.batch || is_dense) continue;
    all.push_back({op, unit, op.decision(unit, 2 * unit)});
  }
  return all;
}

// Made once, as that takes longer than the calls.
template <class T, std::uint64_t seed>
const T* input() {
  static const std::vector<T> x = values<T>(most_units * most_elements, seed);
  return x.data();
}

template <class T>
struct Work {
  using Elements = std::vector<T>;
  const Divisible& op;
  std::size_t units;
  Mask d;
  Work(const Divisible& op_, double p, std::uint64_t first, std::size_t units_)
      : op(op_), units(units_), d(Rate{p}, Key{99}, first) {}

  // Units [begin, end).
  StatusCode piece(std::size_t begin, std::size_t end, Elements* y) const {
    Mask here = d;
    here.set_first(here.first() + begin * op.decisions);
    const std::size_t at = begin * op.elements;
    const operations::Buffers<T> buffers{input<T, 5>() + at, input<T, 6>() + at, y->data() + at,
                                         nullptr};
    return op.op.run(here, buffers, (end - begin) * op.elements);
  }
  // In pieces that end at `cuts`.
  Elements in_pieces(const std::vector<std::size_t>& cuts) const {
    Elements y(units * op.elements, T{77});
    std::size_t begin = 0;
    bool ok = true;
    for (const std::size_t end : cuts) {
      ok = piece(begin, end, &y) == StatusCode::ok && ok;
      begin = end;
    }
    REQUIRE(ok);
    return y;
  }
};

}  // namespace

TEST_CASE_TEMPLATE("every cut of 700 units", T, FLOATING_TYPES, INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    for (const Divisible& op : divisibles<T>()) {
      const Work<T> work(op, 0.3, 4000, 700);
      const auto whole = work.in_pieces({700});
      for (std::size_t cut = 0; cut <= 700; cut += share<T>(1, 37)) {
        if (!same_bytes(work.in_pieces({cut, 700}), whole)) FAIL_CHECK(op.op.name, " cut at ", cut);
      }
    }
  });
}

TEST_CASE_TEMPLATE(
    "random pieces of a long buffer, at every kind of probability, over the index's wrap", T,
    FLOATING_TYPES, INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    Random random(8);
    for (const Divisible& op : divisibles<T>()) {
      for (const double p : {0.0, 0.1, 0.5, 1.0}) {
        const std::size_t units = share<T>(most_units, 5000);
        for (const std::uint64_t first :
             {std::uint64_t{random.below(5000)}, 0 - std::uint64_t{4000}}) {
          const Work<T> work(op, p, first, units);
          std::vector<std::size_t> cuts = {random.below(700)};
          while (cuts.back() < units) cuts.push_back(cuts.back() + random.below(1500));
          cuts.back() = units;
          INFO(op.op.name, " p = ", p, " first = ", first);
          CHECK(same_bytes(work.in_pieces(cuts), work.in_pieces({units})));
        }
      }
    }
  });
}

TEST_CASE_TEMPLATE("slices of threads", T, FLOATING_TYPES, INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    for (const Divisible& op : divisibles<T>()) {
      constexpr std::size_t units = most_units, threads = 5;
      const Work<T> work(op, 0.1, 12345, units);
      std::vector<T> y(units * op.elements, T{77});
      std::vector<std::thread> team;
      std::vector<StatusCode> status(threads, StatusCode::overlap);
      for (std::size_t t = 0; t < threads; ++t) {
        team.emplace_back(
            [&, t] { status[t] = work.piece(units * t / threads, units * (t + 1) / threads, &y); });
      }
      for (std::thread& thread : team) thread.join();
      INFO(op.op.name);
      CHECK(status == std::vector<StatusCode>(threads, StatusCode::ok));
      CHECK(same_bytes(y, work.in_pieces({units})));
    }
  });
}

// Each writes between what others write, to bytes of the same words of memory.
TEST_CASE_TEMPLATE("shares of threads", T, FLOATING_TYPES, INTEGER_TYPES) {
  on_every_isa([](const std::string&) {
    constexpr std::size_t n = most_units;
    const Mask d{Rate{0.1}, Key{99}, 12344};
    for (const std::uint32_t cores : {2u, 4u, 8u}) {
      std::vector<T> y(n, T{77}), want(n);
      Bytes bits(mask_bytes(n));
      std::vector<std::thread> team;
      std::vector<StatusCode> status(cores, StatusCode::overlap);
      for (std::uint32_t k = 0; k < cores; ++k) {
        team.emplace_back([&, k] {
          const Share share = {.index = k, .count = cores};
          if constexpr (std::is_integral_v<T>) {
            status[k] = dropout_share(d, input<T, 5>(), y.data(), n, share, {}, bits.data());
          } else {
            status[k] = dropout_share(d, input<T, 5>(), y.data(), n, share, bits.data());
          }
        });
      }
      for (std::thread& thread : team) thread.join();
      CHECK(status == std::vector<StatusCode>(cores, StatusCode::ok));
      REQUIRE(dropout(d, input<T, 5>(), want.data(), n) == StatusCode::ok);
      CHECK(same_bytes(y, want));
      CHECK(bits == mask_of(d, n));
    }
  });
}

}  // namespace cuts_test
