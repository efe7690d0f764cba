// SPDX-License-Identifier: MIT
#include "cursor.hpp"

#include <cstdio>
#include <cstring>

#include "call.hpp"
#include "guarded.hpp"
#include "isa_choice.hpp"
#include "kept_elements.hpp"

namespace fuzz {

namespace {

using namespace droplet;

constexpr std::size_t most_elements = 1200;

droplet_mask_t mask(Bytes* in) {
  static const double rates[] = {0.0, 0.1, 0.25, 0.5, 0.9, 1.0};
  const Rate rate{in->flag() ? in->one_of(rates) : static_cast<double>(in->byte()) / 256};
  const std::uint64_t first = in->flag() ? in->number() : in->number(2) - 2048;
  return Mask(rate, Key{in->number(2)}, first, in->rarely(16) ? Mode::inference : Mode::train).c();
}

// Anything, or what is nearly right.
void damage(Bytes* in, droplet_cursor_t* cursor) {
  std::uint64_t seed = in->number(2);
  for (std::uint64_t& word : cursor->words) word = reference::mix64(++seed);
  for (std::uint64_t& word : cursor->lanes) word = reference::mix64(++seed);
  const std::uint64_t near = (cursor->mask.first - in->number(2) % 9000) / 512 * 512;
  cursor->held = in->flag() ? in->number() : near + in->below(8);
}

template <class T>
class Sequence {
 public:
  Sequence(Bytes* in, support::Guarded* of_x, support::Guarded* of_y)
      : in_(in), of_x_(of_x), of_y_(of_y), damaged_(in->rarely(4)) {
    cursor_ = {mask(in), 0, {}, {}};
    if (damaged_) damage(in, &cursor_);
    if constexpr (std::is_integral_v<T>) {
      const int zero = static_cast<T>(in->byte());
      to_ = {.zero_point = sizeof(T) == 2 ? 0 : zero, .unscaled = in->flag()};
    }
    seed_ = in->number(2);
  }

  void call() {
    const std::size_t n = length();
    std::vector<T> held(n);
    for (T& x : held) x = value();
    const T* x = support::put(of_x_, held.data(), n, in_->flag());
    T* const y = support::put(of_y_, std::vector<T>(n, T{7}).data(), n, in_->flag());
    if (in_->rarely(3)) {
      x = y;
      if (n != 0) std::memcpy(y, held.data(), n * sizeof(T));
    }
    if (n > 2 && in_->rarely(8)) refuse(y, n - 1);
    const droplet_cursor_t was = cursor_;
    if (run(x, y, n) != DROPLET_OK) fault("it is refused", n);
    compare(was.mask, held, y);
    if (cursor_.mask.first != was.mask.first + n) fault("its place", n);
  }

 private:
  [[noreturn]] void fault(const char* what, std::size_t n) const {
    std::fprintf(stderr, "fault: cursor: %s, %zu elements to %llu, damaged %d\n", what, n,
                 static_cast<unsigned long long>(cursor_.mask.first), damaged_);
    std::abort();
  }
  std::size_t length() {
    const auto first = static_cast<std::size_t>(cursor_.mask.first % 512);
    switch (in_->below(4)) {
      case 0:
        return in_->below(20);
      case 1:
        return in_->flag() ? 512 - first : 64 - first % 64;
      case 2:
        return in_->two_bytes() % 130;
      default:
        return in_->two_bytes() % most_elements;
    }
  }
  T value() {
    const std::uint64_t bits = reference::mix64(++seed_);
    if constexpr (std::is_integral_v<T>) {
      return static_cast<T>(bits);
    } else {
      return elements::rounded<T>((static_cast<float>(bits % 4096) - 2047.5f) * 0x1p-9f);
    }
  }
  droplet_status_t run(const T* x, T* y, std::size_t n) {
    if constexpr (std::is_integral_v<T>) {
      return detail::IntegerFunctions<T>::dropout_next(&cursor_, x, y, n, to_);
    } else {
      return detail::Functions<T>::dropout_next(&cursor_, x, y, n);
    }
  }
  void refuse(T* y, std::size_t n) {
    const std::vector<T> before(y, y + n + 1);
    const droplet_cursor_t was = cursor_;
    const bool null = in_->flag();
    const droplet_status_t got = run(null ? nullptr : y + 1, y, n);
    if (got != (null ? DROPLET_NULL_BUFFER : DROPLET_OVERLAP))
      fault("status of what is refused", n);
    if (std::memcmp(&was, &cursor_, sizeof was) != 0) fault("it went on though refused", n);
    if (std::memcmp(before.data(), y, (n + 1) * sizeof(T)) != 0) fault("it wrote", n);
  }
  T dropped() const {
    if constexpr (!std::is_integral_v<T>)
      return {};
    else
      return static_cast<T>(to_.zero_point);
  }
  // By a damaged cursor each element is one of the two.
  void compare(const droplet_mask_t& mask, const std::vector<T>& x, T* y) const {
    const std::size_t n = x.size();
    const bool identity = detail::keep_units(mask.rate) == reference::keep_everything ||
                          mask.mode == DROPLET_INFERENCE;
    const float factor = identity || to_.unscaled ? 1.0f : mask.rate.scale;
    Decider keeps(mask);
    for (std::size_t i = 0; i < n; ++i) {
      const T if_kept = kept_elements::times(factor, x[i], to_.zero_point), if_dropped = dropped();
      const T want = identity || keeps(i) ? if_kept : if_dropped;
      const auto is = [&](const T& one) { return std::memcmp(&y[i], &one, sizeof one) == 0; };
      if (!is(want) && !(damaged_ && (is(if_kept) || is(if_dropped)))) fault("result", n);
    }
    if (!of_y_->canaries_intact(reinterpret_cast<std::uint8_t*>(y), n * sizeof(T)))
      fault("beyond y", n);
  }

  Bytes* in_;
  support::Guarded *of_x_, *of_y_;
  bool damaged_;
  droplet_cursor_t cursor_;
  Quantization to_ = {};
  std::uint64_t seed_ = 0;
};

}  // namespace

void check_cursor(Bytes* in) {
  static support::Guarded of_x(8192), of_y(8192);
  const Bytes again = *in;
  for (const auto& isa : isa_choice::compiled()) {
    if (!isa.runs_here) continue;
    const isa_choice::Use use(isa);
    *in = again;
    const auto type = static_cast<Type>(in->below(static_cast<std::size_t>(Type::count)));
    on_type(type, [&](auto tag) {
      Sequence<typename decltype(tag)::type> sequence(in, &of_x, &of_y);
      for (std::size_t calls = 1 + in->below(12); calls != 0; --calls) sequence.call();
    });
  }
}

}  // namespace fuzz
