// SPDX-License-Identifier: MIT
#include "joins.hpp"

#include <algorithm>
#include <cstdio>

#include "call.hpp"
#include "elements.hpp"
#include "guarded.hpp"
#include "isa_choice.hpp"

namespace fuzz {

namespace {

using namespace droplet;

constexpr std::size_t most_inputs = 5;

struct Shape {
  Joins joins;
  std::size_t join, input, length;

  // What is larger is called only if it must be refused.
  bool is_small() const {
    return joins.samples <= 20 && joins.joins <= 6 && joins.inputs <= most_inputs && length <= 80;
  }
  std::size_t decisions() const { return joins.samples * joins.joins * joins.inputs; }
  std::size_t elements() const { return joins.samples * length; }
};

[[noreturn]] void fault(const char* what, const Shape& s, droplet_status_t status) {
  std::fprintf(stderr,
               "fault: joins: %s, status %d: %zu x %zu x %zu, path %d, %zu, %zu, rows of %zu\n",
               what, status, s.joins.samples, s.joins.joins, s.joins.inputs, s.joins.path, s.join,
               s.input, s.length);
  std::abort();
}

std::size_t extent(Bytes* in, std::size_t most, bool any) {
  if (any && in->rarely(3)) return static_cast<std::size_t>(in->number()) >> in->below(60);
  return in->rarely(32) ? 0 : 1 + in->below(most);
}

Shape shape(Bytes* in) {
  const bool any = in->rarely(4);
  Shape s;
  s.joins = {.samples = extent(in, 20, any),
             .joins = extent(in, 6, any),
             .inputs = extent(in, most_inputs, any),
             .path = static_cast<std::uint8_t>(any ? in->below(4) : in->below(2))};
  s.length = extent(in, 80, any);
  const auto index = [&](std::size_t count) {
    return in->byte() % (count + (any || count == 0 ? 2 : 0));
  };
  s.join = index(s.joins.joins);
  s.input = index(s.joins.inputs);
  return s;
}

// The text of docs/MASK.md, section 2, up to null buffers; DROPLET_OK with elements.
constexpr droplet_status_t nothing = -1;
droplet_status_t refused(const Shape& s, bool rows, std::size_t size, std::size_t pointers) {
  const Joins& j = s.joins;
  if (j.path > 1) return DROPLET_BAD_OPTION;
  if (j.samples == 0 || j.joins == 0 || (rows && s.length == 0)) return nothing;
  const Wide all = Wide{j.samples} * j.joins, most = SIZE_MAX;
  const bool wide =
      rows && (Wide{j.samples} * s.length > most / size || pointers > most / sizeof(void*));
  if (all > most || (j.inputs != 0 && all > most / j.inputs) || Wide{j.inputs} > Wide{1} << 32 ||
      wide)
    return DROPLET_BAD_SIZE;
  return j.inputs == 0 ? DROPLET_BAD_SHAPE : DROPLET_OK;
}

reference::Bits drawn(const Mask& mask, const Joins& j) {
  const std::size_t n = j.samples * j.joins * j.inputs;
  const std::uint64_t key = mask.key().value, q = detail::keep_units(mask.rate().c());
  if (mask.mode() == Mode::inference || q == reference::keep_everything)
    return reference::Bits(n, true);
  const bool global = j.path == global_path;
  reference::Bits bits =
      global ? reference::Bits(n) : reference::mask(q, key, mask.first() * j.inputs, n);
  const std::uint64_t draws = reference::fold_in(key, ~std::uint64_t{0} - (global ? 2 : 1));
  for (std::size_t t = 0; t < j.samples * j.joins; ++t) {
    const std::uint64_t number = mask.first() + (global ? t / j.joins : t);
    bool any = false;
    for (std::size_t i = 0; i < j.inputs; ++i) any = any || bits[t * j.inputs + i];
    if (any) continue;
    const std::uint64_t survivor = reference::share(reference::fold_in(draws, number), j.inputs);
    bits[t * j.inputs + static_cast<std::size_t>(survivor)] = true;
  }
  return bits;
}

void expect_status(const char* what, const Shape& s, droplet_status_t want, droplet_status_t got) {
  if (got != (want == nothing ? DROPLET_OK : want)) fault(what, s, got);
}

// Returns the bits, of small shapes.
std::vector<std::uint8_t> check_mask(Bytes* in, const Shape& s, support::Guarded* memory) {
  static const double rates[] = {0.0, 0.25, 0.5, 0.9, 1.0};
  const Mask mask(Rate{in->one_of(rates)}, Key{in->number(2)}, in->number(in->flag() ? 8 : 2),
                  in->rarely(8) ? Mode::inference : Mode::train);
  droplet_status_t want = refused(s, false, 1, 0);
  const bool null = in->rarely(16), writes = want == DROPLET_OK && !null;
  if (want == DROPLET_OK && null) want = DROPLET_NULL_BUFFER;
  if (writes && !s.is_small()) return {};
  const std::size_t size = writes ? mask_bytes(s.decisions()) : 0;
  std::uint8_t* const bits = memory->place(size, true);
  const auto call = [&](const Mask& d, const Joins& joins, std::uint8_t* to) {
    expect_status("mask", s, want, droplet_fractal_mask(&d.c(), joins, to));
  };
  call(mask, s.joins, null ? nullptr : bits);
  if (!writes) return {};
  const std::vector<std::uint8_t> expected = reference::pack(drawn(mask, s.joins), s.decisions());
  const auto compare = [&](const char* what) {
    if (!memory->holds(bits, expected.data(), size)) fault(what, s, DROPLET_OK);
  };
  compare("mask");
  const std::size_t cut = in->byte() % s.joins.samples;
  if (cut * s.joins.joins * s.joins.inputs % 8 == 0) {
    Joins part = s.joins;
    part.samples = cut;
    call(mask, part, bits);
    part.samples = s.joins.samples - cut;
    Mask rest = mask;
    rest.set_first(mask.first() + cut * (part.path == global_path ? 1 : part.joins));
    call(rest, part, bits + cut * part.joins * part.inputs / 8);
    compare("pieces of the mask");
  }
  return expected;
}

template <class T>
class Case {
 public:
  Case(Bytes* in, const Shape& shape, std::vector<std::uint8_t> bits, support::Guarded* memory)
      : s(shape), n_(s.is_small() ? s.elements() : 16), bits_(std::move(bits)), memory_(memory) {
    const std::size_t count = count_ = s.is_small() ? s.joins.inputs : 1;
    bits_.resize(512);
    before_.resize((count + 1) * n_);
    std::uint64_t seed = in->number(2);
    for (T& x : before_) {
      const auto any = static_cast<float>(reference::mix64(++seed) % 4096);
      x = elements::rounded<T>((any - 2048.0f) * 0x1p-9f);
    }
    block_ = support::put(memory, before_.data(), before_.size(), in->flag());
    const std::size_t of_y = in->byte() % (count + 1);  // whose place is y's own
    for (std::size_t i = 0; i < count; ++i) x_[i] = block_ + ((i + 1 + of_y) % (count + 1)) * n_;
    y_ = block_ + of_y * n_;
    if (in->rarely(3) && count != 0) y_ = x_[in->byte() % count];
    if (in->rarely(8) && before_.size() > n_) y_ = block_ + in->two_bytes() % (before_.size() - n_);
    if (in->rarely(16)) y_ = nullptr;
    if (in->rarely(32) && count != 0) x_[in->byte() % count] = nullptr;
  }

