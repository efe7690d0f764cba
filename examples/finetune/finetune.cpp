// SPDX-License-Identifier: MIT
//
// The command line; --help describes it.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "checks.hpp"
#include "experiment.hpp"
#include "gradient_check.hpp"

namespace {

using namespace finetune;

Model model;
Parameters scratch;

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
  const Spread extra =
      spread_of(differences(results.after[with_both], results.after[with_dropout]));
  std::printf("  drop path\'s part of the last gain: %+.2f +- %.2f\n", extra.mean,
              extra.standard_error);
}

const char* verdict(const Verdict& v) {
  return !v.equal     ? "DIFFER"
         : !v.noticed ? "EQUAL, BUT SO IS A PLANTED DIFFERENCE"
                      : "equal, bit for bit";
}

// On minibatches of several keys, with rates that drop much.
bool check_bits(const Dataset& data) {
  Verdict gradients{true, true}, inference{true, true};
  const Regularization r{droplet::Rate(0.5), droplet::Rate(0.25)};
  for (std::uint64_t step = 0; step < 8; ++step) {
    const droplet::Key key = droplet::Key{42}.fold_in(step);
    initialize(model.weights, key);
    load(model, data.pretrain.data(), nullptr, std::min(batch, data.pretrain.size()));
    const Verdict g = replay_equals_stored_masks(model, {r, key}, scratch);
    const Verdict i = inference_changes_nothing(model, {r, key}, scratch);
    gradients = {gradients.equal && g.equal, gradients.noticed && g.noticed};
    inference = {inference.equal && i.equal, inference.noticed && i.noticed};
  }
  std::printf("gradients by replay and by stored mask: %s\n", verdict(gradients));
  std::printf("activations before and after inference, in place: %s\n", verdict(inference));
  return gradients.ok() && inference.ok();
}

bool check_gradients(const Dataset& data) {
  double worst = 0.0;
  for (std::uint64_t step = 0; step < 8; ++step) {
    const droplet::Key key = droplet::Key{7}.fold_in(step);
    initialize(model.weights, key);
    load(model, data.pretrain.data(), nullptr, std::min(batch, data.pretrain.size()));
    worst = std::fmax(
        worst, largest_gradient_error(model, {{droplet::Rate(0.5), droplet::Rate(0.25)}, key}));
  }
  constexpr double limit = 0.01;
  std::printf("gradients and finite differences: relative error %.1e (limit %.0e)\n", worst, limit);
  return worst < limit;
}

int run(const Options& options, const Dataset& data) {
  std::printf("Droplet on %s; %zu weights; %zu bytes of static memory train, %zu of them weights\n",
              droplet::isa_name(), Parameters::count, sizeof model, sizeof model.weights);
  std::printf("%s: %zu samples to pretrain, %zu of %zu to adapt to %s images, %zu to test\n",
              data.name.c_str(), data.pretrain.size(), options.samples, data.pool.size(),
              options.shift == Shift::rotate ? "rotated" : "inverted", data.test.size());
  if (!check_bits(data)) return 1;
  if (options.check) return check_gradients(data) ? 0 : 1;
  const Results results = run_experiment(options, data, model);
  if (model.status != droplet::StatusCode::ok) {
    std::fprintf(stderr, "finetune: %s\n", droplet::describe(model.status));
    return 1;
  }
  print_results(options, results);
  std::printf("\n%zu seeds, weights checksum %016llx\n", options.seeds,
              static_cast<unsigned long long>(results.checksum.value));
  return 0;
}

int fail(const std::string& message, int code) {
  std::fprintf(stderr, "finetune: %s\n", message.c_str());
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  std::string error = parse_options(argc, argv, &options);
  if (!error.empty()) return fail(error, 2);
  if (options.help) {
    std::fputs(usage, stdout);
    return 0;
  }
  Dataset data;
  error = make_dataset(options, &data);
  if (!error.empty()) return fail(error, error.compare(0, 2, "--") == 0 ? 2 : 1);
  return run(options, data);
}
