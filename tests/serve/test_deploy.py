"""The files for a team do what they are for: systemd takes the unit, nginx the snippet, and what the image runs there is to run.

Nothing here builds the image itself: that needs an image of Python from a registry.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import ssl
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from click.testing import CliRunner

from cengji.cli.main import cengji
from tests.conftest import ROOT, need
from tests.endpoints.conftest import free_port, running
from tests.serve.conftest import Served, serving

DEPLOY = ROOT / "docs" / "deploy"
PUBLIC = "data.example.org"


def lines_of(name: str, instruction: str) -> list[str]:
    return [
        line.removeprefix(instruction).strip()
        for line in (DEPLOY / name).read_text(encoding="utf-8").splitlines()
        if line.startswith(instruction)
    ]


def test_the_image_installs_and_runs_what_there_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (run,) = lines_of("Containerfile", "RUN ")
    constraints, extras = re.search(r"-c /src/(\S+) '/src\[([a-z,]+)\]'", run).groups()  # type: ignore[union-attr]
    assert (ROOT / constraints).is_file()
    assert set(extras.split(",")) <= set(project["optional-dependencies"])
    entry = json.loads(lines_of("Containerfile", "ENTRYPOINT ")[0])
    assert entry[0] in project["scripts"]
    told = CliRunner().invoke(cengji, [*entry[1:], "--help"])
    assert told.exit_code == 0, told.output
    described = next(line for line in (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines() if "cengji --url" in line)
    assert CliRunner().invoke(cengji, [*entry[1:], *described.rsplit(" cengji ", 1)[1].split(), "--help"]).exit_code == 0


def test_the_image_knows_whether_the_server_is_well(served: Served) -> None:
    check = json.loads(lines_of("Containerfile", "HEALTHCHECK ")[0].split(" CMD ", 1)[1])
    for port, code in ((served.port, 0), (free_port(), 1)):
        command = [sys.executable, *(one.replace(":8000/", f":{port}/") for one in check[1:])]
        assert subprocess.run(command, capture_output=True, check=False).returncode == code


@pytest.mark.foreign
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    need("systemd-analyze", shutil.which("systemd-analyze"))
    (start,) = lines_of("cengji.service", "ExecStart=")
    program, *arguments = shlex.split(start)
    assert CliRunner().invoke(cengji, [*arguments, "--help"]).exit_code == 0
    unit = tmp_path / "cengji.service"
    unit.write_text((DEPLOY / "cengji.service").read_text(encoding="utf-8").replace(program, "/bin/true"), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "cengji.service" in line]) == (0, [])


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """The log, and the port of nginx before a server with a public address; the snippet with ports, certificate and log of its own."""
    binary = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    need("nginx", binary)
    folder, port, own = tmp_path_factory.mktemp("nginx"), free_port(), free_port()
    made = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={PUBLIC} -keyout key -out cert"
    subprocess.run(made.split(), cwd=folder, check=True, capture_output=True)
    (folder / "data.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    with serving(
        "--data",
        str(folder / "data.ttl"),
        "--no-page",
        "--port",
        str(own),
        "--url",
        f"https://{PUBLIC}",
        XDG_CACHE_HOME=str(folder / "cache"),
    ):
        snippet = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
        changes = {
            "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
            "# ssl_certificate …; ssl_certificate_key …;": f"ssl_certificate {folder}/cert; ssl_certificate_key {folder}/key;",
            "127.0.0.1:8000": f"127.0.0.1:{own}",
            "/var/log/nginx/cengji.log": str(folder / "access.log"),
        }
        for old, new in changes.items():
            assert old in snippet
            snippet = snippet.replace(old, new)
        kept = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        whole = (
            f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log stderr notice;\nevents {{}}\nhttp {{\n{kept}{snippet}\n}}\n"
        )
        (folder / "nginx.conf").write_text(whole, encoding="utf-8")
        command = [str(binary), "-p", str(folder), "-c", str(folder / "nginx.conf")]
        with running(command, "event method", folder):
            yield folder / "access.log", port


def ask(port: int, path: str) -> tuple[int, bytes]:
    connection = HTTPSConnection("127.0.0.1", port, timeout=60, context=ssl._create_unverified_context())  # noqa: S323 - made for this test
    try:
        connection.request("GET", path, headers={"Host": PUBLIC})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.mark.server
def test_nginx_passes_questions_on_bounds_them_and_logs_none(behind: tuple[Path, int]) -> None:
    path, port = behind
    assert ask(port, "/sparql?query=ASK%20%7B%3Curn:a%3E%20?p%20?o%7D") == (200, b'{"head":{},"boolean":true}')
    assert ask(port, "/metrics")[0] == 403
    statuses = {ask(port, "/healthz")[0] for _ in range(200)}
    assert statuses == {200, 503}
    log = path.read_text(encoding="utf-8")
    assert (" /sparql 200 " in log, "urn:a" in log) == (True, False)
