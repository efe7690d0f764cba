// SPDX-License-Identifier: MIT
//
// Droplet's sources include this before its headers. What they call throws nothing, and none of it
// is noexcept: at -O0 a compiler would not know that an op or an intrinsic throws nothing, and what
// is noexcept would refer to std::terminate, which a C compiler does not link.
#ifndef DROPLET_SRC_THROWS_NOTHING_HPP
#define DROPLET_SRC_THROWS_NOTHING_HPP

// Here too: the build systems of firmware have a standard of their own, and not all sources have
// status.hpp.
#if __cplusplus < 201703L
#error "Droplet needs C++17: -std=c++17"
#endif

#if !defined(DROPLET_NOEXCEPT_)
#define DROPLET_NOEXCEPT_
#endif

// GCC would refer to its personality routine for the end of a variable's life on the way of an
// exception; at -O0, which reuses no stack, nothing else needs to know of that.
#if defined(__EXCEPTIONS) && !defined(__clang__) && !defined(__OPTIMIZE__)
#pragma GCC optimize("stack-reuse=none")
#endif

#endif
