"""Which model may be asked, where, and how much."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

__all__ = ["Model"]


@dataclass(frozen=True, kw_only=True)
class Model:
    """A language model on a server, and how much it may be asked.

    The key is taken from the environment (``CENGJI_MODEL_KEY``) and goes nowhere else. ``confirm`` is told what will leave
    the machine before anything does, and stops it by returning false.

    >>> Model(url="http://127.0.0.1:8080/v1", name="qwen").requests
    40
    """

    url: str
    name: str = "default"
    requests: int = 40
    tokens: int = 200_000
    timeout: float = 120.0
    confirm: Callable[[str], bool] | None = field(default=None, compare=False)
    sleep: Callable[[float], object] = field(default=time.sleep, compare=False, repr=False)
