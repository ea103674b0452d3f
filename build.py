"""The whole build: `python build.py` is `cengji build`."""

import sys

from cengji.cli import cengji

if __name__ == "__main__":
    cengji(["build", *sys.argv[1:]], prog_name="build.py")
