"""Nobody gets in who was not let in, nothing of another site does anything, and what reports say stays text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select
from starlette.routing import Route
from tests.desk.asked import ADDRESS, PORT, Asked
from tests.stories import HOSTILE, HOSTILE_OUTLET, HOSTILE_TITLE, HOSTILE_URL, claim_in

from dateline.desk.guarding import policy
from dateline.desk.serving import addresses
from dateline.desk.telling import link
from dateline.desk.tiles import tiles_at
from dateline.errors import InputError
from dateline.library.store import Library
from dateline.library.tables import judgement, session

NEEDED = {"on": "2020-01-01", "from": "2020-01-01", "to": "2020-01-01", "bbox": "0,0,1,1"}
HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy", "cross-origin-opener-policy")


def paths_of(client: TestClient) -> list[tuple[str, str]]:
    """Every method and path that the desk answers, with words in the place of their parts."""
    app: Any = client.app
    found = [(method, route.path) for route in _routes(app.app.routes) for method in sorted(route.methods or ())]
    assert len(found) > 25
    return found


def _routes(routes: list[Any]) -> list[Route]:
    found: list[Route] = []
    for each in routes:
        if isinstance(each, Route):
            found.append(each)
        else:
            found += _routes(getattr(each, "routes", None) or each.original_router.routes)
    return found


def written(library: Library) -> tuple[int, int]:
    """How many judgements and sessions there are."""
    with library.reading() as connection:
        questions = (select(func.count()).select_from(table) for table in (judgement, session))
        first, second = (int(connection.execute(question).scalar_one()) for question in questions)
        return first, second


def test_without_a_session_nothing_is_served_but_the_notice(stranger: TestClient, library: Library) -> None:
    open_to_all = {"/login", "/static/login.css", "/static/icon.svg"}
    for method, path in paths_of(stranger):
        for name, value in (
            ("{id}", "x"),
            ("{a}", "x"),
            ("{b}", "x"),
            ("{format}", "csv"),
            ("{name:path}", "index.html"),
        ):
            path = path.replace(name, value)
        path = path.replace("{name}", "maplibre-gl.js").replace("{z}/{x}/{y}", "0/0/0")
        answer = stranger.request(
            method,
            path,
            follow_redirects=False,
            params={"on": "2020-01-01", "from": "2020-01-01", "to": "2020-01-01", "bbox": "0,0,1,1"},
        )
        if path in open_to_all:
            continue
        assert answer.status_code == 401, (method, path, answer.status_code)
        assert "Kalmir" not in answer.text
    assert written(library) == (0, 0)


def test_every_answer_has_the_headers_that_keep_it_harmless(looking: Asked) -> None:
    for path in (
        "/",
        "/api/me",
        "/api/map",
        "/api/nothing",
        "/login",
        "/vendor/maplibre-gl.js",
        "/static/../server.py",
    ):
        answer = looking.client.get(path, follow_redirects=False)
        for name in HEADERS:
            assert answer.headers[name], (path, name)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "'unsafe" not in answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8477",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1.evil.example:8477",
        "localhost:8478",
        "",
    ],
)
def test_a_wrong_host_gets_nothing(looking: Asked, host: str) -> None:
    answer = looking.client.get("/api/incidents", headers={"Host": host})
    assert answer.status_code == 421
    assert "items" not in answer.text
    token = looking.csrf()
    given = {"action": "accept", "subject": "claim", "id": claim_in(looking.library, "post", "capture")}
    answer = looking.client.post("/api/judgements", json=given, headers={"Host": host, "X-CSRF-Token": token})
    assert answer.status_code == 421
    assert written(looking.library)[0] == 0


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1:8477", f"{ADDRESS}.evil"]
)
def test_a_wrong_origin_changes_nothing(asked: Asked, origin: str) -> None:
    given = {"action": "accept", "subject": "claim", "id": claim_in(asked.library, "post", "capture")}
    answer = asked.post("/api/judgements", given, Origin=origin)
    assert answer.status_code == 403
    assert asked.client.get("/api/incidents", headers={"Origin": origin}).status_code == 403
    assert written(asked.library)[0] == 0
    assert asked.post("/api/judgements", given, Origin=ADDRESS).status_code == 200


@pytest.mark.parametrize("token", [None, "", "wrong", "é"])
def test_without_the_token_of_the_session_nothing_is_changed(asked: Asked, token: str | None) -> None:
    made = asked.judge("accept", "claim", claim_in(asked.library, "post", "capture"))
    given = {"action": "reject", "subject": "claim", "id": claim_in(asked.library, "post", "capture")}
    headers = {} if token is None else {"X-CSRF-Token": token.encode()}
    for path, content in (("/api/judgements", given), (f"/api/judgements/{made['id']}/undo", None), ("/logout", None)):
        assert asked.client.post(path, json=content, headers=headers).status_code == 403
    assert written(asked.library) == (1, 1)
    assert asked.get("/api/history")["items"][0]["undone_at"] is None


def test_the_token_in_the_address_lets_one_browser_in_once(
    library: Library, ask_desk: Callable[[Library], TestClient]
) -> None:
    client = ask_desk(library)
    token = client.app_state["desk"].token.value
    assert client.head(f"/?token={token}").status_code == 401  # a preview of the link does not use it up
    for wrong in ("", "x", token[:-1], token + "x"):
        assert client.get(f"/?token={wrong}").status_code == 401
    answer = client.get(f"/?token={token}", follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert answer.headers["location"] == "/"
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    client.cookies.clear()
    second = client.get(f"/?token={token}")
    assert second.status_code == 401
    assert "has been used" in second.text


def test_a_link_from_another_site_is_asked_again_from_here(asked: Asked, stranger: TestClient) -> None:
    stranger.cookies.clear()
    answer = stranger.get("/", headers={"Sec-Fetch-Site": "cross-site"})
    assert 'http-equiv="refresh"' in answer.text
    assert 'http-equiv="refresh"' not in stranger.get("/", headers={"Sec-Fetch-Site": "same-origin"}).text


def test_what_reports_say_comes_as_data_alone(looking: Asked) -> None:
    answers = [
        looking.client.get("/api/documents/hostile"),
        looking.client.get("/api/incidents?kind=shelling"),
        looking.client.get("/api/facets"),
    ]
    answers.append(looking.client.get(f"/api/incidents/{looking.incident('shelling')['id']}"))
    for answer in answers:
        assert answer.headers["content-type"].startswith("application/json")
    document = answers[0].json()
    assert (document["text"], document["title"], document["outlet"]) == (HOSTILE, HOSTILE_TITLE, HOSTILE_OUTLET)
    assert (document["url"], document["link"]) == (HOSTILE_URL, None)


def test_the_dossier_shows_hostile_words_and_runs_none_of_them(asked: Asked) -> None:
    whole = asked.incident("shelling")
    asked.judge("accept", "incident", whole["id"], why="<script>alert('why')</script>")
    page = asked.client.get(f"/incidents/{whole['id']}/dossier").text
    for tag in ("<script", "<img", "<b ", "<i>", "onmouseover=alert(3)>", "\u202e"):
        assert tag not in page
    assert "&lt;script&gt;alert" in page
    assert 'href="javascript' not in page
    assert "‹U+202E›" in page
    assert "49" not in page.split("<blockquote>")[1].split("</blockquote>")[0]


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//evil.example", False),
        ("https://exa\u202emple.org", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, kept: bool) -> None:
    assert link(url) == (url if kept else None)


def test_a_body_that_is_too_large_is_refused(looking: Asked) -> None:
    answer = looking.client.post("/api/judgements", content=b"x" * 2_000_001, headers={"X-CSRF-Token": looking.csrf()})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "path", ["..%2fserver.py", "../server.py", "%2e%2e/state.py", "css/../../server.py", "nothing.js", "%00"]
)
def test_static_files_are_those_of_the_page_alone(looking: Asked, path: str) -> None:
    answer = looking.client.get(f"/static/{path}")
    assert answer.status_code == 404
    assert "import" not in answer.text


def test_only_the_host_of_tiles_that_a_user_names_joins_the_policy() -> None:
    assert "http" not in policy(None)
    given = tiles_at("https://tiles.example.org:8443/{z}/{x}/{y}.png?key=1")
    rules = dict(rule.split(" ", 1) for rule in policy(given.url).split("; "))
    assert rules["connect-src"] == "'self' https://tiles.example.org:8443"
    assert rules["img-src"].endswith(" https://tiles.example.org:8443")
    assert rules["script-src"] == "'self'"
    for unfit in ("https://a.example/{z}/{x}.png", "https://a.example;script-src/{z}/{x}/{y}", "https:///{z}/{x}/{y}"):
        with pytest.raises(InputError):
            tiles_at(unfit)


def test_a_file_that_is_no_pmtiles_is_named(tmp_path: Any) -> None:
    path = tmp_path / "map.pmtiles"
    path.write_bytes(b"not a map at all" * 20)
    with pytest.raises(InputError, match=r"map\.pmtiles"):
        tiles_at(str(path))
    with pytest.raises(InputError, match="nothing"):
        tiles_at(str(tmp_path / "nothing"))


def test_a_desk_has_the_addresses_of_this_machine_and_of_its_proxy() -> None:
    assert addresses("127.0.0.1", PORT, None) == [ADDRESS, f"http://localhost:{PORT}"]
    assert addresses("127.0.0.1", PORT, "https://Desk.example.org/")[0] == "https://desk.example.org"
    assert addresses("10.0.0.5", PORT, None) == [f"http://10.0.0.5:{PORT}"]
    for host, public in (("0.0.0.0", None), ("127.0.0.1", "desk.example.org"), ("127.0.0.1", "https://a@b.example")):
        with pytest.raises(InputError):
            addresses(host, PORT, public)
