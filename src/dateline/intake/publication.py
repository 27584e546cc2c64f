"""When was a web page published? Only what a page states as its day of publication is believed, and no day of its text.

A wrong day of publication would shift every "Monday" of the report, so a page that does not say is left without one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dateline.errors import DateError
from dateline.intake.dates import parse_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Names under which pages give the day in their head: Open Graph, schema.org, Dublin Core, Parse.ly, Sailthru and others.
# fmt: off
_NAMES = frozenset({
    "article:published_time", "article:published", "og:published_time", "og:article:published_time",
    "datepublished", "dc.date.issued", "dcterms.issued", "dc.issued", "dc.date", "dcterms.date",
    "dcterms.created", "dc.date.created", "dc.created", "citation_publication_date", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publicationdate",
    "publication_date", "published_time", "datecreated", "cxenseparse:recs:publishtime", "date",
})
# fmt: on
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=[/\-_.?#]|$)")
_ARTICLE = re.compile(r"Article|Report|Posting|WebPage|CreativeWork|LiveBlog", re.I)
_DEEPEST = 50
_LONGEST = 100  # characters of a day with its time


def day_of_page(tree: HtmlElement, url: str | None) -> tuple[date, str] | None:
    """The day on which a page says that it was published, as it writes it, and how that is known; None without one.

    Believed are, in this order: schema.org's datePublished in JSON-LD, the page's meta elements, elements marked as
    datePublished and the times of the article where all give one day ("page metadata"), and a day in the page's
    address ("page address").
    """
    for days in (_linked_data(tree), _meta(tree), _marked(tree)):
        for day in days:
            return day, "page metadata"
    day_of_address = _address(url)
    return (day_of_address, "page address") if day_of_address else None


def believable(given: object) -> date | None:
    """The day that a field of metadata gives; None where it gives none, or one that lies in the future or before 1900."""
    if not isinstance(given, str) or len(given) > _LONGEST:
        return None
    try:
        day = parse_date(given)
    except DateError:
        return None
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)  # where it is tomorrow already, reports appear too
    return day if date(1900, 1, 1) <= day <= tomorrow else None


def _linked_data(tree: HtmlElement) -> Iterator[date]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            given = json.loads(script.text)
        except (ValueError, RecursionError):
            continue
        for thing in _things(given):
            if _ARTICLE.search(str(thing.get("@type"))) and (day := believable(thing.get("datePublished"))):
                yield day


def _things(given: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The objects of a graph that stand for the page: not those that an article mentions, quotes or lists."""
    if depth > _DEEPEST:
        return
    if isinstance(given, list):
        for member in given:
            yield from _things(member, depth + 1)
    elif isinstance(given, dict):
        yield given
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(given.get(key), depth + 1)


def _meta(tree: HtmlElement) -> Iterator[date]:
    for meta in tree.iter("meta"):
        names = {(meta.get(key) or "").lower() for key in ("name", "property", "itemprop")}
        if names & _NAMES and (day := believable(meta.get("content") or meta.get("datetime"))):
            yield day


def _marked(tree: HtmlElement) -> Iterator[date]:
    for element in tree.xpath("//*[@itemprop='datePublished' or (self::time and @pubdate)]"):
        if day := believable(element.get("datetime") or element.get("content") or element.text_content()):
            yield day
    articles = tree.xpath("//article[not(ancestor::article)] | //main[not(.//article)]")
    if len(articles) == 1:
        days = {believable(time.get("datetime")) for time in articles[0].iter("time")}
        if len(days) == 1 and (day := days.pop()):
            yield day


def _address(url: str | None) -> date | None:
    if url and (match := _IN_ADDRESS.search(url)):
        year, month, day = match.groups()
        return believable(f"{year}-{month:0>2}-{day:0>2}")
    return None
