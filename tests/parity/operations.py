# SPDX-License-Identifier: MIT
"""Each operation as Droplet is called, with the formula that it must equal, and what it selects where that multiplies
by 0."""
import dataclasses
from typing import Callable

import torch
import torch.nn.functional as F

import droplet
import formulas
from formulas import gradient


def zero(t, p):
    return torch.zeros_like(t.x)


def alpha_constant(t, p):
    """Of section 4 of docs/MASK.md, in double."""
    alpha, keep = 1.7580993408473766, 1 - p
    c = -alpha * keep / ((alpha * alpha * p + 1) * keep) ** 0.5 if keep else 0.
    return torch.full_like(t.x, c)


@dataclasses.dataclass
class Operation:
    name: str
    decided: str          # who has a decision: one of comparison.py's DECISIONS
    droplet: Callable     # (call, descriptor, tensors) -> y, by call(name, descriptor, arguments..., None for y, ...)
    formula: Callable     # (tensors, p) -> y
    multiplied: Callable = lambda t: t.x      # what the formula multiplies by 0,
    added: Callable = None                    # what it adds that to,
    dropped: Callable = zero                  # and what Droplet gives there instead
    drops: Callable = lambda t, drops: drops  # where: (tensors, where the mask drops)
    scale: str = "1 / (1 - p)"  # in the tensor's type; "double": computed in double; "alpha"; "none"
    stored: bool = False        # whether the mask is the caller's own


def map_of(t, layout):
    samples, channels, inner = t.x.shape if layout != droplet.CHANNELS_LAST else (t.x.shape[i] for i in (0, 2, 1))
    return droplet.Features(samples=samples, channels=channels, inner=inner, layout=layout)


def on_features(name, buffer="x", layout=0):
    return lambda call, mask, t: call(name, mask, getattr(t, buffer), None, map_of(t, layout))


def on_tensor(*noise):
    return lambda name, buffer="x": lambda call, mask, t: call(
        name, mask, getattr(t, buffer), None,
        droplet.Tensor(dimensions=3, size=(*t.x.shape, 0), noise=(*noise, 0)))


def nothing(t):
    """What is multiplied by 0 where a formula selects."""
    return torch.zeros_like(t.x)


def on_elements(name, buffer="x"):
    bits = [droplet.NULL] if name == "dropout" else []
    return lambda call, mask, t: call(name, mask, getattr(t, buffer), None, t.x.numel(), *bits)


def on_rows(name, *buffers, **options):
    return lambda call, mask, t: call(
        name, mask, *(getattr(t, b) for b in buffers or ("x",)), None,
        droplet.Rows(rows=len(t.x), row_length=t.x[0].numel()), droplet.PathOptions(**options))


def lines_of(t):
    return droplet.Rows(rows=t.x[..., 0].numel(), row_length=t.x.shape[-1])


def bias_dropout_add(call, mask, t):
    return call("bias_dropout_add", mask, t.x, t.bias, t.residual, None, lines_of(t))


def bias_dropout_add_backward(call, mask, t, grad_bias=droplet.NULL):
    return call("bias_dropout_add_backward", mask, t.grad_y, None, grad_bias, lines_of(t))


def relu_dropout_backward(call, mask, t):
    y = on_elements("relu_dropout")(call, mask, t)
    return call("relu_dropout_backward", mask, t.grad_y, y, None, t.x.numel())


def apply_mask(call, mask, t):
    return call("apply_mask", mask.rate, t.bits, t.x, None, t.x.numel())


def of_gradient(name, decided, call, formula, **more):
    return Operation(f"{name}, gradient", decided, call, gradient(formula), multiplied=lambda t: t.grad_y, **more)


def with_gradient(name, decided, function, backward, on, formula, **more):
    scale = {"scale": more["scale"]} if "scale" in more else {}
    return [Operation(name, decided, on(function), formula, **more),
            of_gradient(name, decided, on(backward, "grad_y"), formula, **scale)]


OPERATIONS = [
    *with_gradient("dropout", "element", "dropout", "dropout", on_elements, formulas.dropout),
    *with_gradient("dropout1d", "channel", "feature_dropout", "feature_dropout", on_features,
                   formulas.images(F.dropout1d, 33)),
    Operation("dropout2d", "channel", on_features("feature_dropout"), formulas.images(F.dropout2d, 3, 11)),
    Operation("dropout3d", "channel", on_features("feature_dropout"), formulas.images(F.dropout3d, 3, 1, 11)),
    Operation("dropout1d, channels last", "last channel",
              on_features("feature_dropout", layout=droplet.CHANNELS_LAST), formulas.dropout_channels_last),
    *with_gradient("locked_dropout, one mask for all steps", "step", "locked_dropout", "locked_dropout",
                   on_tensor(1, 0, 0), formulas.locked_dropout),
    Operation("locked_dropout, noise_shape", "last channel", on_tensor(0, 1, 0)("locked_dropout"),
              formulas.keras_dropout((0, 2)), multiplied=nothing, scale="double"),
    Operation("locked_dropout, broadcast_dims", "channel of all", on_tensor(1, 0, 1)("locked_dropout"),
              formulas.flax_dropout((0, 2)), multiplied=nothing, scale="double"),
    *with_gradient("alpha_dropout", "element", "alpha_dropout", "alpha_dropout_backward", on_elements,
                   formulas.alpha_dropout, dropped=alpha_constant, scale="alpha"),
    *with_gradient("feature_alpha_dropout", "channel", "feature_alpha_dropout", "feature_alpha_dropout_backward",
                   on_features, formulas.feature_alpha_dropout, dropped=alpha_constant, scale="alpha"),
    *with_gradient("drop_path", "row", "drop_path", "drop_path", on_rows, formulas.drop_path),
    Operation("drop_path, unscaled", "row", on_rows("drop_path", "x", unscaled=True), formulas.drop_path_unscaled,
              scale="none"),
    Operation("drop_path, batch", "call", on_rows("drop_path", "x", batch=True), formulas.drop_path_batch),
    Operation("drop_path_add", "row", on_rows("drop_path_add", "residual", "x"), formulas.drop_path_add,
              added=lambda t: t.residual, dropped=lambda t, p: t.residual),
    of_gradient("drop_path_add", "row", on_rows("drop_path", "grad_y"), formulas.drop_path_add),
    Operation("bias_dropout_add", "element", bias_dropout_add, formulas.bias_dropout_add,
              multiplied=lambda t: t.x + t.bias, added=lambda t: t.residual, dropped=lambda t, p: t.residual + 0),
    of_gradient("bias_dropout_add", "element", bias_dropout_add_backward, formulas.bias_dropout_add),
    Operation("relu_dropout", "element", on_elements("relu_dropout"), formulas.relu_dropout,
              multiplied=lambda t: F.relu(t.x), drops=lambda t, drops: drops | (t.x <= 0)),
    of_gradient("relu_dropout", "element", relu_dropout_backward, formulas.relu_dropout,
                drops=lambda t, drops: drops & ~(t.x <= 0)),
    Operation("apply_mask", "element", apply_mask, formulas.apply_mask, scale="double", stored=True),
]
