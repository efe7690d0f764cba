// SPDX-License-Identifier: MIT
//
// What the tests' programs ask of a C library, where the compiler comes without one. What printf and
// strtod do not know ends the program as a fault does.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "board.h"

void board_fault(void) __attribute__((noreturn));
void _exit(int code) __attribute__((noreturn));

// newlib's <stdio.h> looks here for stdout and stderr, which both are the debugger's console.
static struct _reent streams;
struct _reent* _impure_ptr = &streams;

void* memset(void* to, int value, size_t n) {
  char* d = to;
  if ((uintptr_t)d % sizeof(uint32_t) == 0) {
    const uint32_t word = (unsigned char)value * 0x01010101u;
    for (; n >= sizeof word; n -= sizeof word, d += sizeof word) *(uint32_t*)d = word;
  }
  while (n-- != 0) *d++ = (char)value;
  return to;
}

int memcmp(const void* a, const void* b, size_t n) {
  const unsigned char *x = a, *y = b;
  for (; n != 0; --n, ++x, ++y) {
    if (*x != *y) return *x - *y;
  }
  return 0;
}

size_t strlen(const char* text) {
  size_t n = 0;
  while (text[n] != '\0') ++n;
  return n;
}

int strncmp(const char* a, const char* b, size_t n) {
  for (; n != 0 && *a == *b && *a != '\0'; --n) ++a, ++b;
  return n == 0 ? 0 : (unsigned char)*a - (unsigned char)*b;
}

int strcmp(const char* a, const char* b) { return strncmp(a, b, SIZE_MAX); }

void exit(int code) { _exit(code); }
void abort(void) { board_fault(); }

unsigned long strtoul(const char* text, char** end, int base) {
  unsigned long value = 0;
  if (base != 10) board_fault();
  for (; *text >= '0' && *text <= '9'; ++text) value = 10 * value + (unsigned long)(*text - '0');
  if (end != NULL) *end = (char*)text;
  return value;
}

// Decimal fractions: with 15 digits both numbers are exact, and the quotient is the nearest double.
double strtod(const char* text, char** end) {
  double digits = 0, unit = 1;
  int count = 0, is_fraction = 0;
  for (;; ++text) {
    if (*text == '.' && !is_fraction) {
      is_fraction = 1;
      continue;
    }
    if (*text < '0' || *text > '9') break;
    digits = 10 * digits + (*text - '0');
    if (is_fraction) unit *= 10;
    ++count;
  }
  if (count > 15 || *text == 'e' || *text == 'x') board_fault();
  if (end != NULL) *end = (char*)text;
  return digits / unit;
}

// Half to even: beside 2^52 a double has no digits of fractions.
double nearbyint(double x) {
  if (!(x < 0x1p52 && x > -0x1p52)) return x;
  const double beside = x < 0 ? -0x1p52 : 0x1p52;
  return __builtin_copysign((x + beside) - beside, x);
}
float nearbyintf(float x) { return (float)nearbyint(x); }

static void put(char c) {
  const char text[2] = {c, '\0'};
  board_print(text);
}

static void put_padded(const char* text, int width, char padding) {
  for (size_t n = strlen(text); n < (size_t)width; ++n) put(padding);
  board_print(text);
}

// Writes the digits before `end`, and returns where they begin.
static char* write_digits(char* end, unsigned long long value, unsigned base) {
  do *--end = "0123456789abcdef"[value % base];
  while ((value /= base) != 0);
  return end;
}

static char* write_fixed(char* end, double value, int precision) {
  unsigned long long unit = 1;
  for (int i = 0; i < precision; ++i) unit *= 10;
  const double magnitude = value < 0 ? -value : value;
  if (!(magnitude < 1e9) || precision > 6) board_fault();
  const unsigned long long scaled = (unsigned long long)(magnitude * (double)unit + 0.5);
  char* begin = end;
  for (unsigned long long u = unit, digits = scaled; u > 1; u /= 10, digits /= 10) *--begin = (char)('0' + digits % 10);
  if (precision > 0) *--begin = '.';
  begin = write_digits(begin, scaled / unit, 10);
  if (value < 0) *--begin = '-';
  return begin;
}

int vfprintf(FILE* stream, const char* format, va_list arguments) {
  (void)stream;
  for (; *format != '\0'; ++format) {
    if (*format != '%') {
      put(*format);
      continue;
    }
    char text[40], *const end = text + sizeof text - 1, *begin = end;
    *end = '\0';
    const char padding = *++format == '0' ? '0' : ' ';
    char* rest;
    const int width = (int)strtoul(format, &rest, 10);
    int precision = 6, longs = 0;
    if (*rest == '.') precision = (int)strtoul(rest + 1, &rest, 10);
    for (; *rest == 'l' || *rest == 'z'; ++rest) longs += *rest == 'l';
    format = rest;
    switch (*format) {
      case 's': begin = va_arg(arguments, char*); break;
      case 'c': *--begin = (char)va_arg(arguments, int); break;
      case 'f': begin = write_fixed(end, va_arg(arguments, double), precision); break;
      case 'd': {
        const long long value = longs > 1 ? va_arg(arguments, long long) : va_arg(arguments, long);
        begin = write_digits(end, value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value, 10);
        if (value < 0) *--begin = '-';
        break;
      }
      case 'u':
      case 'x': {
        const unsigned long long value =
            longs > 1 ? va_arg(arguments, unsigned long long) : va_arg(arguments, unsigned long);
        begin = write_digits(end, value, *format == 'u' ? 10 : 16);
        break;
      }
      default: board_fault();
    }
    put_padded(begin, width, padding);
  }
  return 0;
}

int fprintf(FILE* stream, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stream, format, arguments);
  va_end(arguments);
  return 0;
}

int printf(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stdout, format, arguments);
  va_end(arguments);
  return 0;
}

// What a compiler makes of printf.
int putchar(int c) {
  put((char)c);
  return c;
}
int puts(const char* text) {
  board_print(text);
  put('\n');
  return 0;
}
int fputc(int c, FILE* stream) {
  (void)stream;
  return putchar(c);
}
int fputs(const char* text, FILE* stream) {
  (void)stream;
  board_print(text);
  return 0;
}
size_t fwrite(const void* from, size_t size, size_t n, FILE* stream) {
  (void)stream;
  for (size_t i = 0; i < size * n; ++i) put(((const char*)from)[i]);
  return n;
}
