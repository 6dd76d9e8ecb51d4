"""Start a program without looking for garbage: imports make many objects, and all of them stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Within the block nothing is collected; no later collection looks at what the block has made."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
