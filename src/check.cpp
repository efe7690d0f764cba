// SPDX-License-Identifier: MIT
#include "check.hpp"

#include <string.h>

#include "mask.hpp"

namespace droplet {
namespace detail {

Status check_buffers(const float* x, const float* y, std::size_t n,
                     const std::uint8_t* mask) noexcept {
  if (n == 0) return Status::ok;
  if (x == nullptr || y == nullptr) return Status::null_buffer;
  if (n > SIZE_MAX / sizeof(float)) return Status::bad_size;
  const Bytes in{x, n * sizeof(float)};
  const Bytes out{y, n * sizeof(float)};
  if (overlap_in_part(in, out)) return Status::overlap;
  if (mask == nullptr) return Status::ok;
  const Bytes bits{mask, mask_bytes(n)};
  return overlap(bits, in) || overlap(bits, out) ? Status::overlap : Status::ok;
}

bool settle(const Dropout& d, const float* x, float* y, std::size_t n, std::uint8_t* mask,
            Status* status) noexcept {
  *status = is_valid(d) ? check_buffers(x, y, n, mask) : Status::bad_probability;
  if (*status != Status::ok || n == 0) return true;
  const bool keep = keeps_all(d);
  if (!keep && !drops_all(d)) return false;
  if (keep) {
    copy(x, y, n);
  } else {
    memset(y, 0, n * sizeof(float));
  }
  if (mask != nullptr) fill_constant_mask(keep, mask, n);
  return true;
}

#if defined(DROPLET_INFERENCE_ONLY)

Status identity(const float* x, float* y, std::size_t a, std::size_t b, std::size_t c,
                std::uint8_t* mask) noexcept {
  std::size_t n;
  if (!multiply(a, b, c, &n)) return Status::bad_size;
  Status status;
  (void)settle(Dropout{Rate{0.0}, Key{0}}, x, y, n, mask, &status);
  return status;
}

#endif

}  // namespace detail

const char* describe(Status status) noexcept {
  switch (status) {
    case Status::ok:
      return "ok";
    case Status::bad_probability:
      return "the drop probability is not in [0, 1], or the rate was never set";
    case Status::null_buffer:
      return "a buffer is null though there are elements to read or write";
    case Status::bad_size:
      return "a size overflows size_t, does not fit its type, or is not the mask's count";
    case Status::overlap:
      return "buffers overlap in part: pass the same pointer, or disjoint buffers";
  }
  return "not a droplet::Status";
}

const char* isa_name() noexcept { return detail::kernels().name; }

}  // namespace droplet
