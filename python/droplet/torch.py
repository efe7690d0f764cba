# SPDX-License-Identifier: MIT
"""Droplet in PyTorch, on CPUs: modules, and the operators `torch.ops.droplet.*` under them.

A mask hangs on the layer's key, the step, p, and the element: not on threads, machines, or the order of calls. Backward
draws it again: of the mask nothing is saved. Give each layer a key of its own, and call `advance(model)` after each step
of the optimizer: within a step, as in recomputation, a layer drops the same elements.

>>> import torch, droplet.torch
>>> model = torch.nn.Sequential(torch.nn.Linear(4, 4), droplet.torch.Dropout(0.5, key=1))
>>> x = torch.ones(2, 4)
>>> torch.equal(model(x), model(x))
True
>>> droplet.torch.advance(model)          # the next step drops others
"""
import functools

import torch
from torch import nn

import droplet

from . import _library
from ._library import functions
from ._mask import Error, Mask, Rate, drop_probability, fold_in, integer
from ._arrays import must

_KIND = {torch.float32: "float32", torch.float16: "float16", torch.bfloat16: "bfloat16"}
_operators = torch.library.Library("droplet", "DEF")


@functools.lru_cache(maxsize=1024)
def _mask(step, p, key, place, first):
    """The descriptor of a layer at a step. PyTorch's integers are signed: the key is its 64 bits."""
    key = functions["fold_in"](key, step)
    if place >= 0:
        key = functions["fold_in"](key, place)
    return Mask._of(_library.Mask(rate=Rate(p)._struct, key=key, first=first))


def _kind(name, x):
    kind = _KIND.get(x.dtype)
    if kind is None:
        raise TypeError(f"{name}: x has dtype {x.dtype}: give float32, float16 or bfloat16")
    return kind


class _Operator:
    """An operator of the dispatcher: its kernel for CPUs, and what torch.compile and autograd know of it. Its `count` tensors,
    of which some may be None, come first; then step, p, key, place and first, and a flag or two, the descriptor: all that
    backward gets. `gradients` makes the tensors' gradients out of (given, descriptor, *grads), of which `given` says which
    tensors there are; else `replay` makes the one tensor's."""

    def __init__(self, name, schema, kernel, fake, count=1, gradients=None, replay=None):
        self.kernel, self.count = kernel, count
        self.gradients = gradients or (lambda given, descriptor, grad: (_run(replay or self, grad, descriptor=descriptor),))
        _operators.define(f"{name}({schema}")
        _operators.impl(name, kernel, "CPU")
        torch.library.register_fake(f"droplet::{name}", fake, lib=_operators)
        torch.library.register_autograd(f"droplet::{name}", self._backward, setup_context=self._setup, lib=_operators)
        self.dispatched = getattr(torch.ops.droplet, name).default

    def _setup(self, ctx, inputs, output):
        """Of tensors it saves the step alone, 8 bytes, so that autograd refuses one that was advanced in between."""
        step, *ctx.rest = inputs[self.count:]
        ctx.save_for_backward(step)
        ctx.given = [x is not None for x in inputs[:self.count]]

    def _backward(self, ctx, *grads):
        (step,) = ctx.saved_tensors
        return (*self.gradients(ctx.given, (step, *ctx.rest), *grads), None, *(None for _ in ctx.rest))


def _same(x, *_, **__):
    return torch.empty_like(x, memory_format=torch.contiguous_format)


def _elementwise(name):
    def kernel(x, step, p, key, place, first):
        kind, x = _kind(name, x), x.contiguous()
        y = torch.empty_like(x)
        mask = _mask(step.item(), p, key, place, first)
        if name == "dropout":
            status = functions[name, kind](mask._address, x.data_ptr(), y.data_ptr(), x.numel(), None)
        else:
            status = functions[name, kind](mask._address, x.data_ptr(), y.data_ptr(), x.numel())
        must(name, status)
        return y
    return kernel


_AT = "Tensor step, float p, int key, int place, int first) -> "


def _made(name, kernel, x="x", replay=None):
    """Of one tensor, with a gradient by itself, or by `replay`."""
    return _Operator(name, f"Tensor {x}, {_AT}Tensor", kernel(name), _same, replay=replay)


