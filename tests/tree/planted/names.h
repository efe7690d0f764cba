/* SPDX-License-Identifier: MIT
 *
 * Names with and without documentation, in C: check-documented must find each bare_ one. */
#ifndef PLANTED_NAMES_H
#define PLANTED_NAMES_H

/* Is documented by this. */
#define DOCUMENTED 1
#define bare_macro 1
#define DOCUMENTED_(x) (x)

/* Is documented by this,
 * and this. */
typedef struct documented_t {
  int documented; /* is documented by this */
  int bare_field;
} documented_t;

/* Of the #if, not of what is in it. */
#if defined(__cplusplus)
#define bare_condition 1
#else
#define bare_condition 2
#endif

enum { DOCUMENTED_VALUE = 0, /* is documented by this */ bare_value = 1 };
int bare_function(documented_t x);

#endif
