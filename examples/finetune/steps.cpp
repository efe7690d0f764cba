// SPDX-License-Identifier: MIT
//
// finetune_steps [OPTION...]: the first ten steps of an adaptation as JSON, with drop path by
// chance and of exactly so many rows: all that they follow from, and the checksum of the weights
// after each. check_steps.py computes the same. The options are finetune's.
#include <array>
#include <cstdio>
#include <cstring>

#include "experiment.hpp"

namespace {

using namespace finetune;

constexpr std::size_t steps = 10;

template <class T>
void print_bits(const T& weight) {
  std::uint32_t bits;
  static_assert(sizeof bits == sizeof weight);
  std::memcpy(&bits, &weight, sizeof bits);
  std::printf("%lu", static_cast<unsigned long>(bits));
}

// A JSON list, a comma before each but the first.
template <class Values, class Print>
void print_list(const char* name, const Values& values, Print print) {
  std::printf(",\n\"%s\": [", name);
  const char* comma = "";
  for (const auto& value : values) {
    std::printf("%s", comma);
    print(value);
    comma = ", ";
  }
  std::printf("]");
}

void print_sample(const Sample& sample) {
  std::printf("[");
  for (const std::uint8_t pixel : sample.pixel) std::printf("%d, ", pixel);
  std::printf("%d]", sample.label);
}

// What a setting makes of the start, and what of it is the setting's own.
template <class Net, class Weights>
void print_setting(Model<Net>& model, const Options& options, Setting setting, const Samples& few,
                   const Weights& start, droplet::Key key) {
  const Regularization r = regularization<Net>(options, setting);
  std::vector<droplet::Key> checksums;
  for (std::size_t n = 1; n <= steps; ++n) {
    static std::uint16_t order[65536];
    model.weights = start;
    train(model, few.data(), few.size(), order,
          {r, steps, static_cast<float>(options.learning_rate), n}, key);
    checksums.push_back(checksum(model.weights.values, start.count, droplet::Key{0}));
  }
  std::printf("{\"exactly\": %s", r.exactly ? "true" : "false");
  print_list("checksums", checksums, [](droplet::Key sum) {
    std::printf("\"%016llx\"", static_cast<unsigned long long>(sum.value));
  });
  std::printf("}");
}

template <class Net>
int print_steps(Model<Net>& model, const Options& options, const Dataset& data) {
  const droplet::Key key{0}, train_key = key.fold_in(3);
  pretrain(options, data, key, model);
  static decltype(model.weights) start;
  start = model.weights;
  const Samples few = draw(data.pool, options.samples, key.fold_in(2));
  const char* const types[] = {"float", "half", "int8"};
  std::printf(
      "{\"type\": \"%s\", \"width\": %zu, \"hidden\": %zu, \"blocks\": %zu, \"batch\": %zu,\n",
      types[static_cast<std::size_t>(options.type)], Net::width, Net::hidden, Net::blocks,
      Net::batch);
  std::printf("\"drop\": %.17g, \"drop_path\": %.17g, \"learning_rate\": %.17g, \"key\": %llu",
              options.drop, options.drop_path, options.learning_rate,
              static_cast<unsigned long long>(train_key.value));
  print_list("weights", start.values, [](const auto& weight) { print_bits(weight); });
  print_list("samples", few, print_sample);
  print_list("settings", std::array{with_both, with_exact_rows}, [&](Setting setting) {
    print_setting(model, options, setting, few, start, train_key);
  });
  std::printf("}\n");
  return model.status == droplet::StatusCode::ok ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  std::string error = parse_options(argc, argv, &options);
  Dataset data;
  if (error.empty()) error = make_dataset(options, &data);
  if (!error.empty()) {
    std::fprintf(stderr, "finetune_steps: %s\n", error.c_str());
    return 1;
  }
  return with_model(options, [&](auto& model) { return print_steps(model, options, data); });
}
