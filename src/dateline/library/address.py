"""Where a library is: a file for SQLite, or a `postgresql://` address; and the engine that reaches it.

A transaction that writes begins as one (`BEGIN IMMEDIATE`), so that two programs at one file wait for each other and
neither fails halfway.
"""

from __future__ import annotations

import math
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from dateline.errors import LibraryError

_WAIT_SECONDS = 120
_LEAST_BYTES = 512  # SQLite takes a shorter file for an empty one, whatever is in it
_MARK = 0x646C696E  # "dlin", SQLite's application_id


def is_postgresql(address: str) -> bool:
    """Is it the address of a server, and not a file?"""
    return address.startswith(("postgresql:", "postgres:", "postgresql+psycopg:"))


def shown(address: str) -> str:
    """The address for messages: without its password."""
    return make_url(address).render_as_string(hide_password=True) if is_postgresql(address) else address


def engine_for(address: str, *, create: bool) -> Engine:
    """An engine for the library at `address`.

    Raises LibraryError where there is none and `create` is not set, or the address cannot be one.
    """
    return _postgresql(address) if is_postgresql(address) else _sqlite(Path(address), address, create=create)


def _postgresql(address: str) -> Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise LibraryError(
            "a library on PostgreSQL needs psycopg, which is not installed; pip install 'dateline[postgres]'"
        ) from error
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise LibraryError(f"{address.split('@')[-1]} is no address; write postgresql://USER@HOST/DATABASE") from error
    return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)


def _sqlite(path: Path, address: str, *, create: bool) -> Engine:
    if "://" in address:
        raise LibraryError(f"cannot open the library {address}: name a file, or write postgresql://USER@HOST/DATABASE")
    if path.is_dir():
        raise LibraryError(f"cannot open the library {address}: it is a folder; name a file in it")
    if not create and not path.exists():
        raise LibraryError(f"there is no library at {address}; make one with: dateline add -l {address} REPORTS…")
    if create and not path.parent.is_dir():
        raise LibraryError(f"cannot make the library {address}: there is no folder {path.parent}; make it first")
    _check_mark(path, address)
    engine = create_engine(URL.create("sqlite", database=str(path.absolute())), connect_args={"timeout": _WAIT_SECONDS})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _check_mark(path: Path, address: str) -> None:
    """A file that is there must be a library, or still empty; nothing is ever written into another program's file."""
    try:
        size = path.stat().st_size if path.exists() else 0
    except OSError as error:
        raise LibraryError(f"cannot open the library {address}: {error.strerror}; check its permissions") from error
    if not size:
        return
    found = _mark_in(path, "mode=ro&immutable=1")  # which makes no file beside another program's
    if found is None and size >= _LEAST_BYTES:
        # a program that was killed while it moved pages out of the journal left a file that is whole only with it
        found = _mark_in(path, "mode=ro")
    if found != _MARK or size < _LEAST_BYTES:
        raise LibraryError(f"cannot open the library {address}: the file is no library of dateline; name another")


def _mark_in(path: Path, how: str) -> int | None:
    """The mark of a SQLite file, `_MARK` too where the file holds no table yet; None where it is not to be read.

    SQLite itself reads it, since a file that is closed by others loses the locks that this process holds on it.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)
    try:
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()
    return int(mark) if mark or tables else _MARK


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where this module says so
    _with_patience(connection, "PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -32768")  # KiB: questions of large libraries read pages many times
    for name, function in (("sin", math.sin), ("cos", math.cos), ("asin", math.asin), ("radians", math.radians)):
        connection.create_function(name, 1, _or_null(function), deterministic=True)
    connection.create_function("sqrt", 1, _or_null(math.sqrt), deterministic=True)


def _or_null(function: Any) -> Any:
    return lambda value: None if value is None else function(value)


def _with_patience(connection: Any, statement: str) -> None:
    """SQLite does not wait by itself where the journal's mode changes while another program opens the file."""
    end = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.02)


def _on_begin(connection: Any) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def mark(connection: Any) -> None:
    """Write into a SQLite file that it is a library."""
    connection.exec_driver_sql(f"PRAGMA application_id = {_MARK}")
