"""Reports and feeds of the web, fetched: what an address holds comes in as a file does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from urllib.parse import urljoin

from dateline.errors import DatelineError, FetchError
from dateline.intake.download import Download, Validators, download
from dateline.intake.folders import Found
from dateline.intake.naming import shown
from dateline.intake.received import About, Received, dress

__all__ = ["Fetched", "Validators", "fetch_feed", "fetch_url"]

MOST_ARTICLES = 200


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. `url` is the one that was asked for; `unchanged` where the server has nothing new.

    Keep `validators` under `url`, and give them again next time; they are None where the server gave none.
    """

    url: str
    documents: tuple[Received | DatelineError, ...] = ()
    validators: Validators | None = None
    unchanged: bool = False


def fetch_url(
    url: str, *, about: About | None = None, allow_private: bool = False, seen: Validators | None = None
) -> Fetched:
    """The documents at an address: a page, a PDF, a feed's entries, whatever a file could hold.

    `seen` is what the server said last time. Each document's `url` is the one asked for, unless it gives its own.
    Raises FetchError as `download` does; what cannot be taken of what came is among the documents, as an error.
    """
    got = download(url, allow_private=allow_private, seen=seen)
    if got.data is None:
        return Fetched(url, validators=got.validators, unchanged=True)
    return Fetched(url, tuple(_documents(url, got, got.data, about or About())), got.validators)


def fetch_feed(
    url: str,
    *,
    about: About | None = None,
    allow_private: bool = False,
    seen: Mapping[str, Validators] | None = None,
    articles: bool = True,
) -> Iterator[Fetched | DatelineError]:
    """The entries of a feed, and then, one by one, the article behind each that the feed only sums up.

    `seen` holds what servers said of each address last time. Where an article cannot be taken, the feed's summary is,
    with a note. Without `articles`, what the feed itself says is all. Errors are given, not raised.
    """
    from dateline.intake import feeds
    from dateline.intake.forms import Form, form_of

    about, seen = about or About(), seen or {}
    try:
        got = download(url, allow_private=allow_private, seen=seen.get(url))
        if got.data is None:
            yield Fetched(url, validators=got.validators, unchanged=True)
            return
        form = form_of(BytesIO(got.data), got.url, shown(url), got.content_type)
        if form is not Form.FEED:
            raise FetchError(f"cannot read {shown(url)}: it is no feed but a {form}; add it with --url")
        entries = list(feeds.read_entries(got.data, shown(url)))
    except DatelineError as error:
        yield error
        return
    found = Found(url, shown(url), got.url)
    whole: list[Received | DatelineError] = []
    parts: list[tuple[str, Received]] = []
    for entry in entries:
        if isinstance(entry, DatelineError):
            whole.append(entry)
            continue
        link = urljoin(got.url, entry.part.url) if entry.part.url else None
        document = dress(replace(entry.part, url=link), found, about)
        if link and articles and not entry.whole and len(parts) < MOST_ARTICLES:
            parts.append((link, document))
        else:
            whole.append(document)
    yield Fetched(url, tuple(whole), got.validators)
    for link, summary in parts:
        yield _article(link, summary, allow_private, seen.get(link))


def _article(link: str, summary: Received, allow_private: bool, seen: Validators | None) -> Fetched:
    """The article of an entry, known by what the feed says of it, or the feed's summary."""
    about = About(summary.published, summary.title, summary.outlet)
    try:
        fetched = fetch_url(link, about=about, allow_private=allow_private, seen=seen)
        if fetched.unchanged:
            return fetched
        if len(fetched.documents) != 1:
            raise FetchError(f"{shown(link)} is no article")
        (article,) = fetched.documents
        if isinstance(article, DatelineError):
            raise article
    except DatelineError as error:
        note = f"{summary.name} is kept as the feed sums it up, for its page was not taken: {error}"
        return Fetched(link, (replace(summary, note=note),))
    article = replace(
        article,
        id=summary.id,
        title=summary.title or article.title,
        outlet=summary.outlet or article.outlet,
        author=summary.author or article.author,
        published=summary.published or article.published,
        published_from=summary.published_from or article.published_from,
    )
    return replace(fetched, documents=(article,))


def _documents(url: str, got: Download, data: bytes, about: About) -> Iterator[Received | DatelineError]:
    from dateline.intake.contents import parts_in

    found = Found(url, shown(url), got.url, len(data))
    try:
        for part in parts_in(BytesIO(data), found, lambda _: None, got.content_type, url):
            yield part if isinstance(part, DatelineError) else dress(part, found, about)
    except DatelineError as error:
        yield error
