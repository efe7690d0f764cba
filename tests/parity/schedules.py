# SPDX-License-Identifier: MIT
"""Schedules of drop probabilities against timm's."""
from ctypes import c_double, c_uint32

import torch


def timm_rates(drop_path_rate, depth):
    """timm/layers/drop.py, calculate_drop_path_rates: in float32, from both ends."""
    return torch.linspace(0, drop_path_rate, depth)


def compare(comparison):
    """Droplet's doubles, rounded to float32, are at most two units in the last place from timm's."""
    rate_of = comparison.library.function("linear_decay_from_zero", c_double)
    values, apart = 0, 0
    for p in (0., 0.05, 0.1, 0.2, 0.3, 0.5, 1.):
        for depth in range(1, 61):
            ours = torch.tensor([rate_of(c_double(p), c_uint32(i), c_uint32(depth)) for i in range(depth)],
                                dtype=torch.float64).float()
            timm = timm_rates(p, depth)
            units = (ours.view(torch.int32) - timm.view(torch.int32)).abs()
            comparison.expect(f"timm's rates, {p:g}, {depth} blocks", units > 2, ours, timm)
            values, apart = values + depth, apart + int((units != 0).sum())
    print(f"timm's drop path rates: {values:,}, of which {apart:,} differ from the double's rounding, by at most 2 units")
    comparison.expect("timm's rates differ nowhere", torch.tensor([apart == 0]), torch.tensor([apart]))
