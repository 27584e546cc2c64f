"""Brings the tables of a library up to date when it is opened, after a copy of an old one is kept.

Of a SQLite file the copy lies beside it ("mosul.dateline.before-0002"), of a PostgreSQL database it is a schema in it
("dateline_before_0002").
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError

from dateline.errors import LibraryError
from dateline.library import address as addresses

_LOCK = 0x646C696E


def bring_up_to_date(engine: Engine, address: str, tell: Callable[[str], None] = lambda _: None) -> None:
    """Make the tables of a new library, or bring those of an old one up to date.

    `tell` is told where a copy was kept. Raises LibraryError where the file is no library, or one of a newer dateline.
    """
    scripts = _config(None)
    head = ScriptDirectory.from_config(scripts).get_current_head()
    known = {step.revision for step in ScriptDirectory.from_config(scripts).walk_revisions()}
    try:
        with engine.connect() as connection:
            if _revision(connection) == head:
                return
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
                _check_encoding(connection, address)
            now = _revision(connection)  # another program may have been faster
            if now == head:
                return
            if now is not None and now not in known:
                raise LibraryError(
                    f"the library {addresses.shown(address)} was made by a newer dateline (its tables are at {now}); "
                    "install the newest dateline"
                )
            if now is None and inspect(connection).get_table_names():
                raise LibraryError(
                    f"cannot use {addresses.shown(address)} as a library: it holds other tables; name another"
                )
            if now is not None:
                tell(f"{_keep_copy(connection, address, str(head))} is a copy of the library as it was")
            if connection.dialect.name == "sqlite":
                addresses.mark(connection)
            command.upgrade(_config(connection), "head")
    except OperationalError as error:
        cause = str(error.orig).strip().splitlines()[0]
        raise LibraryError(f"cannot open the library {addresses.shown(address)}: {cause}") from error
    except DatabaseError as error:
        raise LibraryError(
            f"cannot open the library {addresses.shown(address)}: the file is damaged or no library ({error.orig}); "
            "go back to a copy of it"
        ) from error


def _check_encoding(connection: Connection, address: str) -> None:
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise LibraryError(
            f"cannot use {addresses.shown(address)} as a library: it keeps text as {encoding}, which cannot hold the "
            "names of every country; make a database with: createdb --encoding=UTF8 --template=template0 NAME"
        )


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _keep_copy(connection: Connection, address: str, head: str) -> str:
    """A copy of an old library; what it is called. One that an earlier try left is written anew."""
    if connection.dialect.name == "postgresql":
        schema = f"dateline_before_{head}"
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
        for table in inspect(connection).get_table_names():
            connection.execute(text(f'CREATE TABLE {schema}."{table}" AS TABLE "{table}"'))
        return f"schema {schema}"
    copy = Path(f"{address}.before-{head}")
    part = Path(f"{copy}.part")
    part.unlink(missing_ok=True)
    source = sqlite3.connect(address)
    target = sqlite3.connect(part)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    os.replace(part, copy)
    return str(copy)
