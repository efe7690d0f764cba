// SPDX-License-Identifier: MIT
#if defined(__wasi__)
// WASI has no signals: doctest must compile all the same.
#define _WASI_EMULATED_SIGNAL
#include <sstream>
template <>
class std::basic_fstream<char> : public std::ostringstream {
 public:
  void open(const char*, openmode) { setstate(failbit); }
  bool is_open() { return false; }
  void close() {}
};
#endif
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
