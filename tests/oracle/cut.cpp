// SPDX-License-Identifier: MIT
#include "pieces.hpp"

namespace oracle {

namespace {

constexpr std::size_t least(std::size_t a, std::size_t b) { return a < b ? a : b; }

}  // namespace

Piece cut_elements(const Shape& whole, std::size_t begin) {
  return {begin, begin, {least(capacity, whole.outer - begin), 1, 1}};
}

// Whole rows, or one row in part.
Piece cut_rows(const Shape& whole, std::size_t begin) {
  const std::size_t length = whole.middle, row = begin / length, column = begin % length;
  if (length > capacity) return {begin, row, {1, least(capacity, length - column), 1}};
  return {begin, row, {least(capacity / length, whole.outer - row), length, 1}};
}

Piece cut_channels_first(const Shape& whole, std::size_t begin) {
  const std::size_t plane = begin / whole.inner, planes = whole.outer * whole.middle;
  return {begin, plane, {1, least(capacity / whole.inner, planes - plane), whole.inner}};
}

Piece cut_channels_last(const Shape& whole, std::size_t begin) {
  const std::size_t channels = whole.middle;
  const std::size_t sample = begin / (channels * whole.inner);
  const std::size_t at = begin / channels - sample * whole.inner;
  return {begin, sample * channels, {1, channels, least(capacity / channels, whole.inner - at)}};
}

}  // namespace oracle
