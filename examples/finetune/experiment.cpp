// SPDX-License-Identifier: MIT
#include "experiment.hpp"

namespace finetune {
namespace {

constexpr float pretrain_rate = 0.02f;  // chosen with --validate, as the defaults in Options

std::uint16_t order[65536];  // 16-bit indices of the larger of the two training sets

template <class Net>
double accuracy(Model<Net>& model, const Samples& samples, const Regularization& r) {
  return 100.0 * static_cast<double>(count_correct(model, samples.data(), samples.size(), r)) /
         static_cast<double>(samples.size());
}

template <class Net>
void run_seed(const Options& options, const Dataset& data, droplet::Key key, Model<Net>& model,
              Results* results) {
  const Regularization both = regularization<Net>(options, with_both);
  pretrain(options, data, key, model);
  static decltype(model.weights) pretrained;
  pretrained = model.weights;
  results->original.push_back(accuracy(model, data.test, both));
  results->before.push_back(accuracy(model, data.shifted_test, both));
  const Samples few = draw(data.pool, options.samples, key.fold_in(2));
  for (std::size_t s = none; s < settings; ++s) {
    const Regularization r = regularization<Net>(options, static_cast<Setting>(s));
    model.weights = pretrained;
    train(model, few.data(), few.size(), order,
          {r, options.epochs, static_cast<float>(options.learning_rate)}, key.fold_in(3));
    results->after[s].push_back(accuracy(model, data.shifted_test, r));
    results->checksum = checksum(model.weights.values, model.weights.count, results->checksum);
  }
}

std::string read_files(const Options& options, Samples* training, Dataset* data) {
  if (options.train_file.empty()) {
    data->name = "made-up glyphs";
    *training = make_glyphs(3000, droplet::Key{1});
    data->test = make_glyphs(1000, droplet::Key{2});
    return {};
  }
  data->name = options.train_file + ", " + options.test_file;
  std::string error = read_csv(options.train_file, training);
  return error.empty() ? read_csv(options.test_file, &data->test) : error;
}

Samples part(const Samples& samples, std::size_t first, std::size_t last) {
  return Samples(samples.data() + first, samples.data() + last);
}

void shift_all(Samples* samples, Shift shift) {
  for (Sample& sample : *samples) sample = shifted(sample, shift);
}

}  // namespace

std::string make_dataset(const Options& options, Dataset* data) {
  constexpr std::size_t fewest = 20;
  Samples training;
  std::string error = read_files(options, &training, data);
  if (!error.empty()) return error;
  const std::size_t n = training.size(), first = n * 70 / 100, second = n * 85 / 100;
  if (n < fewest) {
    return options.train_file + ": " + std::to_string(n) + " rows are too few to split: give " +
           std::to_string(fewest) + " or more";
  }
  data->pretrain = part(training, 0, first);
  data->pool = part(training, first, second);
  if (options.validate) data->test = part(training, second, n);
  data->shifted_test = data->test;
  shift_all(&data->pool, options.shift);
  shift_all(&data->shifted_test, options.shift);
  if (options.samples > data->pool.size()) {
    return "--samples is " + std::to_string(options.samples) +
           ", but the rows to adapt from, 15 % of the training rows, are " +
           std::to_string(data->pool.size()) + ": give that many or fewer";
  }
  return {};
}

Samples draw(const Samples& pool, std::size_t n, droplet::Key key) {
  shuffle(order, pool.size(), key);
  Samples samples;
  for (std::size_t i = 0; i < n; ++i) samples.push_back(pool[order[i]]);
  return samples;
}

template <class Net>
void pretrain(const Options& options, const Dataset& data, droplet::Key key, Model<Net>& model) {
  static Model<finetune::Net<Float, typename Net::Size>> floats;
  initialize(floats.weights, key.fold_in(0));
  train(floats, data.pretrain.data(), data.pretrain.size(), order,
        {regularization<Net>(options, with_both), options.pretrain_epochs, pretrain_rate},
        key.fold_in(1));
  set_weights(model, floats.weights);
}

template <class Net>
Results run_experiment(const Options& options, const Dataset& data, Model<Net>& model) {
  Results results;
  for (std::size_t seed = 0; seed < options.seeds; ++seed) {
    run_seed(options, data, droplet::Key{seed}, model, &results);
  }
  return results;
}

FINETUNE_EACH_NET(FINETUNE_EXPERIMENT, template)

}  // namespace finetune
