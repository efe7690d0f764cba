// SPDX-License-Identifier: MIT
#include "data.hpp"

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <string_view>

namespace finetune {
namespace {

constexpr std::size_t values_per_row = pixels + 1;
constexpr std::size_t max_rows = 65536;  // the training order holds 16-bit indices

std::string quoted(std::string_view text) {
  constexpr std::size_t enough = 40;
  std::string result = "'" + std::string(text.substr(0, enough));
  for (char& c : result) c = static_cast<unsigned char>(c) < ' ' || c == 127 ? '?' : c;
  return result + (text.size() > enough ? "...'" : "'");
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// The i-th value (from 0) of a row.
std::string parse_value(std::string_view text, std::size_t i, Sample* sample) {
  const bool is_label = i == pixels;
  const int top = is_label ? static_cast<int>(classes) - 1 : max_pixel;
  const std::string name = is_label ? "the class" : "pixel " + std::to_string(i + 1);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size() || error == std::errc::invalid_argument) {
    return name + " is " + quoted(text) + ", not a whole number: write one from 0 to " +
           std::to_string(top) + ", or take the line out if it is a header";
  }
  if (error != std::errc{} || value < 0 || value > top) {
    return name + " is " + quoted(text) + ", out of range: it must be from 0 to " +
           std::to_string(top) +
           (is_label ? " and stand last in its row" : "; scale the image to that");
  }
  (is_label ? sample->label : sample->pixel[i]) = static_cast<std::uint8_t>(value);
  return {};
}

std::string parse_row(std::string_view line, Sample* sample) {
  std::size_t count = 1;
  for (const char c : line) count += c == ',' ? 1 : 0;
  if (count != values_per_row) {
    return std::to_string(count) + (count == 1 ? " value" : " values") + ", but a row has " +
           std::to_string(values_per_row) +
           ": 64 pixels, then the class, with commas between; mend or remove the line";
  }
  for (std::size_t i = 0; i < values_per_row; ++i) {
    const std::size_t comma = line.find(',');
    std::string error = parse_value(trimmed(line.substr(0, comma)), i, sample);
    if (!error.empty()) return error;
    line.remove_prefix(comma == std::string_view::npos ? line.size() : comma + 1);
  }
  return {};
}

}  // namespace

std::string read_csv(const std::string& path, Samples* samples) {
  errno = 0;
  std::ifstream file(path);
  if (!file) {
    return path + ": cannot be opened (" + std::strerror(errno) +
           "): give the path of a CSV file that you may read";
  }
  const std::size_t before = samples->size();
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (trimmed(line).empty()) continue;
    Sample sample{};
    std::string error = parse_row(line, &sample);
    if (error.empty() && samples->size() - before == max_rows) {
      error = "more than " + std::to_string(max_rows) + " rows: split the file";
    }
    if (!error.empty()) return path + ":" + std::to_string(number) + ": " + error;
    samples->push_back(sample);
  }
  if (file.bad()) return path + ": cannot be read: give the path of a CSV file, not a directory";
  if (samples->size() == before) {
    return path + ":1: no rows: give a file with 64 pixels and a class in each line";
  }
  return {};
}

Samples make_glyphs(std::size_t n, droplet::Key key) {
  Samples samples(n);
  for (std::size_t i = 0; i < n; ++i) samples[i] = make_glyph(key.fold_in(i));
  return samples;
}

}  // namespace finetune
