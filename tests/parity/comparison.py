# SPDX-License-Identifier: MIT
"""Droplet's bytes against a formula's, and where exactly the two may differ (parity.py says why)."""
import collections

import torch

import droplet
import formulas
import inputs
from given_mask import GivenMask
from operations import OPERATIONS, bias_dropout_add_backward

# Of parity.py's rates those at which a float's last bit differs.
DIFFERS_AT = {"scale": {0.15}, "constant": {0.9}}
# The shape of what is decided.
DECISIONS = {"element": lambda s, c, i: (s, c, i), "channel": lambda s, c, i: (s, c, 1),
             "last channel": lambda s, c, i: (s, 1, i), "step": lambda s, c, i: (1, c, i),
             "channel of all": lambda s, c, i: (1, c, 1), "row": lambda s, c, i: (s, 1, 1), "call": lambda s, c, i: (1, 1, 1)}


def differ(a, b):
    """Where bits do. NaNs are all one."""
    bits = inputs.BITS[a.dtype]
    return (a.view(bits) != b.view(bits)) & ~(a.isnan() & b.isnan())


def any_of(named):
    return torch.stack([*named.values()]).any(0)


def exceptions(operation, t, p, drops, expected):
    """{name: where}, by what the formula multiplies by 0, and what it adds that to: -0, which adds nothing, if nothing."""
    factor, selected = operation.multiplied(t), operation.dropped(t, p)
    added = operation.added(t) if operation.added else torch.full_like(factor, -0.)
    finite, negative = drops & factor.isfinite(), factor.signbit() & added.signbit()
    named = {"dropped NaN": drops & ~factor.isfinite() & ~selected.isnan(),
             "signed zero": finite & (selected == 0) & (added == 0) & (negative != selected.signbit())}
    if operation.scale == "alpha" and selected.any():
        named["constant"] = finite & differ(selected.to(expected.dtype), expected)
    return named


class Comparison:
    """`change` is what becomes of all that Droplet writes: nothing, but for a planted fault."""
    def __init__(self, library, change):
        self.library, self.change, self.elements, self.wrong = library, change, 0, 0

    def expect(self, what, wrong, *tensors):
        wrong = torch.as_tensor(wrong)
        if wrong.any():
            at = tuple(wrong.nonzero()[0].tolist())
            print(f"wrong: {what}: {int(wrong.sum())}, the first at {at}: {[t[at].item() for t in tensors]}")
            self.wrong += 1

    def call(self, name, descriptor, *arguments):
        like = next(a for a in arguments if isinstance(a, torch.Tensor) and a.is_floating_point())
        return self.change(self.library.run(name, descriptor, *arguments, like=like))

    def mask(self, p):
        return self.library.mask(p, key=42, first=4096 - 7)

    def of_type(self, dtype, rates):
        t = inputs.make(dtype)
        for operation in OPERATIONS:
            found, others = collections.Counter(), []
            for p in rates:
                named, other, kept = self.compare(operation, t, p)
                found.update({name: int(where.sum()) for name, where in named.items()})
                others += [f"{int(other.sum()):,} of {int(kept.sum()):,} at {p:g}"] if other.any() else []
            exceptional = ", ".join(f"{name} {count:,}" for name, count in found.items() if count)
            print(f"{str(dtype).split('.')[1]} {operation.name}: {exceptional}")
            if dtype != torch.float32:
                print(f"  PyTorch's own otherwise: {'; '.join(others) or 'none'}")
        for p in rates:
            self.compare_bias_gradient(t, p)

    def compare(self, operation, t, p):
        """({exception: where}, where PyTorch's own gives kept elements otherwise, where elements are kept)"""
        what, dtype = f"{t.x.dtype}, {operation.name}, p = {p:g}", t.x.dtype
        mask, shape = self.mask(p), torch.Size(DECISIONS[operation.decided](*t.x.shape))
        bits = t.own_bits if operation.stored else self.library.fill_mask(mask, shape.numel())
        kept = droplet.elements_of(bits, shape.numel()).view(shape)
        t = t.having(bits=bits, kept=kept)
        wide = t.to(torch.float32)
        drops = operation.drops(wide, ~kept.expand(t.x.shape) | (p == 1))

        y, selected = operation.droplet(self.call, mask, t), operation.dropped(wide, p).to(dtype)
        with GivenMask(p, kept, mask.rate.scale):
            expected = operation.formula(wide, p).to(dtype)
        with GivenMask(p, kept):
            own = operation.formula(t, p)
        named = exceptions(operation, wide, p, drops, expected)
        self.expect(f"{what}, what is dropped", drops & differ(y, selected), y, selected)
        self.expect(f"{what}, by Droplet's scale", differ(y, expected) != any_of(named), y, expected)
        if dtype == torch.float32:
            named["scale"] = differ(own, expected)
            self.expect(f"{what}, by PyTorch's scale", differ(y, own) != any_of(named), y, own)
            self.expect_last_bits(what, operation, p, named)
        else:
            self.expect_rounding(what, operation, mask.rate.scale, own.dtype, differ(y, own)[~drops])
        self.elements += y.numel()
        return named, differ(y, own) & ~drops, ~drops

    def expect_last_bits(self, what, operation, p, named):
        for name in DIFFERS_AT.keys() & named.keys():
            may = name == "constant" or operation.scale == "1 / (1 - p)"
            at_all = bool(named[name].any())
            self.expect(f"{what}: whether the {name} differs", at_all != (may and p in DIFFERS_AT[name]))

    def expect_rounding(self, what, operation, scale, dtype, other):
        """PyTorch's own, `other` elsewhere: nowhere where only the scale is rounded, and is exact, else in a share."""
        is_exact = operation.scale in ("double", "none") or scale == 1. or (
            operation.scale == "1 / (1 - p)" and torch.tensor(scale).to(dtype).item() == scale)
        if is_exact:
            self.expect(f"{what}: PyTorch's own differs", other.any() and not operation.added)
        elif other.numel():
            share = other.float().mean().item()
            self.expect(f"{what}: PyTorch's own differs in a share of {share:.4f}", not 0.01 < share < 0.95)

    def compare_bias_gradient(self, t, p):
        """The columns' sums of what the formula gives, rows ascending; autograd's, in another order, are near."""
        mask, dtype = self.mask(p), t.x.dtype
        kept = droplet.elements_of(self.library.fill_mask(mask, t.x.numel()), t.x.numel()).view(t.x.shape)
        t = t.having(grad_y=torch.randn(t.x.shape, generator=torch.Generator().manual_seed(7)).to(dtype))
        found = torch.zeros(t.bias.shape)
        bias_dropout_add_backward(self.call, mask, t, found)
        wide = t.to(torch.float32)
        with GivenMask(p, kept, mask.rate.scale):
            grad_x = formulas.gradient(formulas.bias_dropout_add)(wide, p).to(dtype).float()
            near = formulas.gradient(formulas.bias_dropout_add, "bias")(wide, p)
        expected = torch.zeros_like(found)
        for row in grad_x.view(-1, len(expected)):
            expected += row
        what = f"{dtype}, bias_dropout_add, the bias's gradient, p = {p:g}"
        self.expect(what, differ(found, expected), found, expected)
        allowed = max(torch.finfo(dtype).eps, 32 * torch.finfo(torch.float32).eps) * grad_x.abs().sum((0, 1))
        self.expect(f"{what}, by autograd", (found - near).abs() > allowed, found, near)
