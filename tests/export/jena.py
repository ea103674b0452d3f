"""The commands of Apache Jena as Debian ships it: libraries without a command, and the resources of its XML parser in the wrong place."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

__all__ = ["jena_command"]

_JARS: Final = Path("/usr/share/java")
_OTHER_LOGS: Final = ("ant", "commons-logging", "jul-to-slf4j", "log4j-over-slf4j", "maven", "slf4j-j", "slf4j-l", "slf4j-m", "slf4j-nop")
_LOST: Final = "org/apache/jena/ext/xerces/"


def jena_command(main: str, folder: Path) -> Sequence[str] | None:
    """Return the command that runs a main class such as ``riotcmd.riot``, or None where Jena or Java is not installed.

    What the XML parser looks for under ``xerces/`` is copied from the jar into this folder.
    """
    core = _JARS / "jena-core.jar"
    if not core.is_file() or shutil.which("java") is None:
        return None
    with zipfile.ZipFile(core) as jar:
        for entry in jar.infolist():
            if entry.filename.startswith(_LOST) and not entry.is_dir():
                target = folder / "xerces" / entry.filename.removeprefix(_LOST)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(jar.read(entry))
    jars = [path for path in sorted(_JARS.glob("*.jar")) if not path.is_symlink() or not path.stem[-1].isdigit()]
    names = [str(path) for path in jars if not path.name.startswith(_OTHER_LOGS)]
    return ["java", "-cp", ":".join([str(folder), *names]), main]
