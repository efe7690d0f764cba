// SPDX-License-Identifier: MIT
//
// A buffer processed in pieces, or by several threads, gets the bytes that one call gives.
#include <functional>
#include <thread>

#include "support.hpp"

using namespace droplet;
using namespace support;

namespace {

// An operation on units (elements, rows, samples) whose decisions follow one another.
struct Divisible {
  std::string name;
  std::size_t elements;   // a unit
  std::size_t decisions;  // a unit
  std::function<StatusCode(const Mask&, const float* x, const float* r, float* y, std::size_t)> run;
};

const std::vector<Divisible>& divisibles() {
  using D = const Mask&;
  using In = const float*;
  constexpr auto last = Layout::channels_last;
  static const std::vector<Divisible> list = {
      {"dropout", 1, 1, [](D d, In x, In, float* y, std::size_t n) { return dropout(d, x, y, n); }},
      {"relu_dropout", 1, 1,
       [](D d, In x, In, float* y, std::size_t n) { return relu_dropout(d, x, y, n); }},
      {"relu_dropout_backward", 1, 1,
       [](D d, In x, In r, float* y, std::size_t n) {
         return relu_dropout_backward(d, x, r, y, n);
       }},
      {"alpha_dropout", 1, 1,
       [](D d, In x, In, float* y, std::size_t n) { return alpha_dropout(d, x, y, n); }},
      {"alpha_dropout_backward", 1, 1,
       [](D d, In x, In, float* y, std::size_t n) { return alpha_dropout_backward(d, x, y, n); }},
      {"drop_path", 2, 1,
       [](D d, In x, In, float* y, std::size_t n) {
         return drop_path(d, x, y, {.rows = n, .row_length = 2});
       }},
      {"drop_path_add", 2, 1,
       [](D d, In x, In r, float* y, std::size_t n) {
         return drop_path_add(d, r, x, y, {.rows = n, .row_length = 2});
       }},
      {"feature_dropout", 6, 3,
       [](D d, In x, In, float* y, std::size_t n) {
         return feature_dropout(d, x, y, {.samples = n, .channels = 3, .inner = 2});
       }},
      {"feature_dropout, last", 6, 3,
       [](D d, In x, In, float* y, std::size_t n) {
         return feature_dropout(d, x, y, {.samples = n, .channels = 3, .inner = 2, .layout = last});
       }},
      {"feature_alpha_dropout, last", 6, 3, [](D d, In x, In, float* y, std::size_t n) {
         return feature_alpha_dropout(d, x, y,
                                      {.samples = n, .channels = 3, .inner = 2, .layout = last});
       }}};
  return list;
}

struct Work {
  const Divisible& op;
  Mask d;
  Floats x, r;
  Work(const Divisible& op_, double p, std::uint64_t first, std::size_t units)
      : op(op_),
        d(Rate{p}, Key{99}, first),
        x(values(units * op_.elements, 5)),
        r(values(units * op_.elements, 6)) {}

  // Units [begin, end).
  StatusCode piece(std::size_t begin, std::size_t end, Floats* y) const {
    Mask here = d;
    here.set_first(here.first() + begin * op.decisions);
    const std::size_t at = begin * op.elements;
    return op.run(here, x.data() + at, r.data() + at, y->data() + at, end - begin);
  }
  // In pieces that end at `cuts`.
  Floats in_pieces(const std::vector<std::size_t>& cuts) const {
    Floats y(x.size(), -1.0f);
    std::size_t begin = 0;
    for (const std::size_t end : cuts) {
      REQUIRE(piece(begin, end, &y) == StatusCode::ok);
      begin = end;
    }
    return y;
  }
};

}  // namespace

TEST_CASE("every cut of 700 units") {
  on_every_isa([](const std::string&) {
    for (const Divisible& op : divisibles()) {
      const Work work(op, 0.3, 4000, 700);
      const Floats whole = work.in_pieces({700});
      for (std::size_t cut = 0; cut <= 700; ++cut) {
        if (!same_bytes(work.in_pieces({cut, 700}), whole)) FAIL_CHECK(op.name, " cut at ", cut);
      }
    }
  });
}

TEST_CASE("random pieces of a long buffer, at every kind of probability, over the index's wrap") {
  on_every_isa([](const std::string&) {
    Random random(8);
    for (const Divisible& op : divisibles()) {
      for (const double p : {0.0, 0.1, 0.5, 1.0}) {
        const std::size_t units = 9000;
        for (const std::uint64_t first :
             {std::uint64_t{random.below(5000)}, 0 - std::uint64_t{4000}}) {
          const Work work(op, p, first, units);
          std::vector<std::size_t> cuts = {random.below(700)};
          while (cuts.back() < units) cuts.push_back(cuts.back() + random.below(1500));
          cuts.back() = units;
          INFO(op.name, " p = ", p, " first = ", first);
          CHECK(same_bytes(work.in_pieces(cuts), work.in_pieces({units})));
        }
      }
    }
  });
}

TEST_CASE("slices of threads") {
  on_every_isa([](const std::string&) {
    for (const Divisible& op : divisibles()) {
      constexpr std::size_t units = 30011, threads = 5;
      const Work work(op, 0.1, 12345, units);
      Floats y(work.x.size(), -1.0f);
      std::vector<std::thread> team;
      std::vector<StatusCode> status(threads, StatusCode::overlap);
      for (std::size_t t = 0; t < threads; ++t) {
        team.emplace_back(
            [&, t] { status[t] = work.piece(units * t / threads, units * (t + 1) / threads, &y); });
      }
      for (std::thread& thread : team) thread.join();
      INFO(op.name);
      CHECK(status == std::vector<StatusCode>(threads, StatusCode::ok));
      CHECK(same_bytes(y, work.in_pieces({units})));
    }
  });
}
