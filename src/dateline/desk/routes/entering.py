"""Coming in and going out: the page itself, the one-time token, signing in and out."""

from __future__ import annotations

import secrets
from functools import cache
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from dateline.desk.pages import STATIC, page
from dateline.desk.state import Desk
from dateline.desk.visiting import MaybeSession, Signed, TheDesk
from dateline.library import people

router = APIRouter(include_in_schema=False)

_FORM_SECONDS = 3_600
_LONGEST_VIEW = 8_000
_TRIES_OF_A_NAME = RateLimitItemPerMinute(5)
_TRIES_OF_AN_ADDRESS = RateLimitItemPerMinute(20)


@router.api_route("/", methods=["GET", "HEAD"])
def index(request: Request, at: TheDesk, found: MaybeSession, token: str = "") -> Response:
    """The page; with the one-time token in the address, a session first."""
    if found is not None:
        return RedirectResponse("/", 303) if token else FileResponse(STATIC / "index.html", media_type="text/html")
    if at.users:
        wanted = f"/?{request.url.query}" if request.url.query else ""
        return _again(request) or RedirectResponse(f"/login?next={quote(wanted)}" if wanted else "/login", 303)
    if token and request.method == "GET" and at.token.take(token):
        answer = RedirectResponse("/", 303)
        _let_in(answer, at, people.local(at.library))
        return answer
    return _again(request) or HTMLResponse(page("notice.html", used=bool(token)), 401)


def _again(request: Request) -> Response | None:
    """A link in another site's page brings no cookie of this one (SameSite=Strict); asked again from here, it does."""
    if request.headers.get("sec-fetch-site") not in ("cross-site", "same-site"):
        return None
    return HTMLResponse(page("again.html"))


@router.get("/login")
def sign_in_page(at: TheDesk, found: MaybeSession, next: str = "") -> Response:
    """The page on which people sign in; it leads to `next`, the view that they were about to see."""
    if not at.users or found is not None:
        return RedirectResponse(_view(next), 303)
    return _form(at, view=next)


@router.post("/login")
def sign_in(
    request: Request,
    at: TheDesk,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=2_000)] = "",
    csrf: Annotated[str, Form(max_length=500)] = "",
    next: Annotated[str, Form(max_length=_LONGEST_VIEW)] = "",
) -> Response:
    """Sign in with a name and a password."""
    if not at.users:
        raise HTTPException(404, "nobody signs in here; open the address that `dateline desk` printed")
    if not _form_is_ours(at, request, csrf):
        return _form(at, "The form had grown old. Please sign in again.", name, 403, next)
    address = request.client.host if request.client else "-"
    by_name, by_address = (
        (_TRIES_OF_A_NAME, "name", name.strip().casefold()),
        (_TRIES_OF_AN_ADDRESS, "address", address),
    )
    if not all(_limiter(at).hit(*each) for each in (by_name, by_address)):
        return _form(at, "Too many tries. Please wait a minute.", name, 429, next)
    who = people.authenticate(at.library, name, password)
    if who is None:
        return _form(at, "The name or the password is not right.", name, 401, next)
    answer = RedirectResponse(_view(next), 303)
    _let_in(answer, at, who)
    return answer


@router.post("/logout")
def sign_out(request: Request, at: TheDesk, found: Signed) -> Response:
    """Sign out."""
    people.close_session(at.library, request.cookies[at.cookie])
    answer = Response(status_code=204)
    answer.delete_cookie(at.cookie, path="/", secure=at.secure, httponly=True, samesite="strict")
    return answer


def _let_in(answer: Response, at: Desk, who: people.Person) -> None:
    secret = people.open_session(at.library, who)
    answer.set_cookie(at.cookie, secret, path="/", secure=at.secure, httponly=True, samesite="strict")


def _view(next: str) -> str:
    """The address of a view of the page, and of nothing else: never another site's."""
    return next if next.startswith("/?") and next.isprintable() and len(next) <= _LONGEST_VIEW else "/"


def _form(at: Desk, said: str = "", name: str = "", status: int = 200, view: str = "") -> Response:
    """The form, with a token that must come back both in it and in a cookie that another site cannot set."""
    nonce = secrets.token_urlsafe(16)
    token = _signer(at).dumps(nonce)
    shown = page("login.html", csrf=token, said=said, name=name, library=at.library_name, next=_view(view))
    answer = HTMLResponse(shown, status)
    answer.set_cookie(f"{at.cookie}-form", nonce, path="/login", secure=at.secure, httponly=True, samesite="strict")
    return answer


def _form_is_ours(at: Desk, request: Request, token: str) -> bool:
    try:
        signed: Any = _signer(at).loads(token, max_age=_FORM_SECONDS)
    except BadSignature:
        return False
    nonce = request.cookies.get(f"{at.cookie}-form", "")
    return secrets.compare_digest(str(signed).encode(), nonce.encode("utf-8", "surrogatepass"))


def _signer(at: Desk) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(at.secret, salt="login")


def _limiter(at: Desk) -> MovingWindowRateLimiter:
    return _limiter_of(at.secret)


@cache
def _limiter_of(_desk: str) -> MovingWindowRateLimiter:
    """One limiter a desk, in this process."""
    return MovingWindowRateLimiter(MemoryStorage())
