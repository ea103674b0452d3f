"""`python -m cengji` is the command `cengji`."""

from cengji.cli import cengji

if __name__ == "__main__":
    cengji(prog_name="cengji")
