"""Installs what the tests need beyond pip, by Debian's package manager, where it is missing.

Run by the README's test command. Where there is no apt-get, or no right to use it, it says what is
missing; the tests that need it are then skipped by name.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGES = {
    "chromium": "chromium",
    "fc-list": "fontconfig",
    "java": "default-jre-headless",
    "rapper": "raptor2-utils",
}
CJK_FONT = "fonts-noto-cjk"


def missing() -> list[str]:
    """Give the Debian packages of the tools and fonts that are not there."""
    packages = [package for command, package in PACKAGES.items() if shutil.which(command) is None]
    fonts = (
        shutil.which("fc-list") and subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False).stdout
    )
    return packages if fonts else [*packages, CJK_FONT]


def main() -> int:
    """Install what is missing; 0 also where that is not possible, since the tests say what they skip."""
    packages = missing()
    if not packages:
        return 0
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    allowed = shutil.which("apt-get") and (
        not prefix or subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    )
    if not allowed:
        sys.stderr.write(f"missing for some tests: {', '.join(packages)}\n")
        return 0
    environment = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*environment, "update"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([*environment, "install", "-y", "--no-install-recommends", *packages], check=True, stdout=subprocess.DEVNULL)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
