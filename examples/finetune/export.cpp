// SPDX-License-Identifier: MIT
//
// finetune_export FILE [OPTION...]: writes what firmware.cpp builds in, a C++ header with the net's
// type, pretrained weights, and the samples to adapt from and to test with. The options are
// finetune's.
#include <cstdio>

#include "experiment.hpp"

namespace {

using namespace finetune;

constexpr std::size_t tested = 60;

void write_weight(std::FILE* file, float weight) { std::fprintf(file, "%af,\n", double{weight}); }
void write_weight(std::FILE* file, std::int32_t weight) {
  std::fprintf(file, "%lld,\n", static_cast<long long>(weight));
}

void write_samples(std::FILE* file, const char* name, const Sample* samples, std::size_t n) {
  std::fprintf(file, "constexpr Sample %s[%zu] = {\n", name, n);
  for (std::size_t i = 0; i < n; ++i) {
    std::fprintf(file, "    {{");
    for (const std::uint8_t pixel : samples[i].pixel) std::fprintf(file, "%d,", pixel);
    std::fprintf(file, "}, %d},\n", samples[i].label);
  }
  std::fprintf(file, "};\n");
}

template <class Net>
void write_image(std::FILE* file, Model<Net>& model, const Options& options, const Dataset& data) {
  const droplet::Key key{0};
  pretrain(options, data, key, model);
  constexpr const char* numbers[] = {"Float", "Half", "Int8"};
  std::fprintf(file, "// Written by finetune_export from %s.\n", data.name.c_str());
  std::fprintf(file, "using BuiltIn = Net<%s, %s>;\n",
               numbers[static_cast<std::size_t>(options.type)], options.small ? "Small" : "Large");
  std::fprintf(file, "constexpr BuiltIn::Numbers::Weight start_weights[%zu] = {\n",
               model.weights.count);
  for (const auto weight : model.weights.values) write_weight(file, weight);
  std::fprintf(file, "};\n");
  const Samples few = draw(data.pool, options.samples, key.fold_in(2));
  const std::size_t tests = data.shifted_test.size() < tested ? data.shifted_test.size() : tested;
  write_samples(file, "adaptation_samples", few.data(), few.size());
  write_samples(file, "test_samples", data.shifted_test.data(), tests);
}

int fail(const std::string& message) {
  std::fprintf(stderr, "finetune_export: %s\n", message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return fail("usage: finetune_export FILE [OPTION...]");
  Options options;
  std::string error = parse_options(argc - 1, argv + 1, &options);
  Dataset data;
  if (error.empty()) error = make_dataset(options, &data);
  if (!error.empty()) return fail(error);
  std::FILE* const file = std::fopen(argv[1], "w");
  bool ok = file != nullptr;
  if (ok) {
    with_model(options, [&](auto& model) { return write_image(file, model, options, data), 0; });
    ok = std::ferror(file) == 0;
    ok = std::fclose(file) == 0 && ok;
  }
  if (ok) return 0;
  return fail(std::string(argv[1]) + " cannot be written: is there such a folder, and room?");
}
