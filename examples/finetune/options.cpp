// SPDX-License-Identifier: MIT
#include "options.hpp"

#include <cctype>
#include <cstdlib>
#include <vector>

namespace finetune {

const char* const usage =
    R"(finetune: adapts a small residual classifier to a shifted domain from few samples, without
regularization, with dropout, and with dropout and drop path, by chance or of exactly so many rows,
all through Droplet.

  --train FILE --test FILE   CSV: 64 pixels 0..16, then the class 0..9 (default: made-up glyphs)
  --type float|half|int8     what activations are kept in (default float)
  --size large|small         the network; small is for 16 KiB of RAM (default large)
  --shift rotate|invert      the new domain (default rotate)
  --samples N                shifted samples to adapt from (default 100)
  --seeds N                  repetitions: weights, samples, order, masks (default 20)
  --drop P                   drop probability of dropout (default 0.3)
  --drop-path P              drop probability of a block's branch (default 0.2)
  --epochs N                 passes over the shifted samples (default 150)
  --pretrain-epochs N        passes over the plentiful data (default 15)
  --learning-rate R          of the adaptation, the same for all settings (default 0.03)
  --validate                 measure on held-out training rows, to choose the values above
  --check                    compare gradients with finite differences, and stop
  --help                     this text

Exit code: 0 done; 1 the data cannot be used, or a check failed; 2 an option is wrong.
)";

namespace {

std::string parse_count(const std::string& name, const std::string& text, std::size_t top,
                        std::size_t* value) {
  std::size_t result = 0;
  bool valid = !text.empty() && text.size() <= 9;
  for (const char c : text) {
    valid = valid && std::isdigit(static_cast<unsigned char>(c)) != 0;
    result = result * 10 + static_cast<std::size_t>(c - '0');
  }
  if (!valid || result < 1 || result > top) {
    return name + " is '" + text + "': give a whole number from 1 to " + std::to_string(top);
  }
  *value = result;
  return {};
}

std::string parse_real(const std::string& name, const std::string& text, const char* range,
                       double* value) {
  char* end = nullptr;
  *value = std::strtod(text.c_str(), &end);
  const bool valid = end != text.c_str() && *end == '\0' && *value >= 0.0 && *value <= 1.0;
  return valid ? "" : name + " is '" + text + "': give " + range + " from 0 to 1, such as 0.1";
}

// A word of `words`, whose number goes to *value.
template <class Value>
std::string parse_word(const std::string& name, const std::string& text,
                       const std::vector<std::string>& words, Value* value) {
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (text == words[i]) return *value = static_cast<Value>(i), "";
    list += (i == 0 ? "" : i + 1 < words.size() ? ", " : " or ") + words[i];
  }
  return name + " is '" + text + "': give " + list;
}

bool parse_flag(const std::string& name, Options* options) {
  bool* const flag = name == "--help" || name == "-h" ? &options->help
                     : name == "--validate"           ? &options->validate
                     : name == "--check"              ? &options->check
                                                      : nullptr;
  if (flag != nullptr) *flag = true;
  return flag != nullptr;
}

std::string parse_value(const std::string& name, const std::string& text, Options* o) {
  constexpr const char* probability = "a drop probability";
  if (name == "--seeds") return parse_count(name, text, 1000, &o->seeds);
  if (name == "--samples") return parse_count(name, text, 65536, &o->samples);
  if (name == "--epochs") return parse_count(name, text, 100000, &o->epochs);
  if (name == "--pretrain-epochs") return parse_count(name, text, 100000, &o->pretrain_epochs);
  if (name == "--drop") return parse_real(name, text, probability, &o->drop);
  if (name == "--drop-path") return parse_real(name, text, probability, &o->drop_path);
  if (name == "--learning-rate") return parse_real(name, text, "a rate", &o->learning_rate);
  if (name == "--shift") return parse_word(name, text, {"rotate", "invert"}, &o->shift);
  if (name == "--type") return parse_word(name, text, {"float", "half", "int8"}, &o->type);
  if (name == "--size") return parse_word(name, text, {"large", "small"}, &o->small);
  (name == "--train" ? o->train_file : o->test_file) = text;
  return text.empty() ? name + " is '': give the path of a CSV file" : "";
}

bool takes_value(const std::string& name) {
  for (const char* known :
       {"--seeds", "--samples", "--epochs", "--pretrain-epochs", "--drop", "--drop-path",
        "--learning-rate", "--type", "--size", "--shift", "--train", "--test"}) {
    if (name == known) return true;
  }
  return false;
}

}  // namespace

std::string parse_options(int argc, const char* const* argv, Options* options) {
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (parse_flag(name, options)) continue;
    if (!takes_value(name)) return "unknown option '" + name + "': --help lists the known ones";
    if (++i == argc) return name + " has no value: write one after it; see --help";
    std::string error = parse_value(name, argv[i], options);
    if (!error.empty()) return error;
  }
  if (options->train_file.empty() != options->test_file.empty()) {
    return std::string(options->train_file.empty() ? "--test without --train"
                                                   : "--train without --test") +
           ": give both files, or neither for made-up glyphs";
  }
  return {};
}

}  // namespace finetune
