"""Who is asking: the person whose browser it is, and whether their role allows what they ask for."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import Depends, Header, HTTPException, Request

from dateline.desk.state import Desk
from dateline.library import people
from dateline.library.people import Person, Role


def desk(request: Request) -> Desk:
    """The desk that is asked."""
    found: Desk = request.app.state.desk
    return found


TheDesk = Annotated[Desk, Depends(desk)]


def session(request: Request, at: TheDesk) -> people.Session | None:
    """The session of the browser that is asking, None where it has none."""
    secret = request.cookies.get(at.cookie)
    return people.session_of(at.library, secret) if secret else None


MaybeSession = Annotated[people.Session | None, Depends(session)]


def visitor(found: MaybeSession, at: TheDesk) -> people.Session:
    """The session of the browser that is asking. Ends the request with 401 where it has none."""
    if found is None:
        way = "sign in" if at.users else "open the address that `dateline desk` printed"
        raise HTTPException(401, f"nobody is signed in here; {way}")
    return found


Visitor = Annotated[people.Session, Depends(visitor)]


def signed(found: Visitor, x_csrf_token: Annotated[str, Header(max_length=200)] = "") -> people.Session:
    """The session of a request that changes something and carries the session's token. Else it ends with 403."""
    if not hmac.compare_digest(found.csrf.encode(), x_csrf_token.encode("utf-8", "surrogatepass")):
        raise HTTPException(403, "the request lacks the token of your session; load the page again")
    return found


Signed = Annotated[people.Session, Depends(signed)]


def need(person: Person, role: Role) -> None:
    """End the request with 403 where a person's role is too low."""
    if not person.role.may(role):
        raise HTTPException(403, f"this is for {_ALLOWED[role]}; {person.name} is a {person.role.value}")


_ALLOWED = {Role.READER: "everyone", Role.CODER: "coders and editors", Role.EDITOR: "editors"}


def coder(found: Signed) -> Person:
    """A person who judges."""
    need(found.person, Role.CODER)
    return found.person


def editor(found: Visitor) -> Person:
    """An editor who looks at something."""
    need(found.person, Role.EDITOR)
    return found.person


Coder = Annotated[Person, Depends(coder)]
Editor = Annotated[Person, Depends(editor)]
