# SPDX-License-Identifier: MIT
"""What describes a mask: rates, keys, masks, cursors, schedules."""
import ctypes

from . import _library
from ._library import functions

LARGEST = 2**64 - 1
MODES = ("train", "inference")


class Error(ValueError):
    """An argument that Droplet refuses; the message names it and its value. Nothing was written."""


def probability(p, name="p"):
    try:
        number = float(p)
    except (TypeError, ValueError):
        number = -1.0
    if not 0 <= number <= 1:
        raise Error(f"{name} is {p!r}: give a drop probability from 0 to 1")
    return number


def integer(value, name, most=LARGEST, least=0):
    try:
        number = value.__index__()
    except AttributeError:
        raise Error(f"{name} is {value!r}: give an integer") from None
    if not least <= number <= most:
        raise Error(f"{name} is {number}: give an integer from {least} to {most}")
    return number


class _Struct:
    """A struct of the C interface, and its address, which calls take."""
    __slots__ = ("_struct", "_address")

    def _set(self, struct):
        self._struct = struct
        self._address = ctypes.addressof(struct)
        return self

    @classmethod
    def _of(cls, struct):
        return cls.__new__(cls)._set(struct)


class Rate(_Struct):
    """A drop probability, to 2^-44, and the factor of what is kept.

    >>> Rate(0.1).keep, Rate(0.1).scale
    (0.8999999999999773, 1.1111111640930176)
    """
    __slots__ = ()

    def __init__(self, p):
        self._set(p._struct if isinstance(p, Rate) else functions["rate"](probability(p)))

    @classmethod
    def of_draws(cls, p, draws):
        """The rate nearest to p that draws `draws` words (1 to 44) for 64 elements: fewer are faster.

        >>> Rate.of_draws(0.1, 3).keep
        0.875
        """
        return cls._of(functions["rate_of_draws"](probability(p), integer(draws, "draws", 44, 1)))

    @property
    def keep(self):
        """The keep probability."""
        return functions["rate_keep"](self._address)

    @property
    def scale(self):
        """The factor of what is kept, 1 / keep as a float32; 0 where nothing is."""
        return self._struct.scale

    def tensor_scale(self, scale):
        """The quantisation scale of a tensor of integers that was dropped `unscaled`, of the one it had."""
        return functions["rate_tensor_scale"](self._address, scale)

    def __eq__(self, other):
        return isinstance(other, Rate) and bytes(self._struct) == bytes(other._struct)

    def __hash__(self):
        return hash(bytes(self._struct))

    def __repr__(self):
        return f"Rate({1 - self.keep!r})"

    def __reduce__(self):
        return type(self)._of_bytes, (bytes(self._struct),)

    @classmethod
    def _of_bytes(cls, data):
        return cls._of(_library.Rate.from_buffer_copy(data))


def drop_probability(p):
    """Of a Rate too, from which the same rate is made again."""
    return 1 - p.keep if isinstance(p, Rate) else probability(p)


