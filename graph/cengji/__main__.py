"""`python -m cengji` is the command `cengji`."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; who interrupts while it is still being loaded is not shown where."""
    try:
        from cengji.cli import cengji
    except KeyboardInterrupt:
        sys.stderr.write("\nAborted!\n")
        sys.exit(1)
    cengji(prog_name="cengji")


if __name__ == "__main__":
    main()
