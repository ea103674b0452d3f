"""The engine inside a page: one pinned release, memory that is bounded, a policy with two words more, the same bytes each time."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from cengji.core.errors import UnavailableError
from cengji.view import Asking, page
from cengji.view.engine import BrowserEngine, release
from cengji.view.engine.browser import bound_memory, to_classic_script
from tests.conftest import ROOT, need
from tests.system_packages import OXIGRAPH_FOLDER
from tests.view.sample import sample_graph
from tests.view.test_page import Blocks, policy_of

HEAD = b"\0asm\x01\0\0\0"
ENGINE = BrowserEngine("0", "const oxigraph = {};\n", HEAD)


def test_a_memory_without_bound_gets_one_and_all_else_stays() -> None:
    before, after = b"\x03\x02\x01\x00", b"\x0a\x04\x01\x02\x00\x0b"
    module = HEAD + before + b"\x05\x03\x01\x00\x11" + after
    assert bound_memory(module, 8192) == HEAD + before + b"\x05\x05\x01\x01\x11\x80\x40" + after


@pytest.mark.parametrize("section", [b"", b"\x05\x04\x01\x01\x11\x12", b"\x05\x05\x02\x00\x11\x00\x11", b"\x05\x05\x01\x00\x80\x80\x01"])
def test_another_memory_than_the_expected_one_is_refused(section: bytes) -> None:
    with pytest.raises(ValueError, match="memory"):
        bound_memory(HEAD + section, 8192)


@pytest.mark.parametrize("more", ["import x from 'y';", "const a = '</script>';", "export { a };", "const b = '<!--';"])
def test_a_module_that_cannot_stand_in_a_page_is_refused(more: str) -> None:
    module = "export class Store {}\nconst at = new URL('web_bg.wasm', import.meta.url);\nexport { initSync, __wbg_init as default };\n"
    assert "export" not in to_classic_script(module)
    with pytest.raises(ValueError, match="page"):
        to_classic_script(f"{module}{more}\n")


def test_the_tests_use_the_release_that_pages_carry() -> None:
    lock = json.loads((ROOT / "graph/cengji/view/page/package-lock.json").read_text(encoding="utf-8"))
    pinned = lock["packages"][f"node_modules/{release.NAME}"]
    assert (pinned["version"], pinned["integrity"]) == (release.VERSION, release.INTEGRITY)


def archive(**files: bytes) -> bytes:
    """Return a package as npm packs it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as packed:
        for name, content in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(content)
            packed.addfile(entry, io.BytesIO(content))
    return out.getvalue()


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An npm that packs what lies in the file ``given``, or says what it lacks; it counts its runs in ``runs``."""
    program = tmp_path / "bin" / "npm"
    program.parent.mkdir()
    name = f"{release.NAME}-{release.VERSION}.tgz"
    program.write_text(
        f"#!/bin/sh\necho run >> {tmp_path}/runs\ncp {tmp_path}/given {name} 2>/dev/null && exit\n"
        "echo 'npm error code E1' >&2; echo 'npm error request to x failed, reason: getaddrinfo ENOTFOUND x' >&2\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache" / name)
    return tmp_path


def test_the_release_is_fetched_once_and_what_is_kept_is_checked(npm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (npm / "given").write_bytes(content := archive(a=b"1"))
    monkeypatch.setattr(release, "INTEGRITY", release._integrity(content))
    for _ in range(2):
        assert release.read_release() == {"a": b"1"}
    assert (npm / "runs").read_text().count("run") == 1
    (kept,) = (npm / "cache" / "cengji" / "engine").iterdir()
    kept.write_bytes(b"spoilt")
    assert release.read_release() == {"a": b"1"}
    assert (npm / "runs").read_text().count("run") == 2


def test_another_release_than_the_pinned_one_is_not_used_and_not_kept(npm: Path) -> None:
    (npm / "given").write_bytes(archive(a=b"1"))
    with pytest.raises(UnavailableError, match=r"another oxigraph 0\.5\.11 than .* pins"):
        release.read_release()
    assert not (npm / "cache").exists()


@pytest.mark.usefixtures("npm")
def test_without_a_network_it_says_what_to_do() -> None:
    with pytest.raises(UnavailableError, match=r"page: getaddrinfo ENOTFOUND x; connect .* or put oxigraph-0\.5\.11\.tgz into .*engine"):
        release.read_release()


def test_without_npm_it_names_the_extra(npm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(npm / "nowhere"))
    with pytest.raises(UnavailableError, match=r"pip install 'cengji\[sparql-page\]' brings it"):
        release.read_release()


def test_the_policy_gets_exactly_the_words_that_its_engine_needs() -> None:
    def words(asking: Asking | None) -> dict[str, list[str]]:
        policy = policy_of(page(sample_graph(), asking))
        return {name: [one for one in sources if "sha256" not in one] for name, *sources in map(str.split, policy.split(";"))}

    plain = words(None)
    assert plain == {
        "default-src": ["'none'"], "script-src": [], "style-src": [], "img-src": ["data:", "blob:"], "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }  # fmt: skip
    assert words(Asking(engine=ENGINE)) == plain | {"script-src": ["'wasm-unsafe-eval'"], "worker-src": ["blob:"]}
    assert words(Asking(address="/sparql", questions="/query/")) == plain | {"connect-src": ["'self'"]}


def test_a_page_with_an_engine_is_the_same_bytes_each_time_and_holds_no_text_of_the_data_as_a_tag() -> None:
    asking = Asking(engine=ENGINE, data=b'<urn:a> <urn:b> "</script><script>hurt()</script>" .')
    text = page(sample_graph(), asking)
    assert text == page(sample_graph(), asking)
    kinds = [attributes.get("type") for tag, attributes, _ in Blocks(text).blocks if tag == "script"]
    assert kinds.count("text/plain") == 1
    assert kinds.count("application/gzip") == 3  # engine, TriG and the packed data of the page
    assert kinds.count(None) == 2


@pytest.mark.foreign
def test_another_run_writes_the_same_page_with_the_engine(tmp_path: Path) -> None:
    need("oxigraph (python tests/system_packages.py)", OXIGRAPH_FOLDER.is_dir())
    script = (
        "import sys; from pathlib import Path; import cengji; from cengji.view.engine import browser\n"
        "files = {path.name: path.read_bytes() for path in Path(sys.argv[1]).iterdir() if path.is_file()}\n"
        "browser.read_release = lambda: files\n"
        "cengji.open(cases=sys.argv[2], only=True).view(sys.argv[3], sparql=True)\n"
    )
    case = ROOT / "tests" / "cases" / "two_streets.yaml"
    for seed in "12":
        command = [sys.executable, "-c", script, str(OXIGRAPH_FOLDER), str(case), str(tmp_path / seed)]
        paths = os.pathsep.join(filter(None, (str(ROOT / "graph"), os.environ.get("PYTHONPATH"))))
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths, "XDG_CACHE_HOME": str(tmp_path / f"cache{seed}")}
        subprocess.run(command, check=True, env=environment)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert b'id="engine-module"' in (tmp_path / "1").read_bytes()


def test_a_page_without_an_engine_carries_no_more_of_it_than_the_command() -> None:
    text = page(sample_graph())
    assert "cengji view --sparql" in text
    assert "engine-script" not in text
    assert "GROUP_CONCAT" not in text
