// SPDX-License-Identifier: MIT
//
// finetune_export FILE [OPTION...]: writes what firmware.cpp builds in, a C++ header with
// pretrained weights as their bits, and the samples to adapt from and to test with. The options are
// finetune's.
#include <cstdio>
#include <cstring>

#include "experiment.hpp"

namespace {

using namespace finetune;

constexpr std::size_t tested = 60;

Model model;

void write_samples(std::FILE* file, const char* name, const Sample* samples, std::size_t n) {
  std::fprintf(file, "constexpr Sample %s[%zu] = {\n", name, n);
  for (std::size_t i = 0; i < n; ++i) {
    std::fprintf(file, "    {{");
    for (const std::uint8_t pixel : samples[i].pixel) std::fprintf(file, "%d,", pixel);
    std::fprintf(file, "}, %d},\n", samples[i].label);
  }
  std::fprintf(file, "};\n");
}

bool write_image(const char* path, const Options& options, const Dataset& data) {
  std::FILE* const file = std::fopen(path, "w");
  if (file == nullptr) return false;
  const droplet::Key key{0};
  pretrain(options, data, key, model);
  std::fprintf(file, "// Written by finetune_export from %s.\n", data.name.c_str());
  std::fprintf(file, "constexpr std::uint32_t weight_bits[%zu] = {\n", Parameters::count);
  for (const float weight : model.weights.values) {
    std::uint32_t bits;
    std::memcpy(&bits, &weight, sizeof bits);
    std::fprintf(file, "0x%08x,\n", static_cast<unsigned>(bits));
  }
  std::fprintf(file, "};\n");
  const Samples few = draw(data.pool, options.samples, key.fold_in(2));
  const std::size_t tests = data.shifted_test.size() < tested ? data.shifted_test.size() : tested;
  write_samples(file, "adaptation_samples", few.data(), few.size());
  write_samples(file, "test_samples", data.shifted_test.data(), tests);
  const bool ok = std::ferror(file) == 0;
  return std::fclose(file) == 0 && ok;
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
  if (write_image(argv[1], options, data)) return 0;
  return fail(std::string(argv[1]) + " cannot be written: is there such a folder, and room?");
}
