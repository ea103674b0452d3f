"""Registers at scale: tables become quads by a mapping in RML, on DuckDB or on a cluster that speaks Spark Connect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cengji.core.lazy import import_on_use

if TYPE_CHECKING:
    from cengji.register.build import BuildOptions, RegisterBuild, build_register

__all__ = ["BuildOptions", "RegisterBuild", "build_register"]

__getattr__ = import_on_use(__name__, {"BuildOptions": "build", "RegisterBuild": "build", "build_register": "build"})
