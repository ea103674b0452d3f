"""The command line: the only place that prints, writes files and exits."""

from graph.cli.main import cengji

__all__ = ["cengji"]
