// SPDX-License-Identifier: MIT
//
// Dropout forward and backward: both keep elements 0, 2 and 5, on every machine.
#include <droplet.hpp>

// What a layer keeps: the drop probability, and a key that no other layer has.
constexpr droplet::Mask layer{droplet::Rate{0.5}, droplet::Key{42}};

void setup() {
  Serial.begin(115200);
  float x[6] = {1, 2, 3, 4, 5, 6}, grad[6] = {1, 1, 1, 1, 1, 1};

  const droplet::Mask mask = layer.at(6);                        // at training step 6
  droplet::StatusCode status = droplet::dropout(mask, x, x, 6);  // forward
  if (status == droplet::StatusCode::ok) status = droplet::dropout(mask, grad, grad, 6);  // backward
  if (status != droplet::StatusCode::ok) {
    Serial.println(droplet::describe(status));
    return;
  }
  for (int i = 0; i < 6; ++i) {
    Serial.print(x[i]);
    Serial.print(" ");
    Serial.println(grad[i]);
  }
}

void loop() {}
