"""Installs what the tests need beyond pip, by Debian's package manager and npm, where it is missing.

Run by the README's test command. Where there is no apt-get, or no right to use it, it says what is
missing; the tests that need it are then skipped by name.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PACKAGES = {
    "chromium": "chromium",
    "dot": "graphviz",
    "fc-list": "fontconfig",
    "firefox-esr": "firefox-esr",
    "java": "default-jre-headless",
    "nginx": "nginx-light",
    "npm": "npm",
    "psql": "postgresql",
    "rapper": "raptor2-utils",
    "rsvg-convert": "librsvg2-bin",
    "Rscript": "r-base-core",
    "soffice": "libreoffice-calc-nogui",
    "systemd-analyze": "systemd",
    "virtuoso-t": "virtuoso-opensource-7-bin",
}
CJK_FONT = "fonts-noto-cjk"
PAGE = Path(__file__).resolve().parent.parent / "graph" / "cengji" / "view" / "page"
# What npm installs of the package.json beside the page's script, in the versions of its lock.
PAGE_TOOLS = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cengji-tests" / "page" / "node_modules"
# The accessibility checks of axe-core, and the RDF parser N3.js.
AXE_SCRIPT = PAGE_TOOLS / "axe-core" / "axe.min.js"
N3_FOLDER = PAGE_TOOLS / "n3"
# Oxigraph's build for browsers, in the release that pages carry.
OXIGRAPH_FOLDER = PAGE_TOOLS / "oxigraph"
# Comunica, which asks servers over HTTP; its fifth version needs a later Node than Debian has.
COMUNICA, COMUNICA_PACKAGES = PAGE_TOOLS.parents[1] / "comunica", ("@comunica/query-sparql@4.5.0",)
# What reads networks: graphology, on which sigma draws, and Cytoscape.js.
NETWORKS, NETWORK_PACKAGES = PAGE_TOOLS.parents[1] / "networks", ("cytoscape@3.35.0", "graphology@0.26.0", "graphology-gexf@0.13.2")
JENA = Path("/usr/share/java/jena-core.jar")
"""What Debian's Apache Jena, which has no command, is known by."""
R_PACKAGES = {"igraph": "r-cran-igraph", "readr": "r-cran-readr", "RSQLite": "r-cran-rsqlite"}
R_LIBRARIES = (Path("/usr/lib/R/site-library"), Path("/usr/local/lib/R/site-library"))


def missing() -> list[str]:
    """Return the Debian packages of the tools and fonts that are not there."""
    packages = [package for command, package in PACKAGES.items() if shutil.which(command) is None]
    if not JENA.is_file():
        packages.append("libapache-jena-java")
    packages += [package for name, package in R_PACKAGES.items() if not any((library / name).is_dir() for library in R_LIBRARIES)]
    fonts = (
        shutil.which("fc-list") and subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False).stdout
    )
    return packages if fonts else [*packages, CJK_FONT]


def main() -> int:
    """Install what is missing; 0 also where that is not possible, since the tests say what they skip."""
    install_packages()
    install_page_tools()
    install_node_packages(COMUNICA, COMUNICA_PACKAGES)
    install_node_packages(NETWORKS, NETWORK_PACKAGES)
    return 0


def install_page_tools() -> None:
    """Install the npm packages of the page in the cache, where they are missing or of other versions."""
    lock, known = PAGE / "package-lock.json", PAGE_TOOLS.parent / "package-lock.json"
    if shutil.which("npm") is None or (PAGE_TOOLS.is_dir() and known.read_bytes() == lock.read_bytes()):
        return
    known.parent.mkdir(parents=True, exist_ok=True)
    for path in (PAGE / "package.json", lock):
        shutil.copyfile(path, known.with_name(path.name))
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    subprocess.run(command, cwd=known.parent, check=False, stdout=subprocess.DEVNULL)


def install_node_packages(folder: Path, packages: Sequence[str]) -> None:
    """Install npm packages (``name@version``) in a folder of the cache, where one is missing or of another version."""
    if shutil.which("npm") is None or all(is_installed(folder, package) for package in packages):
        return
    folder.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent", "--prefix", str(folder), *packages]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def is_installed(folder: Path, package: str) -> bool:
    """Return whether a folder of the cache has a package of npm in its very version."""
    name, _, version = package.rpartition("@")
    known = folder / "node_modules" / name / "package.json"
    return known.is_file() and f'"version": "{version}"' in known.read_text(encoding="utf-8")


def install_packages() -> None:
    """Install the Debian packages that are missing, where that is possible."""
    packages = missing()
    if not packages:
        return
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    allowed = shutil.which("apt-get") and (
        not prefix or subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    )
    if not allowed:
        sys.stderr.write(f"missing for some tests: {', '.join(packages)}\n")
        return
    environment = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*environment, "update"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([*environment, "install", "-y", "--no-install-recommends", *packages], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    raise SystemExit(main())
