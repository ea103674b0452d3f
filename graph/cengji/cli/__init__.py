"""The command line: the only place that prints, writes files and exits."""

from cengji.cli.main import cengji

__all__ = ["cengji"]
