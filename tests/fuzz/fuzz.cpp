// SPDX-License-Identifier: MIT
//
// An input's bytes are a call. It must be refused, or give what the reference gives, whole and in
// pieces, on every ISA of this machine, and touch nothing else.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "cursor.hpp"
#include "isa_choice.hpp"
#include "joins.hpp"
#include "memory.hpp"
#include "values.hpp"

namespace fuzz {

namespace {

struct Counts {
  unsigned long long inputs, refused, calls[DROPLET_BAD_INDEX + 1], pieces, elements;
  ~Counts() {
    unsigned long long all = 0;
    for (const auto count : calls) all += count;
    std::printf("fuzz: %llu inputs, %llu calls (and %llu pieces): ok %llu, refused", inputs, all,
                pieces, calls[0]);
    for (int status = 1; status <= DROPLET_BAD_INDEX; ++status) std::printf(" %llu", calls[status]);
    std::printf("; %.1f %% ok; %llu elements applied; %.1f s of CPU\n",
                100.0 * static_cast<double>(calls[0]) / static_cast<double>(all != 0 ? all : 1),
                elements, static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
  }
};
Counts counts;

[[noreturn]] void report(const Call& c, const std::string& isa, const char* what,
                         droplet_status_t status) {
  const auto ull = [](Wide wide) { return static_cast<unsigned long long>(wide); };
  static const char* const names[] = {
#define DROPLET_NAME(name, kind, arguments) #name,
      DROPLET_OPERATIONS(DROPLET_NAME)
#undef DROPLET_NAME
  };
  const Axes a = c.axes();
  std::fprintf(stderr, "fault: %s, type %d, %s, %s: %s, status %d (%s)\n",
               names[static_cast<int>(c.kind)], static_cast<int>(c.type), c.in_c ? "C" : "C++",
               isa.c_str(), what, status, droplet_describe(status));
  std::fprintf(stderr, "  %llu x %llu x %llu x %llu, decided by %llu %llu %llu %llu, cut at %llu\n",
               ull(a.extent[0]), ull(a.extent[1]), ull(a.extent[2]), ull(a.extent[3]),
               ull(a.decision[0]), ull(a.decision[1]), ull(a.decision[2]), ull(a.decision[3]),
               ull(c.cut));
  std::fprintf(stderr, "  q %llx, scale %g, key %llx, first %llu, mode %d, batch %d, unscaled %d\n",
               ull(c.keep_units()), static_cast<double>(c.mask.rate.scale), ull(c.mask.key),
               ull(c.mask.first), c.mask.mode, c.options.batch, c.options.unscaled);
  for (unsigned k = 0; k < parts; ++k) {
    const auto part = static_cast<Part>(k);
    if (!c.has(part)) continue;
    const Stride s = c.stride(part);
    std::fprintf(stderr, "  part %u at %p, %llu bytes, pitches %llu %llu %llu\n", k,
                 static_cast<void*>(c.at[part]), ull(c.bytes(part)), ull(s.along[0]),
                 ull(s.along[1]), ull(s.along[2]));
  }
  std::fprintf(stderr, "  allowed:");
  for (const droplet_status_t one : allowed(c)) std::fprintf(stderr, " %d", one);
  std::fprintf(stderr, "\n");
  std::abort();
}

void compare(const Call& c, const std::string& isa, const char* what, droplet_status_t status,
             Memory* memory) {
  if (memory->as_wanted()) return;
  if (status == DROPLET_OK) forgive_payloads(c, memory);
  if (!memory->as_wanted()) report(c, isa, what, status);
}

// Where it may be cut: masks are joined at bytes, shares without a `first` where all had their
// turn.
std::size_t cut_of(const Call& c) {
  const Axes a = c.axes();
  if (c.cut == 0 || c.is_empty() || a.extent[0] < 2 || takes(c.kind).kept) return 0;
  const std::size_t cut = 1 + c.cut % static_cast<std::size_t>(a.extent[0] - 1);
  if (c.kind == Kind::apply_mask_share) return cut - cut % (64 * std::size_t{c.share.count});
  return c.at[bits] != nullptr && cut * (a.extent[1] * a.extent[2]) % 8 != 0 ? cut - cut % 8 : cut;
}

void run_pieces(const Call& c, std::size_t cut, const std::string& isa, Memory* memory) {
  memory->restore();
  std::size_t kept = 0, of_piece = 0;  // counts of blocks are added
  for (const Call& piece :
       {c.piece(0, cut), c.piece(cut, static_cast<std::size_t>(c.axes().extent[0]))}) {
    const droplet_status_t status = invoke(piece);
    if (status != DROPLET_OK) report(piece, isa, "a piece is refused", status);
    if (c.has(total)) std::memcpy(&of_piece, c.at[total], sizeof of_piece);
    kept += of_piece;
  }
  if (c.has(total)) std::memcpy(c.at[total], &kept, sizeof kept);
  compare(c, isa, "pieces differ", DROPLET_OK, memory);
  counts.pieces += 2;
  counts.elements += elements_of(c);
}

void run(Call* call, Memory* memory) {
  std::set<droplet_status_t> statuses;
  for (;;) {
    memory->lay_out(call);
    statuses = allowed(*call);
    if (statuses.count(DROPLET_OK) == 0 || memory->holds_all(*call)) break;
    // Memory of such a size is not to be had: there is none.
    for (unsigned k = 0; k < parts; ++k) {
      if (call->bytes(static_cast<Part>(k)) > most_bytes) call->place[k].where = Place::null;
    }
  }
  bool expected = false;
  for (const auto& isa : isa_choice::compiled()) {
    if (!isa.runs_here) continue;
    const isa_choice::Use use(isa);
    memory->restore();
    const droplet_status_t status = invoke(*call);
    if (statuses.count(status) == 0) report(*call, isa.name, "status", status);
    ++counts.calls[status];
    if (status == DROPLET_OK && !expected) {
      expect(*call, memory);
      expected = true;
      statuses = {DROPLET_OK};
    }
    compare(*call, isa.name, status == DROPLET_OK ? "result" : "written though refused", status,
            memory);
    if (status != DROPLET_OK) continue;
    counts.elements += elements_of(*call);
    if (const std::size_t cut = cut_of(*call); cut != 0) run_pieces(*call, cut, isa.name, memory);
  }
}

}  // namespace

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static fuzz::Memory memory;
  fuzz::Bytes in(data, size);
  ++fuzz::counts.inputs;
  const std::size_t what = in.byte() % 16;
  if (what >= 13) {
    const auto check = what == 15   ? fuzz::check_values
                       : what == 14 ? fuzz::check_joins
                                    : fuzz::check_cursor;
    check(&in);
    return 0;
  }
  fuzz::Call call = fuzz::generate(&in);
  fuzz::run(&call, &memory);
  return 0;
}
