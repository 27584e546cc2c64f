"""Who works at a library: their names, roles and passwords, and the sessions in which they are signed in.

Invariant: no password and no session's secret is kept, only an argon2 hash of the one and a SHA-256 of the other, so that
whoever reads the tables can sign in as nobody.
"""

from __future__ import annotations

import getpass
import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, func, insert, select, update

from dateline.errors import PeopleError
from dateline.library.records import content_hash
from dateline.library.store import Library
from dateline.library.tables import person, session

if TYPE_CHECKING:
    from argon2 import PasswordHasher

__all__ = ["LEAST_PASSWORD", "Person", "Role", "Session"]

LEAST_PASSWORD = 10
_MOST_PASSWORD = 1_000
_MOST_NAME = 100
_LASTS = timedelta(hours=12)


class Role(StrEnum):
    """What a person may do: a reader looks; a coder judges too; an editor also decides what others judge differently,
    undoes the judgements of others, and sees who the people are."""

    READER = "reader"
    CODER = "coder"
    EDITOR = "editor"

    def may(self, role: Role) -> bool:
        """Does it allow what `role` allows?"""
        order = list(Role)
        return order.index(self) >= order.index(role)


@dataclass(frozen=True, slots=True)
class Person:
    """One person; `signs_in` tells that they have a password."""

    id: str
    name: str
    role: Role
    active: bool
    signs_in: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in. `csrf` must come with every request that changes something."""

    person: Person
    csrf: str


def people(library: Library) -> list[Person]:
    """Everyone who works at a library, by name."""
    with library.reading() as connection:
        return [_person(row) for row in connection.execute(select(person).order_by(person.c.name))]


def has_users(library: Library) -> bool:
    """Do people sign in to it? So they do on PostgreSQL, once one of them has a password."""
    if not library.on_server:
        return False
    with library.reading() as connection:
        asked = select(func.count()).where(person.c.password.is_not(None), person.c.active)
        return bool(connection.execute(asked).scalar_one())


def add(library: Library, name: str, role: Role, password: str) -> Person:
    """Let one more person work at a library on PostgreSQL. Raises PeopleError."""
    if not library.on_server:
        raise PeopleError(
            "people sign in to libraries on PostgreSQL only; at a library in a file works whoever can open the file"
        )
    name = _checked_name(name)
    hashed = _hasher().hash(_checked(password))
    with library.writing() as connection:
        if _by_name(connection, name) is not None:
            raise PeopleError(f"there is somebody of the name {name} already; take another, or change them")
        return _insert(connection, name, role, hashed)


def change(
    library: Library, name: str, *, role: Role | None = None, password: str | None = None, active: bool | None = None
) -> Person:
    """Give a person another role or password, or let them in no more, or again. Raises PeopleError.

    A new password, and being let in no more, ends their sessions.
    """
    values: dict[str, Any] = {}
    if role is not None:
        values["role"] = role.value
    if password is not None:
        values["password"] = _hasher().hash(_checked(password))
    if active is not None:
        values["active"] = active
    with library.writing() as connection:
        row = _by_name(connection, name)
        if row is None:
            raise PeopleError(f"there is nobody of the name {name}; `dateline people list` lists who there is")
        if values:
            connection.execute(update(person).where(person.c.id == row.id).values(values))
        if password is not None or active is False:
            connection.execute(delete(session).where(session.c.person_id == row.id))
        return _person(_by_name(connection, name))


def local(library: Library) -> Person:
    """The one person at a library without users: whoever runs dateline, by the name that the machine knows them by."""
    try:
        name = _checked_name(getpass.getuser())
    except (OSError, KeyError, PeopleError):
        name = "local"
    with library.writing() as connection:
        row = _by_name(connection, name)
        return _person(row) if row is not None else _insert(connection, name, Role.EDITOR, None)


def authenticate(library: Library, name: str, password: str) -> Person | None:
    """The person of a name and a password, None where they do not fit. It takes as long for a name that nobody has."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with library.reading() as connection:
        row = _by_name(connection, name.strip()[:_MOST_NAME])
    known = row is not None and row.active and row.password is not None
    try:
        _hasher().verify(row.password if row is not None and known else _nobodys(), password[:_MOST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return None
    if row is None or not known:
        return None
    if _hasher().check_needs_rehash(row.password):
        with library.writing() as connection:
            hashed = _hasher().hash(password[:_MOST_PASSWORD])
            connection.execute(update(person).where(person.c.id == row.id).values(password=hashed))
    return _person(row)


def open_session(library: Library, who: Person) -> str:
    """Sign a person in; gives the secret that their browser keeps. Sessions that have run out are swept away."""
    secret, now = secrets.token_urlsafe(32), datetime.now(UTC)
    values = {"id": _digest(secret), "person_id": who.id, "csrf": secrets.token_urlsafe(32)}
    with library.writing() as connection:
        connection.execute(delete(session).where(session.c.expires_at < now))
        connection.execute(insert(session).values(**values, created_at=now, expires_at=now + _LASTS))
    return secret


def session_of(library: Library, secret: str) -> Session | None:
    """Who is signed in with a secret; None where nobody is, or no longer."""
    asked = (
        select(person, session.c.csrf)
        .join(session, session.c.person_id == person.c.id)
        .where(session.c.id == _digest(secret), session.c.expires_at > datetime.now(UTC), person.c.active)
    )
    with library.reading() as connection:
        row = connection.execute(asked).first()
    return Session(_person(row), row.csrf) if row is not None else None


def close_session(library: Library, secret: str) -> None:
    """Sign out."""
    with library.writing() as connection:
        connection.execute(delete(session).where(session.c.id == _digest(secret)))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        raise PeopleError("passwords need argon2-cffi; install it with: pip install 'dateline[desk]'") from error
    return PasswordHasher()  # the library's defaults are those of RFC 9106


@cache
def _nobodys() -> str:
    return _hasher().hash(secrets.token_urlsafe(32))


def _checked(password: str) -> str:
    if not LEAST_PASSWORD <= len(password) <= _MOST_PASSWORD:
        raise PeopleError(f"a password has {LEAST_PASSWORD} to {_MOST_PASSWORD} characters; choose another")
    return password


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > _MOST_NAME or not name.isprintable():
        raise PeopleError(f"{name[:40]!r} cannot be a person's name; write 1 to {_MOST_NAME} letters")
    return name


def _by_name(connection: Connection, name: str) -> Any:
    return connection.execute(select(person).where(person.c.name == name)).first()


def _insert(connection: Connection, name: str, role: Role, password: str | None) -> Person:
    values = {"id": content_hash("person", name), "name": name, "role": role.value, "password": password}
    connection.execute(insert(person).values(**values, active=True, created_at=datetime.now(UTC)))
    return _person(_by_name(connection, name))


def _person(row: Any) -> Person:
    at = row.created_at
    created = at if at.tzinfo else at.replace(tzinfo=UTC)
    return Person(row.id, row.name, Role(row.role), row.active, row.password is not None, created)