class Mask(_Struct):
    """Describes a mask: all that decides it, in the 32 bytes that the device stores (docs/MASK.md).

    p      drop probability, from 0 to 1, or a Rate
    key    integer from 0 to 2^64 - 1; each place where something is dropped has one of its own
    first  the mask's element that decides the first element of a call
    mode   "train", or "inference", where nothing is dropped

    It does not change: `at`, `with_first`, `with_key` and `with_mode` return another.

    >>> layer = Mask(0.5, key=42)
    >>> layer.at(6)                   # at training step 6
    Mask(0.5, key=15432069574703021863)
    """
    __slots__ = ()

    def __init__(self, p, key, *, first=0, mode="train"):
        if mode not in MODES:
            raise Error(f"mode is {mode!r}: give 'train' or 'inference'")
        rate = p if isinstance(p, Rate) else Rate(p)
        self._set(_library.Mask(rate=rate._struct, mode=MODES.index(mode), key=integer(key, "key"),
                                first=integer(first, "first")))

    @property
    def rate(self):
        return Rate._of(_library.Rate.from_buffer_copy(self._struct.rate))

    @property
    def p(self):
        """The drop probability, as it is drawn."""
        return 1 - self.rate.keep

    @property
    def key(self):
        return self._struct.key

    @property
    def first(self):
        return self._struct.first

    @property
    def mode(self):
        return MODES[self._struct.mode]

    def at(self, step):
        """The layer's mask at a training step: its key is fold_in(key, step)."""
        return self.with_key(functions["fold_in"](self._struct.key, integer(step, "step")))

    def with_key(self, key):
        return self._with(key=integer(key, "key"))

    def with_first(self, first):
        return self._with(first=integer(first, "first"))

    def with_mode(self, mode):
        if mode not in MODES:
            raise Error(f"mode is {mode!r}: give 'train' or 'inference'")
        return self._with(mode=MODES.index(mode))

    def _with(self, **fields):
        struct = _library.Mask.from_buffer_copy(self._struct)
        for name, value in fields.items():
            setattr(struct, name, value)
        return Mask._of(struct)

    def __bytes__(self):
        """The descriptor as a little-endian device stores it."""
        return bytes(self._struct)

    @classmethod
    def from_bytes(cls, data):
        """A descriptor that `bytes`, or a device, has stored.

        >>> Mask.from_bytes(bytes(Mask(0.5, key=42))) == Mask(0.5, key=42)
        True
        """
        if len(data) != ctypes.sizeof(_library.Mask):
            raise Error(f"data has {len(data)} bytes: give the {ctypes.sizeof(_library.Mask)} of a descriptor")
        mask = cls._of(_library.Mask.from_buffer_copy(data))
        status = functions["fill_mask"](mask._address, None, 0)
        if status:
            raise Error(f"data is no descriptor: {describe(status)}")
        return mask

    def __eq__(self, other):
        return isinstance(other, Mask) and bytes(self) == bytes(other)

    def __hash__(self):
        return hash(bytes(self))

    def __repr__(self):
        first = f", first={self.first}" if self.first else ""
        mode = "" if self.mode == "train" else f", mode={self.mode!r}"
        return f"Mask({self.p!r}, key={self.key}{first}{mode})"

    def __reduce__(self):
        return Mask.from_bytes, (bytes(self),)


class Cursor(_Struct):
    """A place in a mask, for short calls in sequence (`dropout_next`), which draw nothing twice."""
    __slots__ = ()

    def __init__(self, mask):
        self._set(_library.Cursor(mask=of_mask(mask)._struct))

    @property
    def mask(self):
        """The mask from here on: `first` is the element that decides next."""
        return Mask._of(_library.Mask.from_buffer_copy(self._struct.mask))


def of_mask(mask):
    if not isinstance(mask, Mask):
        raise TypeError(f"mask is a {type(mask).__name__}: give a droplet.Mask")
    return mask


def of_rate(rate):
    return rate if isinstance(rate, Rate) else rate.rate if isinstance(rate, Mask) else Rate(rate)


def describe(status):
    return functions["describe"](status).decode()


def fold_in(key, data):
    """A key derived from another, for a step, a layer, a rank. Data from 2^64 - 3 on are reserved."""
    return functions["fold_in"](integer(key, "key"), integer(data, "data"))


def linear_decay(p, layer, layers):
    """Stochastic depth (Huang 2016): p * layer / layers, layers counted from 1.

    >>> [linear_decay(0.5, layer, 4) for layer in range(1, 5)]
    [0.125, 0.25, 0.375, 0.5]
    """
    layers = integer(layers, "layers", 2**32 - 1, 1)
    return functions["linear_decay"](probability(p), integer(layer, "layer", layers, 1), layers)


def linear_decay_from_zero(p, layer, layers):
    """timm's rule: p * layer / (layers - 1), layers counted from 0, of which the first drops nothing.

    >>> [linear_decay_from_zero(0.25, layer, 3) for layer in range(3)]
    [0.0, 0.125, 0.25]
    """
    layers = integer(layers, "layers", 2**32 - 1, 1)
    return functions["linear_decay_from_zero"](probability(p), integer(layer, "layer", layers - 1), layers)


def scheduled(p, step, steps):
    """NASNet's scheduled drop path: p * (step / steps), and p from step `steps` on.

    >>> scheduled(0.5, 25, 100)
    0.125
    """
    return functions["scheduled"](probability(p), integer(step, "step"), integer(steps, "steps", least=1))


def isa_name():
    """The instruction set that operations use here: "avx2", "neon", "scalar", ..."""
    return functions["isa_name"]().decode()


def version():
    """The version of the library that is loaded: 1.2.3 is 10203."""
    return functions["version"]()
