# SPDX-License-Identifier: MIT
"""PyTorch's own code, which draws by bernoulli_, with another mask for what it draws."""
import torch
from torch.utils._python_dispatch import TorchDispatchMode

aten = torch.ops.aten


class GivenMask(TorchDispatchMode):
    """`kept` are the booleans, in order. Where `scale` is given it stands for PyTorch's own, which is rounded twice:
    1 - p to the type, and its reciprocal."""
    def __init__(self, p, kept, scale=None):
        super().__init__()
        self.p, self.kept, self.scale = p, kept, scale

    def __torch_dispatch__(self, function, types, arguments=(), keywords=None):
        if function is aten.bernoulli_.float:
            noise, keep, *_ = *arguments, 0.5  # a default is not passed on
            assert keep == 1 - self.p, (keep, self.p)
            return noise.copy_(self.kept.view(noise.shape))
        if function in (aten.div_.Scalar, aten.div_.Tensor) and self.scale is not None:
            return arguments[0].mul_(self.scale)
        return function(*arguments, **(keywords or {}))
