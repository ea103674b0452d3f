"""The server of the page: it answers its own page with the token of this start, and refuses everybody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cengji.core.errors import InputError
from cengji.curate.article import Article
from cengji.curate.session import Session

pytest.importorskip("starlette")
testclient = pytest.importorskip("starlette.testclient")

ADDRESS = "127.0.0.1:8123"
JSON = {"content-type": "application/json"}


@pytest.fixture
def page(curation: Any) -> Any:  # noqa: ANN401
    """The page, and who talks to it from its own window."""
    from cengji.curate.guard import Tokens
    from cengji.curate.server import page_of

    tokens = Tokens()
    client = testclient.TestClient(page_of(curation, ADDRESS, tokens), base_url=f"http://{ADDRESS}")
    client.headers.update({"origin": f"http://{ADDRESS}"})
    token = client.post("/api/session", json={"link": tokens.link}).json()["token"]
    client.headers.update({"authorization": f"Bearer {token}"})
    client.link = tokens.link
    return client


def test_the_page_gives_what_it_needs_and_nothing_of_the_case_without_the_token(page: Any) -> None:  # noqa: ANN401
    assert set(page.get("/api/start").json()) == {"forms", "offers", "concepts", "article", "tiers", "rules"}
    state = page.get("/api/state").json()["state"]
    assert state["entries"]["groups"][1]["id"] == "groups/grids"
    assert page.get(f"/api/state?version={state['version']}").json() == {"version": state["version"], "current": True}
    del page.headers["authorization"]
    files = ["/", *(f"/assets/{name}" for name in ("main.js", "dom.js", "curate.css", "base.css", "seal.svg"))]
    for path in files:
        answer = page.get(path)
        assert answer.status_code == 200, path
        assert "青山" not in answer.text


@pytest.mark.parametrize("path", ["/assets/server.py", "/assets/..%2Fserver.py", "/assets/", "/assets/model.d.ts", "/etc/passwd"])
def test_only_files_of_the_page_are_served(page: Any, path: str) -> None:  # noqa: ANN401
    assert page.get(path).status_code == 404


@pytest.mark.parametrize("token", [None, "", "Bearer ", "Bearer x", "Basic x", "Bearer 青".encode()])
@pytest.mark.parametrize("path", ["/api/start", "/api/state", "/api/act", "/api/reload", "/api/none"])
def test_without_the_token_nothing_is_told_or_done(page: Any, path: str, token: Any) -> None:  # noqa: ANN401
    del page.headers["authorization"]
    headers = {} if token is None else {"authorization": token}
    assert page.get(path, headers=headers).status_code == 401
    assert page.post(path, json={"do": "undo"}, headers=headers).status_code == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8123", "localhost:8123", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8123.evil.example", ""]
)
def test_a_foreign_name_that_leads_here_is_refused(page: Any, host: str) -> None:  # noqa: ANN401
    for path in ("/", "/api/state", "/api/session"):
        assert page.get(path, headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:8123", "http://127.0.0.1:8124", "http://127.0.0.1:8123.evil.example"]
)
def test_another_page_is_refused_even_with_the_token(page: Any, session: Session, origin: str) -> None:  # noqa: ANN401
    before = session.version
    body = {"do": "accept", "version": before, "entries": [["groups", 1]]}
    assert page.post("/api/act", json=body, headers={"origin": origin}).status_code == 403
    assert page.post("/api/session", json={"link": page.link}, headers={"origin": origin}).status_code == 403
    assert page.post("/api/act", json=body, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert session.version == before


def test_the_link_is_good_once(page: Any) -> None:  # noqa: ANN401
    for link in (page.link, "", "x", 5, None):
        assert page.post("/api/session", json={"link": link}).status_code == 403


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        ("{}", {"content-type": "text/plain"}, 415),
        ("do=undo", {"content-type": "application/x-www-form-urlencoded"}, 415),
        ("{", JSON, 400),
        ("[]", JSON, 400),
        ("[" * 100_000, JSON, 400),
        ("x" * (1 << 20) + "x", JSON, 413),
        ("{}", JSON, 422),
    ],
)
def test_what_is_no_request_of_the_page_is_refused(page: Any, content: str, headers: dict[str, str], status: int) -> None:  # noqa: ANN401
    assert page.post("/api/act", content=content, headers=headers).status_code == status


def test_every_answer_forbids_what_the_page_does_not_need(page: Any) -> None:  # noqa: ANN401
    for answer in (page.get("/"), page.get("/api/state"), page.get("/none"), page.get("/", headers={"host": "evil"}), page.put("/")):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert (answer.headers["x-content-type-options"], answer.headers["cache-control"]) == ("nosniff", "no-store")
        assert "access-control-allow-origin" not in answer.headers
        assert "server" not in answer.headers


def test_two_windows_lose_nothing(page: Any, session: Session) -> None:  # noqa: ANN401
    version = page.get("/api/state").json()["state"]["version"]
    first = page.post("/api/act", json={"do": "accept", "version": version, "entries": [["groups", 1]]})
    assert (first.status_code, first.json()["state"]["version"]) == (200, version + 1)
    second = page.post("/api/act", json={"do": "accept", "version": version, "entries": [["groups", 2]]})
    assert (second.status_code, second.json()["conflict"]) == (409, "stale")
    assert second.json()["state"]["version"] == version + 1
    assert session.text.count("proposed: ") == 4


def test_a_file_changed_underneath_is_told_and_read_anew(page: Any, session: Session) -> None:  # noqa: ANN401
    session.path.write_text(session.text + "# theirs\n", encoding="utf-8")
    assert page.get(f"/api/state?version={session.version}").json()["current"] is False
    refused = page.post("/api/act", json={"do": "accept", "version": session.version, "entries": [["groups", 1]]})
    assert (refused.status_code, refused.json()["conflict"]) == (409, "outside")
    assert session.path.read_text(encoding="utf-8").endswith("# theirs\n")
    assert page.post("/api/reload", json={}).status_code == 200
    assert page.get(f"/api/state?version={session.version}").json()["current"] is True
    session.path.write_text("- nonsense: [", encoding="utf-8")
    broken = page.post("/api/reload", json={})
    assert (broken.status_code, "is not YAML" in broken.json()["message"]) == (422, True)


def test_a_refusal_is_said_in_both_languages(page: Any, session: Session) -> None:  # noqa: ANN401
    refused = page.post("/api/act", json={"do": "accept", "version": session.version, "entries": []})
    assert (refused.status_code, refused.json()) == (422, {"message": "name the entries", "message_zh": "请指明条目"})


def test_the_article_must_be_that_of_the_case(session: Session, source: Path) -> None:
    from cengji.api.curating import read_article

    assert isinstance(read_article(session, source), Article)
    source.write_text("another", encoding="utf-8")
    with pytest.raises(InputError, match=r"is not the document of qingshan\.yaml"):
        read_article(session, source)
