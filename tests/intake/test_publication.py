"""A page's day of publication is what the page states, and never a day of its text or a guess."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from lxml import html

from dateline.intake.publication import believable, day_of_page

DAY = (date(2016, 10, 31), "page metadata")


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    "page",
    [
        linked('{"@type": "NewsArticle", "datePublished": "2016-10-31T08:00:00Z", "dateModified": "2017-01-01"}'),
        linked('[{"@type": "Person"}, {"@type": ["NewsArticle", "X"], "datePublished": "2016-10-31"}]'),
        linked('{"@graph": [{"@type": "WebPage", "datePublished": "2016-10-31T00:30:00+03:00"}]}'),
        linked("{broken") + '<meta name="dc.date.issued" content="31 October 2016">',
        '<meta property="article:published_time" content="2016-10-31T08:00:00Z">',
        '<meta name="DC.date.issued" content="2016-10-31">',
        '<meta itemprop="datePublished" content="October 31, 2016">',
        '<span itemprop="datePublished">31 Oct 2016</span>',
        '<time pubdate datetime="2016-10-31">yesterday</time>',
        '<article><time datetime="2016-10-31">x</time><time datetime="2016-10-31T10:00">y</time></article>',
    ],
)
def test_what_a_page_states_is_believed(page: str) -> None:
    assert day_of_page(html.document_fromstring(f"<html><body>{page}</body></html>"), None) == DAY


@pytest.mark.parametrize(
    "page",
    [
        "<p>Published on 31 October 2016.</p>",
        '<meta property="article:modified_time" content="2016-10-31">',
        '<meta name="date" content="31/10/2016">',
        '<meta name="date" content="10/11/2016">',
        '<meta name="date" content="2016-13-31">',
        '<meta name="date" content="2999-10-31">',
        '<meta name="copyright" content="2016">',
        linked('{"@type": "NewsArticle", "comment": [{"@type": "Article", "datePublished": "2016-10-31"}]}'),
        linked('{"@type": "Person", "datePublished": "2016-10-31"}'),
        linked("[" * 50_000),
        '<article><time datetime="2016-10-31">x</time><time datetime="2016-11-02">updated</time></article>',
        '<article><time datetime="2016-10-31">x</time></article><article><time datetime="2016-10-31"></article>',
        '<aside><time datetime="2016-10-31">x</time></aside>',
    ],
)
def test_what_could_be_another_day_is_not(page: str) -> None:
    assert day_of_page(html.document_fromstring(f"<html><body>{page}</body></html>"), None) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2016/10/31/army-takes-kalmir", date(2016, 10, 31)),
        ("https://a.example/world/2016-10-31-army", date(2016, 10, 31)),
        ("https://a.example/2016/10/army", None),
        ("https://a.example/2016/10/311", None),
        ("https://a.example/2016/31/10/", None),
        ("https://a.example/20161031", None),
        (None, None),
    ],
)
def test_a_day_in_the_address_is_believed_where_it_is_one(url: str | None, day: date | None) -> None:
    found = day_of_page(html.document_fromstring("<html><body>x</body></html>"), url)
    assert found == ((day, "page address") if day else None)


def test_what_the_page_states_counts_for_more_than_its_address() -> None:
    page = html.document_fromstring('<html><meta name="pubdate" content="2016-10-31"></html>')
    assert day_of_page(page, "https://a.example/2016/11/01/x") == DAY


def test_tomorrow_is_believed_for_it_is_tomorrow_somewhere_and_later_days_are_not() -> None:
    today = datetime.now(UTC).date()
    assert believable(str(today + timedelta(days=1)))
    assert believable(str(today + timedelta(days=3))) is None
    assert believable(20161031) is None
    assert believable("1" * 1_000_000) is None
