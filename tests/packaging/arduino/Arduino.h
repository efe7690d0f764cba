// SPDX-License-Identifier: MIT
//
// A stand-in for a core's Arduino.h: what the sketch calls, over newlib, and the macros that every
// core has and libraries trip over.
#ifndef DROPLET_TESTS_PACKAGING_ARDUINO_ARDUINO_H
#define DROPLET_TESTS_PACKAGING_ARDUINO_ARDUINO_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HIGH 0x1
#define LOW 0x0
#define DEFAULT 1
#define INPUT 0x0
#define PI 3.1415926535897932384626433832795
#define abs(x) ((x) > 0 ? (x) : -(x))
#define constrain(amt, low, high) ((amt) < (low) ? (low) : ((amt) > (high) ? (high) : (amt)))
#define round(x) ((x) >= 0 ? (long)((x) + 0.5) : (long)((x)-0.5))
#define radians(deg) ((deg)*0.01745329)
#define sq(x) ((x) * (x))
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
#define lowByte(w) ((uint8_t)((w)&0xff))
#define bitRead(value, bit) (((value) >> (bit)) & 0x01)
#define bitSet(value, bit) ((value) |= (1UL << (bit)))
#define bit(b) (1UL << (b))
#define F(text) (text)

typedef uint8_t byte;
typedef bool boolean;
typedef unsigned int word;

struct Printer {
  void begin(unsigned long) {}
  void print(const char* text) { fputs(text, stdout); }
  void print(double number) { printf("%.2f", number); }
  template <class T>
  void println(T value) {
    print(value);
    print("\n");
  }
};
extern Printer Serial;

void setup();
void loop();

#endif