_DROPOUT = _made("dropout", _elementwise)
_ALPHA_BACKWARD = _made("alpha_dropout_backward", _elementwise, "grad")
_ALPHA = _made("alpha_dropout", _elementwise, replay=_ALPHA_BACKWARD)


def _drop_path_kernel(x, step, p, key, place, first, batch, scale_by_keep):
    kind, x = _kind("drop_path", x), x.contiguous()
    if x.dim() == 0:
        raise Error("drop_path: x has no axes: give a batch")
    y = torch.empty_like(x)
    mask = _mask(step.item(), p, key, place, first)
    rows = _library.Rows(x.shape[0], x.numel() // max(1, x.shape[0]), 0, 0, 0)
    must("drop_path", functions["drop_path", kind](mask._address, x.data_ptr(), y.data_ptr(), rows,
                                                   _library.PathOptions(batch, not scale_by_keep)))
    return y


_DROP_PATH = _Operator("drop_path", "Tensor x, Tensor step, float p, int key, int place, int first, bool batch, "
                       "bool scale_by_keep) -> Tensor", _drop_path_kernel, _same)


def _features_kernel(name):
    def kernel(x, step, p, key, place, first):
        kind, x = _kind(name, x), x.contiguous()
        if x.dim() < 2:
            raise Error(f"{name}: x has shape {tuple(x.shape)}: give (samples, channels, ...)")
        y = torch.empty_like(x)
        mask = _mask(step.item(), p, key, place, first)
        features = _library.Features(x.shape[0], x.shape[1], x.numel() // max(1, x.shape[0] * x.shape[1]))
        must(name, functions[name, kind](mask._address, x.data_ptr(), y.data_ptr(), features))
        return y
    return kernel


_FEATURE_DROPOUT = _made("feature_dropout", _features_kernel)
_FEATURE_ALPHA_BACKWARD = _made("feature_alpha_dropout_backward", _features_kernel, "grad")
_FEATURE_ALPHA = _made("feature_alpha_dropout", _features_kernel, replay=_FEATURE_ALPHA_BACKWARD)


def _rows(x):
    if x.dim() == 0:
        raise Error("bias_dropout_add: x has no axes: give rows")
    return _library.Rows(x.numel() // max(1, x.shape[-1]), x.shape[-1], 0, 0, 0)


def _bias_dropout_add_kernel(x, bias, residual, step, p, key, place, first):
    kind, x = _kind("bias_dropout_add", x), x.contiguous()
    for name, given, shape in (("bias", bias, x.shape[-1:]), ("residual", residual, x.shape)):
        if given is not None and (given.shape != shape or given.dtype != x.dtype):
            raise Error(f"bias_dropout_add: {name} has shape {tuple(given.shape)} and dtype {given.dtype}: "
                        f"give {tuple(shape)} and x's {x.dtype}")
    bias, residual = (None if given is None else given.contiguous() for given in (bias, residual))
    y = torch.empty_like(x)
    mask = _mask(step.item(), p, key, place, first)
    must("bias_dropout_add", functions["bias_dropout_add", kind](
        mask._address, x.data_ptr(), None if bias is None else bias.data_ptr(),
        None if residual is None else residual.data_ptr(), y.data_ptr(), _rows(x)))
    return y


def _bias_backward_kernel(grad, step, p, key, place, first):
    kind, grad = _kind("bias_dropout_add_backward", grad), grad.contiguous()
    grad_x = torch.empty_like(grad)
    grad_bias = torch.zeros(grad.shape[-1], dtype=torch.float32)
    mask = _mask(step.item(), p, key, place, first)
    must("bias_dropout_add_backward", functions["bias_dropout_add_backward", kind](
        mask._address, grad.data_ptr(), grad_x.data_ptr(), grad_bias.data_ptr(), _rows(grad)))
    return grad_x, grad_bias


def _bias_backward_fake(grad, step, p, key, place, first):
    return _same(grad), torch.empty(grad.shape[-1:], dtype=torch.float32, device=grad.device)


def _twice(given, descriptor, grad_x, grad_bias):
    return (_run(_DROPOUT, grad_x + grad_bias.to(grad_x.dtype), descriptor=descriptor),)


_BIAS_BACKWARD = _Operator("bias_dropout_add_backward", f"Tensor grad, {_AT}(Tensor, Tensor)", _bias_backward_kernel,
                           _bias_backward_fake, gradients=_twice)


def _bias_gradients(given, descriptor, grad):
    _, has_bias, has_residual = given
    grad_bias = None
    if has_bias:
        grad_x, grad_bias = _run(_BIAS_BACKWARD, grad, descriptor=descriptor)
        grad_bias = grad_bias.to(grad.dtype)
    else:
        grad_x = _run(_DROPOUT, grad, descriptor=descriptor)
    return grad_x, grad_bias, grad if has_residual else None


_BIAS_DROPOUT_ADD = _Operator("bias_dropout_add", f"Tensor x, Tensor? bias, Tensor? residual, {_AT}Tensor",
                              _bias_dropout_add_kernel, _same, count=3, gradients=_bias_gradients)


class _Eager(torch.autograd.Function):
    """An operator without the dispatcher, which takes ten times as long as a small call itself."""

    @staticmethod
    def forward(ctx, operator, descriptor, *tensors):
        ctx.operator, ctx.descriptor, ctx.version = operator, descriptor, descriptor[0]._version
        ctx.given = [x is not None for x in tensors]
        return operator.kernel(*tensors, *descriptor)

    @staticmethod
    def backward(ctx, *grads):
        if ctx.descriptor[0]._version != ctx.version:
            raise RuntimeError("a layer's step was advanced between forward and backward, which then would draw another "
                               "mask: call droplet.torch.advance after backward")
        return None, None, *ctx.operator.gradients(ctx.given, ctx.descriptor, *grads)


def _run(operator, *tensors, descriptor):
    """By the dispatcher where something else than the CPU looks at it: torch.compile, a subclass of tensors."""
    learns = False
    for x in tensors:
        if x is not None:
            if torch.compiler.is_compiling() or type(x) not in (torch.Tensor, nn.Parameter) or x.device.type != "cpu":
                return operator.dispatched(*tensors, *descriptor)
            learns = learns or x.requires_grad
    if learns and torch.is_grad_enabled():
        return _Eager.apply(operator, descriptor, *tensors)
    return operator.kernel(*tensors, *descriptor)


class _Keyed(nn.Module):
    """A layer that drops.

    p      drop probability, from 0 to 1, or a droplet.Rate
    key    of the layer: its mask's is fold_in(key, step). Or, with `place`, a number of the layer's own, the key of the
           whole model: the mask's is fold_in(fold_in(key, step), place), as examples/finetune has it on devices
    first  the mask's element that decides the first element
    step   a buffer, which state_dict holds; `advance` and `set_step` move it
    """

    def __init__(self, p, key, *, place=None, first=0):
        super().__init__()
        self.p = drop_probability(p)
        self.key, self.first = _signed(integer(key, "key")), _signed(integer(first, "first"))
        self.place = -1 if place is None else integer(place, "place", 2**63 - 1)
        self.register_buffer("step", torch.zeros((), dtype=torch.int64))

    @property
    def mask(self):
        """The droplet.Mask of this step: in eval() one that drops nothing."""
        mask = _mask(self.step.item(), self.p, self.key, self.place, self.first)
        return mask if self.training else mask.with_mode("inference")

    def _descriptor(self):
        return self.step, self.p, self.key, self.place, self.first

    def extra_repr(self):
        place = f", place={self.place}" if self.place >= 0 else ""
        return f"p={self.p}, key={self.key % 2**64}{place}"

    def get_extra_state(self):
        return torch.tensor([self.key, self.place, self.first])

    def set_extra_state(self, state):
        own = [self.key, self.place, self.first]
        if state.tolist() != own:
            raise Error(f"the state has key, place and first {[number % 2**64 for number in state.tolist()]}, and the layer "
                        f"{[number % 2**64 for number in own]}: give the layer the same, or it would draw other masks")

    def _load_from_state_dict(self, state_dict, prefix, local_metadata, strict, missing_keys, *rest):
        """Weights of a model that counted no steps are taken too."""
        missing = []
        super()._load_from_state_dict(state_dict, prefix, local_metadata, strict, missing, *rest)
        own = {prefix + "step", prefix + "_extra_state"}
        missing_keys += [name for name in missing if name not in own]


def _signed(number):
    return number - 2**64 if number >= 2**63 else number


class _Dropping(_Keyed):
    """One that does nothing else: in eval(), and with p = 0, x itself."""
    _operator: _Operator

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        return _run(self._operator, x, descriptor=(*self._descriptor(), *self._options()))

    def _options(self):
        return ()


class Dropout(_Dropping):
    """torch.nn.Dropout with the device's masks. Elements are decided in the order of x's shape."""
    _operator = _DROPOUT


class FeatureDropout(_Dropping):
    """torch.nn.Dropout1d, 2d and 3d: whole channels of (samples, channels, ...)."""
    _operator = _FEATURE_DROPOUT


class AlphaDropout(_Dropping):
    """torch.nn.AlphaDropout."""
    _operator = _ALPHA


class FeatureAlphaDropout(_Dropping):
    """torch.nn.FeatureAlphaDropout."""
    _operator = _FEATURE_ALPHA


class DropPath(_Dropping):
    """timm's DropPath, and with `batch` torchvision's StochasticDepth of mode "batch": rows survive whole or become 0."""
    _operator = _DROP_PATH

    def __init__(self, p, key, *, scale_by_keep=True, batch=False, place=None, first=0):
        super().__init__(p, key, place=place, first=first)
        self.scale_by_keep, self.batch = bool(scale_by_keep), bool(batch)

    def kept_rows(self, rows):
        """The rows that survive of so many, and what they are multiplied by: for a branch that computes no others."""
        mask = self.mask
        kept = droplet.kept_rows(mask, rows, batch=self.batch)
        return (torch.from_numpy(kept.astype("int64")),
                droplet.kept_factor(mask, scale_by_keep=self.scale_by_keep))

    def _options(self):
        return self.batch, self.scale_by_keep


class BiasDropoutAdd(_Keyed):
    """residual + dropout(x + bias), Megatron-LM's fusion; either may be None. In eval() the sum alone."""

    def forward(self, x, bias=None, residual=None):
        step, p, *rest = self._descriptor()
        return _run(_BIAS_DROPOUT_ADD, x, bias, residual, descriptor=(step, p if self.training else 0.0, *rest))


def advance(model):
    """To the next step: all of Droplet's layers drop other elements. Call it after backward, with the optimizer's step."""
    for module in model.modules():
        if isinstance(module, _Keyed):
            module.step.add_(1)


def set_step(model, step):
    """To a step: the masks are those of that step, on every machine."""
    step = integer(step, "step", 2**63 - 1)
    for module in model.modules():
        if isinstance(module, _Keyed):
            module.step.fill_(step)


def convert(model, key):
    """Puts Droplet's layers where a model has PyTorch's Dropout, Dropout1d to 3d, AlphaDropout and FeatureAlphaDropout,
    timm's DropPath or torchvision's StochasticDepth: the n-th that drops in the order of `modules()` gets the key
    fold_in(key, n). Returns the model, or its own replacement.

    >>> convert(nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5)), key=1)[1]
    Dropout(p=0.5, key=15916886550466581944)
    """
    key = integer(key, "key")
    count = 0

    def replaced(module):
        nonlocal count
        made = _replacement(module, fold_in(key, count))
        if made is not None:
            count += 1
            return made.train(module.training)
        for name, child in module.named_children():
            setattr(module, name, replaced(child))
        return module
    return replaced(model)


def _replacement(module, key):
    by_type = {nn.Dropout: Dropout, nn.Dropout1d: FeatureDropout, nn.Dropout2d: FeatureDropout, nn.Dropout3d: FeatureDropout,
               nn.AlphaDropout: AlphaDropout, nn.FeatureAlphaDropout: FeatureAlphaDropout}
    if type(module) in by_type:
        return by_type[type(module)](module.p, key) if module.p else None
    name = type(module).__name__
    if name == "DropPath" and not isinstance(module, DropPath):
        return DropPath(module.drop_prob, key, scale_by_keep=module.scale_by_keep) if module.drop_prob else None
    if name == "StochasticDepth":
        return DropPath(module.p, key, batch=module.mode == "batch") if module.p else None
    return None
