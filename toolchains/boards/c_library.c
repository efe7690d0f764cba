// SPDX-License-Identifier: MIT
//
// What the tests' programs ask of a C library, where the compiler comes without one. What printf
// and strtod do not know ends the program as a fault does.
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

// Writes the digits before `end`, and returns where they begin.
static char* write_digits(char* end, unsigned long value, unsigned base) {
  do *--end = "0123456789abcdef"[value % base];
  while ((value /= base) != 0);
  return end;
}

static char* write_signed(char* end, long value) {
  char* begin = write_digits(end, value < 0 ? 0 - (unsigned long)value : (unsigned long)value, 10);
  if (value < 0) *--begin = '-';
  return begin;
}

static char* write_fixed(char* end, double value, int precision) {
  double scaled = value < 0 ? -value : value;
  for (int i = 0; i < precision; ++i) scaled *= 10;
  if (precision == 0 || !(scaled < 0x1p31)) board_fault();
  unsigned long digits = (unsigned long)(scaled + 0.5);
  for (int i = 0; i < precision; ++i, digits /= 10) *--end = (char)('0' + digits % 10);
  *--end = '.';
  end = write_digits(end, digits, 10);
  if (value < 0) *--end = '-';
  return end;
}

static void print(const char* format, va_list arguments) {
  for (; *format != '\0'; ++format) {
    if (*format != '%') {
      put(*format);
      continue;
    }
    char text[40], *const end = text + sizeof text - 1, *begin;
    *end = '\0';
    const char padding = *++format == '0' ? '0' : ' ';
    char* rest;
    const size_t width = strtoul(format, &rest, 10);
    int precision = 0;
    if (*rest == '.') precision = (int)strtoul(rest + 1, &rest, 10);
    if (*rest == 'l') ++rest;  // as long as an int
    format = rest;
    switch (*format) {
      case 's':
        begin = va_arg(arguments, char*);
        break;
      case 'f':
        begin = write_fixed(end, va_arg(arguments, double), precision);
        break;
      case 'd':
        begin = write_signed(end, va_arg(arguments, long));
        break;
      case 'u':
      case 'x':
        begin = write_digits(end, va_arg(arguments, unsigned long), *format == 'u' ? 10 : 16);
        break;
      default:
        board_fault();
    }
    for (size_t n = strlen(begin); n < width; ++n) put(padding);
    board_print(begin);
  }
}

int fprintf(FILE* stream, const char* format, ...) {
  (void)stream;
  va_list arguments;
  va_start(arguments, format);
  print(format, arguments);
  va_end(arguments);
  return 0;
}

int printf(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  print(format, arguments);
  va_end(arguments);
  return 0;
}

// GCC makes these two of some calls of printf.
int putchar(int c) {
  put((char)c);
  return c;
}
int puts(const char* text) {
  board_print(text);
  put('\n');
  return 0;
}

int fputs(const char* text, FILE* stream) {
  (void)stream;
  board_print(text);
  return 0;
}
