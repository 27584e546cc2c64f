"""A library is brought up to date when it is opened, after a copy is kept; what is no library is never written to."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, inspect, select, text
from tests.library.conftest import small_library
from tests.library.making import in_utc, rows
from tests.servers import Server

from dateline.errors import LibraryError
from dateline.library import migrating
from dateline.library.address import engine_for, mark, shown
from dateline.library.finding import Filter, find_claims
from dateline.library.store import Library
from dateline.library.tables import metadata

CAME_IN = ("raw", "document", "claim", "mention", "fetched")
HEAD = ScriptDirectory.from_config(migrating._config(None)).get_current_head()


def make_as_of(engine: Engine, revision: str) -> None:
    """Make the tables of an empty place as they were at `revision`."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            mark(connection)
        command.upgrade(migrating._config(connection), revision)


def old_library(address: str, folder: Path) -> dict[str, list[object]]:
    """Make a library with the tables of the first version and the small library's rows in it; gives its rows."""
    engine = engine_for(address, create=True)
    make_as_of(engine, "0001")
    with Library(str(folder / "model.dateline"), create=True) as model:
        for report in small_library():
            report.add_to(model)
        with model.reading() as connection, engine.begin() as old:
            for table in CAME_IN:
                given = [
                    {k: in_utc(v) for k, v in row._mapping.items()}
                    for row in connection.execute(select(metadata.tables[table]))
                ]
                if given:
                    old.execute(insert(metadata.tables[table]), given)
            if engine.dialect.name == "sqlite":
                old.execute(text("INSERT INTO claim_words (rowid, words) SELECT n, words FROM claim"))
                old.execute(text("INSERT INTO document_words (rowid, title, text) SELECT n, title, text FROM document"))
        kept = rows(model, CAME_IN, without=set())
    engine.dispose()
    return kept


def test_the_tables_after_all_steps_are_those_of_the_code(library: Library) -> None:
    with library.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        told = compare_metadata(context, metadata)
    own = ("claim_words", "document_words", "ix_claim_fts", "ix_document_fts")  # full text, which the metadata has not
    assert [each for each in told if not str(each[1].name).startswith(own)] == []


def test_an_old_library_is_brought_up_to_date_with_nothing_lost(address: str, tmp_path: Path) -> None:
    kept = old_library(address, tmp_path)
    told: list[str] = []
    with Library(address, tell=told.append) as library:
        assert rows(library, CAME_IN, without=set()) == kept
        assert [each.document.given_id for each in find_claims(library, Filter(words="troops"))] == ["r1"]
        with library.reading() as connection:
            assert set(inspect(connection).get_table_names()) >= set(metadata.tables)
            if library.on_server:
                schema = f"dateline_before_{HEAD}"
                for table in CAME_IN:
                    number = connection.execute(text(f'SELECT count(*) FROM {schema}."{table}"')).scalar_one()
                    assert number == len(kept[table])
                assert told == [f"schema {schema} is a copy of the library as it was"]
    if not address.startswith("postgresql:"):
        copy = Path(f"{address}.before-{HEAD}")
        assert told == [f"{copy} is a copy of the library as it was"]
        with sqlite3.connect(copy) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
            assert connection.execute("SELECT count(*) FROM document").fetchone() == (len(kept["document"]),)
        with Library(str(copy)) as again:  # the copy can be opened, and is brought up to date itself
            assert rows(again, CAME_IN, without=set()) == kept
    with Library(address, tell=told.append):
        assert len(told) == 1, "opened once more, nothing is done"


def test_a_step_that_fails_leaves_the_old_library_as_it_was(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = old_library(address, tmp_path)
    upgrade = migrating.command.upgrade

    def fails(config: object, to: str) -> None:
        upgrade(config, "0002")  # type: ignore[arg-type]
        raise RuntimeError("the power went")

    with monkeypatch.context() as patched:
        patched.setattr(migrating.command, "upgrade", fails)
        with pytest.raises(RuntimeError):
            Library(address)
    engine = engine_for(address, create=False)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "0001"
        assert "incident" not in inspect(connection).get_table_names()
    engine.dispose()
    with Library(address) as library:
        assert rows(library, CAME_IN, without=set()) == kept


def test_a_copy_that_was_never_finished_is_in_nobody_s_way(tmp_path: Path) -> None:
    address = str(tmp_path / "old.dateline")
    old_library(address, tmp_path)
    Path(f"{address}.before-{HEAD}.part").write_bytes(b"half a copy")
    with Library(address) as library:
        assert library.count()[0] == 5
    assert not Path(f"{address}.before-{HEAD}.part").exists()


def test_a_library_of_a_newer_dateline_is_left_alone(address: str) -> None:
    with Library(address, create=True) as library, library.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LibraryError, match=r"made by a newer dateline .*9999.*install the newest"):
        Library(address, create=True)
    engine = engine_for(address, create=False)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
    engine.dispose()


# --- what is no library -----------------------------------------------------------------------------------------------


def foreign(path: Path, *, wal: bool = False) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'DELETE'}")
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.execute("INSERT INTO bookmarks VALUES ('https://example.org')")
    connection.close()


