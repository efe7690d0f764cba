# SPDX-License-Identifier: MIT
"""The operations as PyTorch, timm, Megatron-LM, torchvision, Keras and Flax write them, of tensors (samples, channels, positions) and
a drop probability. What draws, draws by bernoulli_. A further framework is a file like this one, and rows in
operations.py.
"""
import torch
import torch.nn.functional as F


def timm_drop_path(x, drop_prob, training, scale_by_keep=True):
    """timm/layers/drop.py."""
    if drop_prob == 0. or not training:
        return x
    keep_prob = 1 - drop_prob
    random_tensor = x.new_empty((x.shape[0],) + (1,) * (x.ndim - 1)).bernoulli_(keep_prob)
    if keep_prob > 0. and scale_by_keep:
        random_tensor.div_(keep_prob)
    return x * random_tensor


def torchvision_stochastic_depth(x, p, mode, training):
    """torchvision/ops/stochastic_depth.py."""
    if not training or p == 0.:
        return x
    survival_rate = 1. - p
    size = [x.shape[0] if mode == "row" else 1] + [1] * (x.ndim - 1)
    noise = torch.empty(size, dtype=x.dtype, device=x.device).bernoulli_(survival_rate)
    if survival_rate > 0.:
        noise.div_(survival_rate)
    return x * noise


INSTALLED = []  # what stands in for the formulas above
try:
    import timm
    timm_drop_path = timm.layers.drop_path
    INSTALLED.append(f"timm {timm.__version__}")
except (ImportError, RuntimeError):
    pass
try:
    import torchvision
    torchvision_stochastic_depth = torchvision.ops.stochastic_depth
    INSTALLED.append(f"torchvision {torchvision.__version__}")
except (ImportError, RuntimeError):
    pass


def gradient(formula, of="x"):
    """Autograd's, of `grad_y`."""
    def run(t, p):
        leaf = getattr(t, of).clone().requires_grad_()
        y = formula(t.having(**{of: leaf}), p)
        return torch.autograd.grad(y, leaf, t.grad_y)[0]
    return run


def dropout(t, p):
    return F.dropout(t.x, p, True)


def images(function, *dimensions):
    return lambda t, p: function(t.x.view(*t.x.shape[:2], *dimensions), p, True).view(t.x.shape)


def dropout_channels_last(t, p):
    return F.dropout1d(t.x.transpose(1, 2), p, True).transpose(1, 2)


def locked_dropout(t, p):
    """Merity's AWD-LSTM, locked_dropout.py, of (steps, batch, features)."""
    mask = t.x.new_empty(1, *t.x.shape[1:]).bernoulli_(1 - p)
    if p != 1:
        mask.div_(1 - p)
    return mask.expand_as(t.x) * t.x


def keras_dropout(own):
    """Keras' Dropout, by TensorFlow's dropout_v2, of a noise_shape that is 1 but along the axes `own`."""
    def run(t, p):
        noise_shape = [size if axis in own else 1 for axis, size in enumerate(t.x.shape)]
        keep_mask = t.x.new_empty(noise_shape).bernoulli_(1 - p) != 0
        return torch.where(keep_mask, t.x * (1 / (1 - p) if p != 1 else 0.), torch.zeros_like(t.x))
    return run


def flax_dropout(broadcast_dims):
    """flax/linen/stochastic.py, but for its division by 1 - p, by which a last bit may differ."""
    def run(t, p):
        broadcast_shape = list(t.x.shape)
        for dim in broadcast_dims:
            broadcast_shape[dim] = 1
        mask = t.x.new_empty(broadcast_shape).bernoulli_(1 - p) != 0
        return torch.where(mask.expand(t.x.shape), t.x * (1 / (1 - p) if p != 1 else 0.), torch.zeros_like(t.x))
    return run


def alpha_dropout(t, p):
    return F.alpha_dropout(t.x, p, True)


def feature_alpha_dropout(t, p):
    return F.feature_alpha_dropout(t.x, p, True)


def drop_path(t, p):
    return timm_drop_path(t.x, p, True)


def drop_path_unscaled(t, p):
    return timm_drop_path(t.x, p, True, False)


def drop_path_batch(t, p):
    return torchvision_stochastic_depth(t.x, p, "batch", True)


def drop_path_add(t, p):
    """A residual block of timm's."""
    return t.residual + timm_drop_path(t.x, p, True)


def bias_dropout_add(t, p):
    """Megatron-LM's megatron/core/fusions/fused_bias_dropout.py."""
    return t.residual + F.dropout(t.x + t.bias, p, True)


def relu_dropout(t, p):
    return F.dropout(F.relu(t.x), p, True)


def apply_mask(t, p):
    """native_dropout's gradient: PyTorch's function for a mask that is stored."""
    scale = 0. if p == 1 else 1 / (1 - p)
    return torch.ops.aten.native_dropout_backward(t.x, t.kept, scale)