  void join() {
    const auto pointers = reinterpret_cast<const T* const*>(x_);
    if (!may_be_called(s.joins.inputs)) return;
    const droplet_status_t got =
        detail::Functions<T>::fractal_join(bits_.data(), pointers, y_, s.joins, s.join, s.length);
    finish("join", expected(s.joins.inputs), got, [&](std::size_t e) { return mean(e); });
  }
  void gradient() {
    if (count_ == 0 || !may_be_called(1)) return;
    count_ = 1;
    droplet_status_t want = expected(1);
    if (want == DROPLET_OK && s.input >= s.joins.inputs) want = DROPLET_BAD_INDEX;
    const droplet_status_t got = detail::Functions<T>::fractal_join_backward(
        bits_.data(), x_[0], y_, s.joins, s.join, s.input, s.length);
    finish("gradient", want, got, [&](std::size_t e) { return part(e); });
  }

 private:
  bool may_be_called(std::size_t pointers) const {
    return s.is_small() || refused(s, true, sizeof(T), pointers) != DROPLET_OK;
  }
  droplet_status_t expected(std::size_t pointers) const {
    const droplet_status_t want = refused(s, true, sizeof(T), pointers);
    if (want != DROPLET_OK) return want;
    bool overlap = false;
    for (std::size_t i = 0; i < count_; ++i) {
      const T* const x = x_[i];
      if (x == nullptr || y_ == nullptr) return DROPLET_NULL_BUFFER;
      overlap = overlap || (x != y_ && x < y_ + n_ && y_ < x + n_);
    }
    return overlap ? DROPLET_OVERLAP : s.join >= s.joins.joins ? DROPLET_BAD_INDEX : DROPLET_OK;
  }
  bool keeps(std::size_t e, std::size_t i) const {
    const std::size_t bit = (e / s.length * s.joins.joins + s.join) * s.joins.inputs + i;
    return (bits_[bit / 8] >> bit % 8 & 1) != 0;
  }
  std::size_t kept(std::size_t e) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < s.joins.inputs; ++i) count += keeps(e, i) ? 1 : 0;
    return count;
  }
  T held(std::size_t i, std::size_t e) const {
    return before_[static_cast<std::size_t>(x_[i] - block_) + e];
  }
  static float reciprocal(std::size_t count) {
    return static_cast<float>(1.0 / static_cast<double>(count));
  }
  T mean(std::size_t e) const {
    const std::size_t count = kept(e);
    float sum = -0.0f;
    T alone = {};
    for (std::size_t i = 0; i < s.joins.inputs; ++i) {
      if (keeps(e, i)) sum += elements::number(alone = held(i, e));
    }
    return count <= 1 ? alone : elements::rounded<T>(sum * reciprocal(count));
  }
  T part(std::size_t e) const {
    if (!keeps(e, s.input)) return {};
    if (kept(e) == 1) return held(0, e);
    return elements::rounded<T>(elements::number(held(0, e)) * reciprocal(kept(e)));
  }
  template <class Becomes>
  void finish(const char* what, droplet_status_t want, droplet_status_t got, Becomes becomes) {
    expect_status(what, s, want, got);
    std::vector<T> wanted = before_;
    for (std::size_t e = 0; want == DROPLET_OK && e < n_; ++e)
      wanted[static_cast<std::size_t>(y_ - block_) + e] = becomes(e);
    auto* const bytes = reinterpret_cast<std::uint8_t*>(block_);
    if (!memory_->holds(bytes, wanted.data(), wanted.size() * sizeof(T))) fault(what, s, got);
    std::copy(before_.begin(), before_.end(), block_);
  }

  const Shape& s;
  std::size_t n_;
  std::vector<std::uint8_t> bits_;
  support::Guarded* memory_;
  std::vector<T> before_;
  T* block_ = nullptr;
  T* y_ = nullptr;
  T* x_[most_inputs] = {};
  std::size_t count_ = 0;
};

}  // namespace

void check_joins(Bytes* in) {
  static support::Guarded of_bits(4096), of_elements(65536);
  const Shape s = shape(in);
  const Bytes again = *in;
  for (const auto& isa : isa_choice::compiled()) {
    if (!isa.runs_here) continue;
    const isa_choice::Use use(isa);
    *in = again;
    const std::vector<std::uint8_t> bits = check_mask(in, s, &of_bits);
    const auto type = static_cast<Type>(in->below(3));
    on_type(type, [&](auto tag) {
      using T = typename decltype(tag)::type;
      if constexpr (!std::is_integral_v<T>) {
        Case<T> c(in, s, bits, &of_elements);
        c.join();
        c.gradient();
      }
    });
  }
}

}  // namespace fuzz
