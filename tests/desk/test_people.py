"""Several people at one library on PostgreSQL: signing in, roles, and what one sees of the other's judgements."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update
from tests.desk.asked import Asked
from tests.stories import claim_in, fill

from dateline.errors import PeopleError
from dateline.library import people
from dateline.library.people import Role
from dateline.library.store import Library
from dateline.library.tables import person, session
from dateline.weighing.keeping import reweigh

PASSWORDS = {
    "Ada": "correct horse battery",
    "Ben": "staple of the north",
    "Cem": "river stones 9 9 9",
    "Dee": "only looking here",
}
ROLES = {"Ada": Role.EDITOR, "Ben": Role.CODER, "Cem": Role.CODER, "Dee": Role.READER}
Enter = Callable[[str], Asked]


@pytest.fixture(scope="module")
def shared(postgresql_server: object) -> Iterator[Library]:
    """A library of the stories on PostgreSQL with four people, the same for all tests of this module."""
    with postgresql_server.database() as address, Library(address, create=True) as library:  # type: ignore[attr-defined]
        fill(library)
        for name, role in ROLES.items():
            people.add(library, name, role, PASSWORDS[name])
        yield library


@pytest.fixture
def enter(shared: Library, ask_desk: Callable[[Library], TestClient]) -> Enter:
    """Signs a person in, each in a browser of their own, all at one desk."""
    first = ask_desk(shared)

    def sign_in(name: str) -> Asked:
        client = TestClient(first.app, base_url=str(first.base_url))
        assert post_login(client, name, PASSWORDS[name]).status_code == 200
        return Asked(client, shared)

    return sign_in


def post_login(client: TestClient, name: str, password: str, **more: str) -> object:
    page = client.get("/login").text
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token is not None
    return client.post("/login", data={"name": name, "password": password, "csrf": token.group(1), **more})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("/?kind=clash&q=a%20%26%20b", "/?kind=clash&q=a%20%26%20b"),
        ("//evil.example/?a", "/"),
        ("https://evil.example/", "/"),
        ("/login", "/"),
        ("/?a\r\nSet-Cookie: b=c", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_to_the_view_that_was_wanted_and_to_no_other_site(
    shared: Library, ask_desk: Callable[[Library], TestClient], given: str, kept: str
) -> None:
    client = ask_desk(shared)
    client.follow_redirects = False
    answer = post_login(client, "Cem", PASSWORDS["Cem"], next=given)
    assert (answer.status_code, answer.headers["location"]) == (303, kept)  # type: ignore[attr-defined]
    assert client.get("/login", params={"next": given}).headers["location"] == kept


def test_who_is_not_signed_in_keeps_the_view_of_a_link(
    shared: Library, ask_desk: Callable[[Library], TestClient]
) -> None:
    page = ask_desk(shared).get("/?kind=clash&q=a%20%26%20%22b").text
    assert 'name="next" value="/?kind=clash&amp;q=a%20%26%20%22b"' in page


def test_people_sign_in_and_out(enter: Enter) -> None:
    ada = enter("Ada")
    me = ada.get("/api/me")
    assert (me["name"], me["role"], me["users"]) == ("Ada", "editor", True)
    assert ada.post("/logout").status_code == 204
    assert ada.client.get("/api/me").status_code == 401
    assert ada.client.get("/").url.path == "/login"


def test_a_one_time_token_lets_nobody_in_where_people_sign_in(
    shared: Library, ask_desk: Callable[[Library], TestClient]
) -> None:
    client = ask_desk(shared)
    client.get(f"/?token={client.app_state['desk'].token.value}")
    assert client.get("/api/me").status_code == 401


def test_a_wrong_password_and_a_name_that_nobody_has_look_alike(
    shared: Library, ask_desk: Callable[[Library], TestClient]
) -> None:
    client = ask_desk(shared)
    answers = [post_login(client, "Ada", "wrong password"), post_login(client, "Nobody", "wrong password")]
    for answer in answers:
        assert answer.status_code == 401  # type: ignore[attr-defined]
        assert "The name or the password is not right." in answer.text  # type: ignore[attr-defined]
    assert client.get("/api/me").status_code == 401


def test_trying_passwords_is_slowed_down_for_a_name(shared: Library, ask_desk: Callable[[Library], TestClient]) -> None:
    client = ask_desk(shared)
    statuses = [post_login(client, "Ben", f"guess number {n}").status_code for n in range(7)]  # type: ignore[attr-defined]
    assert statuses == [401] * 5 + [429] * 2
    assert post_login(client, "Ben", PASSWORDS["Ben"]).status_code == 429  # type: ignore[attr-defined]
    assert post_login(client, "Cem", PASSWORDS["Cem"]).status_code == 200  # type: ignore[attr-defined]


def test_signing_in_needs_the_token_of_the_form(shared: Library, ask_desk: Callable[[Library], TestClient]) -> None:
    client = ask_desk(shared)
    page = client.get("/login").text
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token is not None
    given = {"name": "Ada", "password": PASSWORDS["Ada"]}
    assert client.post("/login", data=given).status_code == 403
    assert client.post("/login", data={**given, "csrf": token.group(1) + "x"}).status_code == 403
    client.cookies.clear()
    assert client.post("/login", data={**given, "csrf": token.group(1)}).status_code == 403
    other = {"Origin": "https://evil.example"}
    assert client.post("/login", data={**given, "csrf": token.group(1)}, headers=other).status_code == 403
    assert client.get("/api/me").status_code == 401


def test_passwords_and_sessions_are_kept_as_hashes_alone(shared: Library, enter: Enter) -> None:
    ada = enter("Ada")
    secret = next(value for name, value in ada.client.cookies.items() if name.endswith("8477"))
    with shared.reading() as connection:
        hashes = list(connection.execute(select(person.c.password)).scalars())
        sessions = list(connection.execute(select(session.c.id)).scalars())
    assert all(each.startswith("$argon2id$") for each in hashes)
    assert secret not in sessions


def test_a_reader_looks_and_a_coder_judges(enter: Enter) -> None:
    dee, ben = enter("Dee"), enter("Ben")
    id = claim_in(dee.library, "post", "capture")
    given = {"action": "accept", "subject": "claim", "id": id}
    assert dee.get(f"/api/claims/{id}")["id"] == id
    answer = dee.post("/api/judgements", given)
    assert answer.status_code == 403
    assert "coders" in answer.json()["error"]
    made = ben.post("/api/judgements", given).json()
    assert dee.post(f"/api/judgements/{made['id']}/undo").status_code == 403
    assert dee.client.get("/api/people").status_code == 403
    assert ben.client.get("/api/people").status_code == 403
    ben.post(f"/api/judgements/{made['id']}/undo")


def test_two_people_see_each_others_judgement_and_an_editor_settles_it(enter: Enter) -> None:
    ada, ben, cem = enter("Ada"), enter("Ben"), enter("Cem")
    id = claim_in(ada.library, "courier", "kill")
    first = ben.judge("accept", "claim", id, why="The ministry published a list.")
    seen = cem.get(f"/api/claims/{id}")
    assert [(each["by"], each["why"], each["mine"]) for each in seen["judgements"]] == [("Ben", first["why"], False)]
    second = cem.judge("reject", "claim", id)
    for each in (ada, ben, cem):
        found = each.get(f"/api/claims/{id}")
        assert (found["judged"], found["disagreement"]) == ("mixed", True)
    listed = ada.get("/api/history", disagreements="true")
    assert {each["id"] for each in listed["items"]} == {first["id"], second["id"]}
    assert cem.post(f"/api/judgements/{first['id']}/undo").status_code == 403
    settled = ada.judge("accept", "claim", id, why="Ben is right.")
    assert settled["settles"]
    found = cem.get(f"/api/claims/{id}")
    assert (found["judged"], found["disagreement"]) == ("accepted", False)
    assert ada.get("/api/history", disagreements="true")["total"] == 0
    assert ada.post(f"/api/judgements/{second['id']}/undo").json()["undone_by"] == "Ada"


def test_people_who_judge_at_once_do_not_hinder_one_another(enter: Enter) -> None:
    ada, ben = enter("Ada"), enter("Ben")
    ids = [claim_in(ada.library, name, kind) for name in ("meridian", "courier") for kind in ("airstrike", "kill")]
    answers: list[int] = []

    def judge(who: Asked, first: str, second: str) -> None:
        token = who.csrf()
        for n in range(12):
            given = {"action": (first, second)[n % 2], "subject": "claim", "id": ids[n % 4], "why": f"the {n}th"}
            answers.append(who.client.post("/api/judgements", json=given, headers={"X-CSRF-Token": token}).status_code)

    both = [
        threading.Thread(target=judge, args=each) for each in ((ada, "accept", "reject"), (ben, "reject", "accept"))
    ]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert answers == [200] * 24
    address = f"/api/incidents/{ada.get(f'/api/claims/{ids[0]}')['incident']}"
    whole = ada.get(address)
    reweigh(ada.library, [whole["id"]])
    assert ada.get(address) == whole
    for each in ada.get("/api/history", limit=100)["items"]:
        assert each["undone_at"] or ada.post(f"/api/judgements/{each['id']}/undo").status_code == 200
    assert ada.incident("airstrike")["judged"] is None


def test_an_editor_sees_who_there_is(enter: Enter) -> None:
    found = {each["name"]: each["role"] for each in enter("Ada").get("/api/people")}
    assert found == {name: role.value for name, role in ROLES.items()}


def test_who_is_let_in_no_more_is_out_at_once(shared: Library, enter: Enter) -> None:
    people.add(shared, "Eve", Role.CODER, "a password of hers")
    PASSWORDS["Eve"] = "a password of hers"
    eve = enter("Eve")
    people.change(shared, "Eve", active=False)
    assert eve.client.get("/api/me").status_code == 401
    assert people.authenticate(shared, "Eve", "a password of hers") is None
    people.change(shared, "Eve", active=True, password="another password")
    assert people.authenticate(shared, "Eve", "a password of hers") is None
    assert people.authenticate(shared, "Eve", "another password") is not None
    with shared.writing() as connection:
        connection.execute(person.delete().where(person.c.name == "Eve"))


def test_a_session_runs_out(shared: Library, enter: Enter) -> None:
    from datetime import UTC, datetime, timedelta

    ben = enter("Ben")
    assert ben.get("/api/me")["name"] == "Ben"
    with shared.writing() as connection:
        connection.execute(update(session).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
    assert ben.client.get("/api/me").status_code == 401


def test_the_lists_are_the_same_on_postgresql(enter: Enter) -> None:
    dee = enter("Dee")
    assert {each["kind"] for each in dee.items()} == {"airstrike", "capture", "shelling"}
    assert [each["kind"] for each in dee.items(q='"seized Belgat"')] == ["capture"]
    assert len(dee.get("/api/map")["ids"]) == 3
    assert dee.get("/api/facets")["kind"]
    assert dee.client.get("/api/incidents", params={"q": "a\x00b"}).status_code == 422
    first = dee.client.get("/api/map").headers["etag"]
    assert dee.client.get("/api/map", headers={"If-None-Match": first}).status_code == 304


def test_unfit_people_are_refused(shared: Library, library: Library) -> None:
    for name, password in (
        ("Fay", "short"),
        ("", "long enough to do"),
        ("Ada", "long enough to do"),
        ("a\nb", "long enough to do"),
    ):
        with pytest.raises(PeopleError):
            people.add(shared, name, Role.CODER, password)
    with pytest.raises(PeopleError, match="PostgreSQL"):
        people.add(library, "Fay", Role.CODER, "long enough to do")
    with pytest.raises(PeopleError, match="nobody"):
        people.change(shared, "Zoe", role=Role.READER)