def made(folder: Path, what: str) -> Path:
    path = folder / "thing"
    if what == "text":
        path.write_text("Troops shelled the port.\n" * 100)
    elif what == "short":
        path.write_text("x")
    elif what == "folder":
        path.mkdir()
    elif what == "cut":
        whole = folder / "whole.dateline"
        with Library(str(whole), create=True):
            pass
        path.write_bytes(whole.read_bytes()[:100])
    elif what.startswith("another program's"):
        foreign(path, wal=what.endswith("WAL"))
    return path


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("what", ["text", "short", "folder", "cut", "another program's", "another program's in WAL"])
def test_what_is_no_library_is_told_and_not_written_to(tmp_path: Path, what: str, create: bool) -> None:
    path = made(tmp_path, what)
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()}
    with pytest.raises(LibraryError, match="cannot open the library"):
        Library(str(path), create=create)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()} == before


def test_a_library_whose_writer_was_killed_while_it_emptied_the_journal_opens_whole(tmp_path: Path) -> None:
    whole, torn = tmp_path / "whole.dateline", tmp_path / "torn.dateline"
    with Library(str(whole), create=True):
        shutil.copy(f"{whole}-wal", f"{torn}-wal")
    torn.write_bytes(whole.read_bytes()[:4096])  # the first page was moved, and tells of pages that were not yet
    with sqlite3.connect(f"{torn.as_uri()}?immutable=1", uri=True) as alone, pytest.raises(sqlite3.DatabaseError):
        alone.execute("PRAGMA application_id")
    alone.close()
    with Library(str(torn)) as library:
        assert library.count() == (0, 0)


def test_a_missing_library_is_made_only_where_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "none.dateline"
    with pytest.raises(LibraryError, match=r"there is no library at .*none\.dateline; make one with: dateline add -l"):
        Library(str(path))
    assert not path.exists()
    with pytest.raises(LibraryError, match="there is no folder"):
        Library(str(tmp_path / "no" / "none.dateline"), create=True)
    for address in ("mysql://localhost/x", "sqlite:///x", "https://example.org/x.dateline"):
        with pytest.raises(LibraryError, match="name a file, or write postgresql://"):
            Library(address, create=True)


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs /dev/null")
def test_a_device_is_no_library() -> None:
    with pytest.raises(LibraryError, match="cannot open the library"):
        Library("/dev/null", create=True)


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    path = tmp_path / "empty.dateline"
    path.touch()
    with Library(str(path), create=True) as library:
        assert library.count() == (0, 0)


def test_a_database_with_other_tables_is_left_alone(postgresql_server: Server) -> None:
    with postgresql_server.database() as address:
        name = address.rpartition("/")[2]
        postgresql_server.execute("CREATE TABLE bookmarks (url text)", name)
        with pytest.raises(LibraryError, match="it holds other tables; name another") as told:
            Library(address, create=True)
        assert "secret" not in str(told.value)
        engine = engine_for(address, create=True)
        assert inspect(engine).get_table_names() == ["bookmarks"]
        engine.dispose()


def test_a_database_that_cannot_hold_every_text_is_refused(postgresql_server: Server) -> None:
    name = "latin"
    postgresql_server.execute(f"CREATE DATABASE {name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    try:
        with pytest.raises(LibraryError, match=r"keeps text as LATIN1.*encoding=UTF8"):
            Library(postgresql_server.address(name), create=True)
    finally:
        postgresql_server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_server_that_does_not_let_one_in_is_told_without_the_password(postgresql_server: Server) -> None:
    address = postgresql_server.address("nosuch")
    wrong = address.replace("a%20secret%20of%20the%20tests", "wrong-word")
    nobody = urlsplit(address)._replace(netloc="dateline:wrong-word@127.0.0.1:9").geturl()
    for given, cause in ((address, "does not exist"), (wrong, "password"), (nobody, "refused")):
        with pytest.raises(LibraryError, match=cause) as told:
            Library(given, create=True)
        assert "wrong-word" not in str(told.value)
        assert "secret" not in str(told.value)
        assert ":***@" in shown(given)
    with pytest.raises(LibraryError, match="is no address"):
        Library("postgresql://u:wrong-word@[::1/x", create=True)


def test_processes_that_open_a_new_library_at_once_all_succeed(address: str) -> None:
    code = f"from dateline.library.store import Library\nwith Library({address!r}, create=True) as l: print(l.count())"
    processes = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for process in processes:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, out) == (0, "(0, 0)\n"), err


def test_processes_that_open_an_old_library_at_once_keep_one_copy_of_it(tmp_path: Path) -> None:
    address = str(tmp_path / "old.dateline")
    kept = old_library(address, tmp_path)
    code = f"from dateline.library.store import Library\nLibrary({address!r}, tell=print).close()"
    processes = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    told = []
    for process in processes:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        told += out.splitlines()
    assert told == [f"{address}.before-{HEAD} is a copy of the library as it was"]
    with Library(address) as library:
        assert rows(library, CAME_IN, without=set()) == kept


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder where nobody may write")
def test_a_folder_that_cannot_be_written_to_is_told() -> None:
    with pytest.raises(LibraryError, match="cannot open the library"):
        Library("/proc/x.dateline", create=True)
