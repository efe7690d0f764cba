# SPDX-License-Identifier: MIT
"""What numbers.hpp, linear.cpp, loss.cpp and drops.cpp compute, in numpy."""
import numpy as np

CLASSES = 10
F32 = np.float32


def units(p):
    return round((1.0 - p) * 2.0**44)


def scale(p):
    return F32(2.0**44 / units(p))


class Floats:
    """Each product and each sum is rounded to float32, in the order that the C++ has."""

    def __init__(self, activation):
        self.activation = activation

    def weights(self, bits):
        return bits.view(F32).copy()

    def pixels(self, samples):
        return ((samples.astype(F32) * F32(0.125)) - F32(1)).astype(self.activation)

    def linear(self, x, w, b, layer):
        sums = np.tile(b, (len(x), 1))
        for i, row in enumerate(w):
            factor = x[:, i:i + 1].astype(F32)
            sums = np.where(factor != 0, sums + factor * row, sums)
        return sums if layer == "out" else sums.astype(self.activation)

    def relu(self, x):
        return np.where(x > 0, x, self.activation(0))

    def drop_activations(self, x, kept, factor):
        return np.where(kept, (x.astype(F32) * factor).astype(self.activation), self.activation(0))

    def drop_gradients(self, x, kept, factor):
        return np.where(kept, x * factor, F32(0))

    def add_branch(self, stream, branch, factor):
        return (stream.astype(F32) + factor * branch.astype(F32)).astype(self.activation)

    def loss_gradient(self, logits, labels):
        x = logits - logits.max(axis=1, keepdims=True)
        k = (x * F32(1.44269504) - F32(0.5)).astype(np.int32)
        r = (x - k.astype(F32) * F32(0.693359375)) - k.astype(F32) * F32(-2.12194440e-4)
        p = F32(1.9875691500e-4)
        for c in (1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1):
            p = p * r + F32(c)
        powers = ((p * (r * r) + r) + F32(1)) * np.ldexp(F32(1), k)
        powers = np.where(x > F32(-30), powers, F32(0))
        total = np.zeros((len(x), 1), F32)
        for i in range(CLASSES):
            total += powers[:, i:i + 1]
        p = powers / total
        p[np.arange(len(p)), labels] -= F32(1)
        return p * (F32(1) / F32(len(p)))

    def backward(self, dy, w):
        sums = np.zeros((8, len(dy), len(w)), F32)
        for j in range(dy.shape[1]):
            sums[j % 8] += w[:, j] * dy[:, j:j + 1]
        return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]))

    def add_gradients(self, a, b):
        return a + b

    def rate(self, learning_rate, rows):
        return F32(learning_rate)

    def descend(self, x, dy, w, b, rate, layer):
        gradient, bias = np.zeros_like(w), np.zeros_like(b)
        for r in range(len(x)):
            factor = x[r].astype(F32)[:, None]
            gradient = np.where(factor != 0, gradient + factor * dy[r], gradient)
            bias = bias + dy[r]
        w -= rate * gradient
        b -= rate * bias


class Integers:
    """In exact integers, which numpy's 64 bits hold. An activation is its distance from the zero point."""

    def weights(self, bits):
        return bits.view(np.int32).astype(np.int64)

    def pixels(self, samples):
        return samples.astype(np.int64) - 8

    def digits(self, layer):
        return 3 if layer == "in" else 4

    def linear(self, x, w, b, layer):
        sums = x @ (w >> 16) + (b >> 16 - self.digits(layer))
        if layer == "out":
            return sums + 32 >> 6
        shift = self.digits(layer) + 10
        rounded = sums + (1 << shift - 1) >> shift
        return np.clip(rounded, 0, 255) if layer == "first" else np.clip(rounded, -128, 127)

    def relu(self, x):
        return np.maximum(x, 0)

    def rescaled(self, distance, factor):
        m = int(factor.view(np.uint32)) + 256 >> 9
        multiplier, shift = m & 0x3FFF | 0x4000, 14 + 127 - (m >> 14)
        return distance * multiplier + (1 << shift - 1) >> shift

    def drop_activations(self, x, kept, factor):
        return np.where(kept, np.minimum(self.rescaled(x, factor), 255), 0)

    def drop_gradients(self, x, kept, factor):
        return np.where(kept, np.clip(self.rescaled(x, factor), -32768, 32767), 0)

    def add_branch(self, stream, branch, factor):
        return np.clip(stream + self.rescaled(branch, factor), -128, 127)

    def loss_gradient(self, logits, labels):
        x = logits.max(axis=1, keepdims=True) - logits
        binary = x * 5909 >> 12
        f = binary & 4095
        powers = 32768 - (f * (22007 - (f * 5623 >> 12)) >> 12) >> np.minimum(binary >> 12, 62)
        powers[x > 11 << 12] = 0
        p = (powers << 12) // powers.sum(axis=1, keepdims=True)
        p[np.arange(len(p)), labels] -= 4096
        return p

    def backward(self, dy, w):
        return np.clip(dy @ (w >> 22).T + 128 >> 8, -32768, 32767)

    def add_gradients(self, a, b):
        return np.clip(a + b, -32768, 32767)

    def descend(self, x, dy, w, b, rate, layer):
        digits = self.digits(layer)
        m = int(rate * F32(2.0**(34 - digits)))
        for weights, sums in (w, x.T @ dy), (b, dy.sum(axis=0) << digits):
            weights[:] = np.clip(weights - (sums * m + 32768 >> 16), -2**31, 2**31 - 1)

    def rate(self, learning_rate, rows):
        return F32(learning_rate) / F32(rows)
