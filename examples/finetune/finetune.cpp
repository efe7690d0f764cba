// SPDX-License-Identifier: MIT
//
// The command line; --help describes it.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "checks.hpp"
#include "experiment.hpp"
#include "gradient_check.hpp"
#include "results.hpp"

namespace {

using namespace finetune;

const char* verdict(const Verdict& v) {
  return !v.equal     ? "DIFFER"
         : !v.noticed ? "EQUAL, BUT SO IS A PLANTED DIFFERENCE"
                      : "equal, bit for bit";
}

// The network before training, its loaded minibatch, and a pass that drops much.
template <class Net>
Pass make_example(Model<Net>& model, const Dataset& data, droplet::Key key) {
  static Parameters<float, typename Net::Size> floats;
  initialize(floats, key);
  set_weights(model, floats);
  load(model, data.pretrain.data(), nullptr, std::min(Net::batch, data.pretrain.size()));
  return {by_chance(0.5, 0.25), key};
}

template <class Net>
bool check_bits(Model<Net>& model, const Dataset& data) {
  Verdict gradients{true, true}, inference{true, true};
  for (std::uint64_t step = 0; step < 8; ++step) {
    const Pass pass = make_example(model, data, droplet::Key{42}.fold_in(step));
    static decltype(model.weights) start;
    start = model.weights;
    const Verdict g = replay_equals_stored_masks(model, pass, start.values);
    const Verdict i = inference_changes_nothing(model, pass);
    gradients = {gradients.equal && g.equal, gradients.noticed && g.noticed};
    inference = {inference.equal && i.equal, inference.noticed && i.noticed};
  }
  std::printf("weights after steps by replay and by stored masks: %s\n", verdict(gradients));
  std::printf("activations before and after inference, in place: %s\n", verdict(inference));
  return gradients.ok() && inference.ok();
}

bool check_gradients(Model<Net<Float, Large>>& model, const Dataset& data) {
  double worst = 0.0;
  for (std::uint64_t step = 0; step < 8; ++step) {
    Pass pass = make_example(model, data, droplet::Key{7}.fold_in(step));
    if (step % 2 != 0) pass.regularization = by_number<Large::blocks>(0.5, 0.25);
    worst = std::fmax(worst, largest_gradient_error(model, pass));
  }
  constexpr double limit = 0.01;
  std::printf("gradients and finite differences: relative error %.1e (limit %.0e)\n", worst, limit);
  return worst < limit;
}

template <class AnyModel>
bool check_gradients(AnyModel&, const Dataset&) {
  std::printf("gradients and finite differences: of large floats alone\n");
  return true;
}

template <class Net>
int run(Model<Net>& model, const Options& options, const Dataset& data) {
  std::printf("Droplet on %s; %zu weights; %zu bytes of static memory train, %zu of them weights\n",
              droplet::isa_name(), model.weights.count, sizeof model, sizeof model.weights);
  std::printf("%s: %zu samples to pretrain, %zu of %zu to adapt to %s images, %zu to test\n",
              data.name.c_str(), data.pretrain.size(), options.samples, data.pool.size(),
              options.shift == Shift::rotate ? "rotated" : "inverted", data.test.size());
  if (!check_bits(model, data)) return 1;
  if (options.check) return check_gradients(model, data) ? 0 : 1;
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
  return with_model(options, [&](auto& model) { return run(model, options, data); });
}
