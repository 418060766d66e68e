"""Exits with 0 when torch.load finds the same in both files, 77 when there is no PyTorch."""

import argparse
import sys

try:
    import torch
except ImportError:
    sys.exit(77)

MODERN = int(torch.__version__.split(".")[0]) >= 2


def load(path, safe):
    if not MODERN:
        return torch.load(path, map_location="cpu")
    if safe:
        torch.serialization.add_safe_globals([argparse.Namespace])
    return torch.load(path, map_location="cpu", weights_only=safe)


def plain(value):
    """Kymo keeps values, not that a tensor was a Parameter."""
    return value.detach() if isinstance(value, torch.Tensor) else value


def same(a, b, at=""):
    a, b = plain(a), plain(b)
    assert type(a) is type(b), (at, type(a), type(b))
    if isinstance(a, torch.Tensor):
        assert (a.dtype, a.shape) == (b.dtype, b.shape), at
        assert torch.equal(a, b), at
    elif isinstance(a, dict):
        assert list(a) == list(b), at
        for key in a:
            same(a[key], b[key], at + "." + str(key))
    elif isinstance(a, (list, tuple)):
        assert len(a) == len(b), at
        for x, y in zip(a, b):
            same(x, y, at + "[]")
    elif isinstance(a, argparse.Namespace):
        same(vars(a), vars(b), at)
    else:
        assert repr(a) == repr(b), (at, a, b)


for pair in zip(sys.argv[1::2], sys.argv[2::2]):
    for safe in [False, True] if MODERN else [False]:
        same(load(pair[0], safe), load(pair[1], safe))
