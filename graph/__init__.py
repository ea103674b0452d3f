"""Cengji 层级: reports on how places organize themselves, as a knowledge graph."""

__all__ = ["__version__"]

__version__ = "0.1.0"
