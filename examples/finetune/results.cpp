// SPDX-License-Identifier: MIT
#include "results.hpp"

#include <cmath>
#include <cstdio>

namespace finetune {
namespace {

struct Spread {
  double mean = 0.0, deviation = 0.0, standard_error = 0.0, low = 0.0, high = 0.0;
};

Spread spread_of(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  Spread s;
  s.low = s.high = values[0];
  for (const double v : values) {
    s.mean += v / n;
    s.low = std::fmin(s.low, v);
    s.high = std::fmax(s.high, v);
  }
  double squares = 0.0;
  for (const double v : values) squares += (v - s.mean) * (v - s.mean);
  s.deviation = n > 1.0 ? std::sqrt(squares / (n - 1.0)) : 0.0;
  s.standard_error = s.deviation / std::sqrt(n);
  return s;
}

std::vector<double> differences(std::vector<double> a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] -= b[i];
  return a;
}

void print_row(const char* name, const std::vector<double>& values,
               const std::vector<double>* baseline) {
  const Spread s = spread_of(values);
  std::printf("%-36s %6.2f %6.2f   %6.2f .. %6.2f", name, s.mean, s.deviation, s.low, s.high);
  if (baseline != nullptr) {
    const Spread gain = spread_of(differences(values, *baseline));
    std::printf("   %+6.2f +- %.2f", gain.mean, gain.standard_error);
  }
  std::printf("\n");
}

}  // namespace

void print_results(const Options& options, const Results& results) {
  char dropout[64], both[64];
  std::snprintf(dropout, sizeof dropout, "  dropout %g", options.drop);
  std::snprintf(both, sizeof both, "  dropout %g, drop path %g", options.drop, options.drop_path);
  std::printf("\n%-36s %6s %6s   %16s   %s\n", "accuracy in percent", "mean", "sd", "min ..    max",
              "gain over none +- standard error");
  print_row("original domain, before adaptation", results.original, nullptr);
  print_row("shifted domain, before adaptation", results.before, nullptr);
  std::printf("shifted domain, adapted with\n");
  print_row("  no regularization", results.after[none], nullptr);
  print_row(dropout, results.after[with_dropout], &results.after[none]);
  print_row(both, results.after[with_both], &results.after[none]);
  print_row("  the same, of exactly so many rows", results.after[with_exact_rows],
            &results.after[none]);
  const Spread extra =
      spread_of(differences(results.after[with_both], results.after[with_dropout]));
  std::printf("  drop path's part of the gain: %+.2f +- %.2f\n", extra.mean, extra.standard_error);
}

}  // namespace finetune
