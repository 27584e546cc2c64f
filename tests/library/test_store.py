"""What goes into a library comes out again, and the same once more changes nothing. On SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
import zlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.library.conftest import DATABASES, small_library
from tests.library.making import Report, rows

from dateline.errors import LibraryError
from dateline.intake.download import Validators
from dateline.library.finding import Filter, find_claims, find_documents
from dateline.library.store import Added, Library, document_id
from dateline.library.tables import document, raw

PAGE = "https://example.org/page"


def port(text: str = "Troops shelled the port.", **about: object) -> Report:
    return Report(text, about).claim("shelling", "shelled", agents=["Troops"])


def test_the_same_reports_again_change_nothing(filled: Library) -> None:
    before = rows(filled, without=set())
    assert {report.add_to(filled) for report in small_library()} == {Added.KNOWN}
    assert rows(filled, without=set()) == before


def test_everything_that_is_known_of_a_document_comes_back(library: Library) -> None:
    given = port(
        id="w-1", title="Port", outlet="Wire", url=PAGE, published=date(2019, 3, 12), published_from="given",
        media_type="text/html", raw=b"<p>Troops shelled the port.", note="it was read as Windows-1252", origin="/a/b.html",
    )  # fmt: skip
    began = datetime.now(UTC).replace(microsecond=0)
    assert given.add_to(library) is Added.NEW
    stored = library.document("w-1")
    assert (stored.record.given_id, stored.record.title, stored.record.outlet, stored.record.url, stored.record.published) == (
        "w-1", "Port", "Wire", PAGE, date(2019, 3, 12),
    )  # fmt: skip
    assert (stored.record.version, stored.record.latest, stored.record.language) == (1, True, "en")
    assert (stored.text, stored.media_type, stored.origin) == (given.text, "text/html", "/a/b.html")
    assert (stored.published_from, stored.note) == ("given", "it was read as Windows-1252")
    assert began <= stored.retrieved_at <= datetime.now(UTC)
    assert stored.retrieved_at.tzinfo is not None
    assert library.raw(stored.raw_sha256) == b"<p>Troops shelled the port."
    (claim,) = library.claims_in(stored.record.id)
    assert claim.claim == given.claims[0]
    assert claim.sentence == given.text
    assert library.claim(claim.id) == claim
    assert library.claim(claim.id[:8]) == claim
    assert library.claims_of([claim.id, "0" * 16]) == {claim.id: claim}
    assert library.count() == (1, 1)


def test_a_changed_text_under_the_same_address_is_a_new_version(library: Library) -> None:
    first, second = port(id="p", url=PAGE), port("Troops shelled the port again.", id="p", url=f"{PAGE}#later")
    assert (first.add_to(library), second.add_to(library)) == (Added.NEW, Added.NEW_VERSION)
    assert library.document("p").text == second.text
    assert [r.version for r, _ in find_documents(library, Filter())] == [2]
    assert [(r.version, r.latest) for r, _ in find_documents(library, Filter(all_versions=True))] == [
        (1, False),
        (2, True),
    ]
    assert [each.sentence for each in find_claims(library, Filter())] == [second.text]
    assert [each.sentence for each in find_claims(library, Filter(all_versions=True))] == [first.text, second.text]
    assert library.count() == (1, 1)
    assert first.add_to(library) is Added.KNOWN, "an old version that comes again is not the newest"
    assert library.document("p").text == second.text


def test_what_tells_nothing_new_is_known_and_what_does_is_a_new_version(library: Library) -> None:
    assert port(id="p", url=PAGE, title="Port", outlet="Wire").add_to(library) is Added.NEW
    assert port(url=PAGE).add_to(library) is Added.KNOWN
    assert port(id="other", url=PAGE, title="Port").add_to(library) is Added.KNOWN
    assert port(url=PAGE, title="Port shelled").add_to(library) is Added.NEW_VERSION
    assert port(url=PAGE, title="Port", published=date(2019, 3, 12)).add_to(library) is Added.NEW_VERSION
    assert library.count() == (1, 1)


def test_two_outlets_that_print_one_text_are_two_documents_with_claims_of_their_own(library: Library) -> None:
    one, other = port(outlet="Wire"), port(outlet="Evening")
    assert (one.add_to(library), other.add_to(library)) == (Added.NEW, Added.NEW)
    found = list(find_claims(library, Filter()))
    assert [each.document.outlet for each in found] == ["Wire", "Evening"]
    assert found[0].claim == found[1].claim
    assert found[0].id != found[1].id
    with library.reading() as connection:
        assert len(connection.execute(select(raw)).all()) == 1


def test_a_document_in_another_language_is_kept_unread(filled: Library) -> None:
    stored = filled.document("r4")
    assert (stored.record.language, stored.text) == ("fr", "Les familles ont été évacuées.")
    assert filled.claims_in(stored.record.id) == []
    with filled.reading() as connection:
        assert connection.execute(select(document.c.read_by).where(document.c.given_id == "r4")).scalar_one() is None


def test_a_name_on_disk_may_hold_any_bytes(library: Library) -> None:
    report = port(origin="/reports/caf\udce9\ud800.txt", id="x")
    assert report.add_to(library) is Added.NEW
    assert library.document("x").origin == "/reports/caf\\udce9\\ud800.txt"


def test_any_character_that_a_text_can_hold_comes_back(library: Library) -> None:
    text = "Troops shelled the port. \u202e\ufeff\x01\x1b[31m \U0001f525 ‘☃’ ' \" \\ % _ \ufffe\u2028"
    port(text, id="x", title="\U0001f525 'DROP TABLE'").add_to(library)
    assert library.document("x").text == text
    assert library.document("x").record.title == "\U0001f525 'DROP TABLE'"


def test_a_sentence_without_end_can_be_kept_and_found(library: Library) -> None:
    text = "Troops shelled the port " + " ".join(f"word{n}" for n in range(100_000))
    assert port(text[:999_999], id="x").add_to(library) is Added.NEW
    assert [each.document.given_id for each in find_claims(library, Filter(words="shelled"))] == ["x"]
    assert [record.given_id for record, _ in find_documents(library, Filter(words="word17"))] == ["x"]


def test_a_very_long_name_can_be_kept_and_found(library: Library) -> None:
    name = "the " + " ".join(f"{n}th brigade" for n in range(2_000))
    report = Report(f"{name} shelled the port.", {"id": "x"}).claim("shelling", "shelled", agents=[name], place=name)
    assert report.add_to(library) is Added.NEW
    assert [each.document.given_id for each in find_claims(library, Filter(actor="17th brigade", place=name))] == ["x"]


def test_what_is_not_there_is_told(filled: Library) -> None:
    for id in ("nosuch", "", "%", "____", "a" * 16):
        with pytest.raises(LibraryError, match="there is no document"):
            filled.document(id)
        with pytest.raises(LibraryError, match="there is no claim"):
            filled.claim(id)
    with pytest.raises(LibraryError, match="raw bytes"):
        filled.raw("0" * 64)


def test_an_id_that_several_have_is_told_with_their_own_ids(library: Library) -> None:
    for outlet in ("Wire", "Evening"):
        port(id="same", outlet=outlet).add_to(library)
    with pytest.raises(LibraryError, match="2 documents") as told:
        library.document("same")
    for record, _ in find_documents(library, Filter()):
        assert record.id in str(told.value)
        assert library.document(record.id).record == record
        assert library.document(record.id[:12]).record == record


def test_what_a_server_said_of_an_address_is_kept(library: Library) -> None:
    assert library.validators() == {}
    library.fetched(PAGE, Validators(f"{PAGE}/", '"one"', None))
    library.fetched(PAGE, Validators(f"{PAGE}/2", '"two"', "Tue, 12 Mar 2019 08:00:00 GMT"))
    assert library.validators() == {PAGE: Validators(f"{PAGE}/2", '"two"', "Tue, 12 Mar 2019 08:00:00 GMT")}


def test_a_document_is_in_whole_or_not_at_all(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("the power went")

    before = rows(library)
    with monkeypatch.context() as patched:
        patched.setattr(Library, "write_claims", breaks)
        with pytest.raises(RuntimeError):
            port().add_to(library)
    assert rows(library) == before
    assert port().add_to(library) is Added.NEW


def test_raw_bytes_are_kept_once_and_packed(library: Library) -> None:
    data = b"<p>Troops shelled the port.</p>" * 1000
    for outlet in ("Wire", "Evening"):
        port(outlet=outlet, raw=data).add_to(library)
    with library.reading() as connection:
        (row,) = connection.execute(select(raw)).all()
    assert row.size == len(data)
    assert len(row.packed) < 1000
    assert zlib.decompress(row.packed) == data


def test_several_that_add_at_once_all_succeed(address: str) -> None:
    with Library(address, create=True):
        pass
    same = [port(f"Troops shelled port {n}.", id=f"same-{n}") for n in range(10)]
    errors: list[BaseException] = []
    became: list[Added] = []
    start = threading.Barrier(4)

    def add(worker: int) -> None:
        try:
            with Library(address) as library:
                start.wait()
                own = [port(f"Troops shelled the port of {worker} at {n}.", id=f"own-{worker}-{n}") for n in range(10)]
                page = port(f"Troops shelled the port, {worker} says.", url=PAGE)
                given = [page, *(each for pair in zip(same, own, strict=True) for each in pair)]
                became.extend(report.add_to(library) for report in given)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=add, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    with Library(address) as library:
        assert library.count() == (10 + 40 + 1, 51)
        versions = [(r.version, r.latest) for r, _ in find_documents(library, Filter(all_versions=True)) if r.url]
        assert sorted(versions) == [(1, False), (2, False), (3, False), (4, True)]
    assert (became.count(Added.NEW), became.count(Added.NEW_VERSION), became.count(Added.KNOWN)) == (51, 3, 30)


def test_several_that_make_one_library_at_once_all_succeed(address: str) -> None:
    errors: list[BaseException] = []
    start = threading.Barrier(4)

    def make() -> None:
        try:
            start.wait()
            with Library(address, create=True) as library:
                port().add_to(library)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    with Library(address) as library:
        assert library.count() == (1, 1)


def test_both_databases_give_the_same_ids(tmp_path: Path, postgresql: str) -> None:
    kept = []
    for address in (str(tmp_path / "a.dateline"), postgresql):
        with Library(address, create=True) as library:
            for report in small_library():
                report.add_to(library)
            kept.append([each.id for each in find_claims(library, Filter(all_versions=True))])
            assert {document_id(report.received) for report in small_library()} == library.known(
                document_id(report.received) for report in small_library()
            )
    assert len(kept) == len(DATABASES)
    assert kept[0] == kept[1] != []
