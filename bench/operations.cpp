// SPDX-License-Identifier: MIT
//
// Droplet's operations: a row each.
#include <cstdlib>
#include <cstring>

#include "droplet/droplet.hpp"
#include "isa_choice.hpp"
#include "kernels.hpp"
#include "limits.hpp"
#include "suite.hpp"

#if defined(DROPLET_BENCH_SSE2)
namespace droplet {
namespace detail {
struct sse2;
struct xsimd_sse2;  // tests/xsimd_kernels.cpp
}  // namespace detail
}  // namespace droplet
#endif

namespace {

using namespace droplet;
using bench::Buffers;
using bench::Work;

void require(Status status) {
  if (status != Status::ok) std::abort();
}

struct Case {
  Dropout d;
  std::size_t n;
  limits::Limits limits;
  const Buffers& b;
  // Rows and channels of 64 elements, 16 where n is small.
  std::size_t length() const { return n < 1024 ? 16 : 64; }
  std::size_t rows() const { return n / length(); }
};

// Traffic: x read and y written; with a residual y read too.
template <class Call>
Work scaled(const Case& c, Call call) {
  return {[=] { require(call(c)); }, [=] { c.limits.scale(c.b.x, c.b.y, c.n, 1.1f); }, 8 * c.n};
}
template <class Call>
Work residual(const Case& c, Call call) {
  return {[=] { require(call(c)); }, [=] { c.limits.add_scaled(c.b.x, c.b.y, c.n, 1.1f); },
          12 * c.n};
}
template <class Call>
Work copied(const Case& c, std::size_t bytes, Call call) {
  return {[=] { require(call(c)); }, [=] { std::memcpy(c.b.noise, c.b.kept, bytes); }, bytes};
}

struct Operation {
  const char* name;
  Work (*make)(const Case& c);
};

const Operation operations[] = {
    {"dropout",
     [](const Case& k) {
       return scaled(k, [](const Case& c) { return dropout(c.d, c.b.x, c.b.y, c.n); });
     }},
    {"dropout_in_place",
     [](const Case& k) {
       Work work = scaled(k, [](const Case& c) { return dropout(c.d, c.b.noise, c.b.noise, c.n); });
       work.limit = [=] { k.limits.scale(k.b.noise, k.b.noise, k.n, 1.0f); };
       return work;
     }},
    {"dropout_and_mask",
     [](const Case& k) {
       return scaled(k, [](const Case& c) { return dropout(c.d, c.b.x, c.b.y, c.n, c.b.mask); });
     }},
    {"fill_mask",
     [](const Case& k) {
       return copied(k, k.n / 8, [](const Case& c) { return fill_mask(c.d, c.b.mask, c.n); });
     }},
    {"apply_mask",
     [](const Case& k) {
       require(fill_mask(k.d, k.b.mask, k.n));
       return scaled(
           k, [](const Case& c) { return apply_mask(c.d.rate, c.b.mask, c.b.x, c.b.y, c.n); });
     }},
    {"drop_path",
     [](const Case& k) {
       return scaled(
           k, [](const Case& c) { return drop_path(c.d, c.b.x, c.b.y, c.rows(), c.length()); });
     }},
    {"drop_path_add",
     [](const Case& k) {
       return residual(k, [](const Case& c) {
         return drop_path_add(c.d, c.b.y, c.b.x, c.b.y, c.rows(), c.length());
       });
     }},
    {"kept_rows",
     [](const Case& k) {
       return copied(k, 4 * k.n, [](const Case& c) {
         std::size_t count = 0;
         return kept_rows(c.d, c.n, c.b.kept, &count);
       });
     }},
    {"drop_path_scatter_add",
     [](const Case& k) {
       std::size_t count = 0;
       require(kept_rows(k.d, k.rows(), k.b.kept, &count));
       return residual(k, [count](const Case& c) {
         return drop_path_scatter_add(c.d, c.b.y, c.b.x, count, c.b.y, c.rows(), c.length());
       });
     }},
    {"feature_dropout",
     [](const Case& k) {
       return scaled(k, [](const Case& c) {
         return feature_dropout(c.d, c.b.x, c.b.y, 1, c.rows(), c.length());
       });
     }},
    {"feature_dropout_channels_last",
     [](const Case& k) {
       return scaled(k, [](const Case& c) {
         return feature_dropout(c.d, c.b.x, c.b.y, 1, c.length(), c.rows(), Layout::channels_last);
       });
     }},
    {"alpha_dropout",
     [](const Case& k) {
       return scaled(k, [](const Case& c) { return alpha_dropout(c.d, c.b.x, c.b.y, c.n); });
     }},
    {"alpha_dropout_backward",
     [](const Case& k) {
       return scaled(k,
                     [](const Case& c) { return alpha_dropout_backward(c.d, c.b.x, c.b.y, c.n); });
     }},
    {"feature_alpha_dropout",
     [](const Case& k) {
       return scaled(k, [](const Case& c) {
         return feature_alpha_dropout(c.d, c.b.x, c.b.y, 1, c.rows(), c.length());
       });
     }},
};

#if defined(DROPLET_BENCH_SSE2)
// The same kernel, fused, over xsimd's words and, as the limit, over our own.
template <class Isa>
void fused(const Buffers& b, std::size_t n) {
  using namespace droplet::detail;
  Stream stream{42, ~std::uint64_t{0}, block_rows, {}};
  KernelsOf<Isa>::dropout(stream, {0x66666667u, 0xE66u}, b.x, b.y, n / row_elements, 1.1f);
}
#endif

}  // namespace

void bench::add_operations(const std::string& isa) {
  for (const Operation& op : operations) {
    for (const double p : probabilities) {
      for (const std::size_t n : sizes) {
        if (n < 64 && op.make != operations[0].make) continue;
        add(op.name, isa, p, n, [=, &op] {
          auto use = std::make_shared<isa_choice::Use>(isa);
          Work work = op.make({Dropout{Rate{p}, Key{42}}, n, limits::of(isa), buffers()});
          work.while_it_runs = std::move(use);
          return work;
        });
      }
    }
  }
#if defined(DROPLET_BENCH_SSE2)
  if (isa != "sse2") return;
  const std::size_t n = 2048;
  add("dropout_over_xsimd", isa, 0.1, n, [=] {
    const Buffers& b = buffers();
    return Work{[=] { fused<detail::xsimd_sse2>(b, n); }, [=] { fused<detail::sse2>(b, n); },
                8 * n};
  });
#endif
}
