"""A small library of invented reports with claims written out by hand: two strikes told by several, a capture, and a
report by somebody who wants to break the page."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from dateline.intake.received import Received
from dateline.library.store import Library
from dateline.model import Claim, Count, Document, Mention, Place, Reading, Source, Span, When
from dateline.weighing.keeping import weigh

MONDAY, FRIDAY = date(2019, 3, 11), date(2019, 3, 15)
KALMIR = {"name": "Kalmir", "lat": 43.1, "lon": 18.2, "country": "BA", "id": "made:kalmir", "precision_km": 2.0}
BELGAT = {"name": "Belgat", "lat": 44.4, "lon": 17.1, "country": "BA", "id": "made:belgat", "precision_km": 3.0}

MERIDIAN = "Government jets bombed Kalmir on Monday, killing 12 people, a doctor told Meridian."
COURIER = "Government jets struck Kalmir on Monday. The health ministry said 14 people were killed."
POST = "Rebels of the River Brigade seized Belgat on Friday, residents said."
HOSTILE = (
    "<script>alert('text')</script> Gunmen \u202eshelled\u202c Belgat on Friday, <img src=x onerror=alert(2)> said. 😀 "
    "{{ 7*7 }} </textarea>"
)
HOSTILE_TITLE = "\"><script>alert('title')</script>\u202eelttit"
HOSTILE_OUTLET = "<b onmouseover=alert(3)>Evil & Sons</b>"
HOSTILE_URL = "javascript:alert(document.domain)"


def span(text: str, words: str) -> dict[str, Any]:
    """The first place of the words in a text."""
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def _when(text: str, words: str, day: date) -> When:
    return When(start=day, end=day, value=day.isoformat(), evidence=Span(**span(text, words)))


def _strike(text: str, verb: str, toll: str, speaker: str) -> list[dict[str, Any]]:
    jets = {"name": "government jets", "kind": "state forces", "side": "BA"}
    place = Place(**span(text, "Kalmir"), **KALMIR)
    when = _when(text, "Monday", MONDAY)
    figure = Count(**span(text, toll), of="killed", low=int(toll), high=int(toll))
    killed = "killing" if "killing" in text else "killed"
    said_by = [Source(**span(text, speaker), name=speaker)]
    return [
        {
            "kind": "airstrike",
            "trigger": span(text, verb),
            "agents": [Mention(**span(text, "Government jets"), **jets)],
            "place": place,
            "when": when,
            "said_by": said_by if speaker == "a doctor" else [],
        },
        {
            "kind": "kill",
            "trigger": span(text, killed),
            "targets": [Mention(**span(text, f"{toll} people"), name=f"{toll} people", kind="civilians")],
            "counts": [figure],
            "place": place,
            "when": when,
            "said_by": said_by,
        },
    ]


def _stories() -> list[tuple[Received, list[dict[str, Any]]]]:
    seized = {
        "kind": "capture",
        "trigger": span(POST, "seized"),
        "agents": [Mention(**span(POST, "River Brigade"), name="River Brigade", kind="militia")],
        "place": Place(**span(POST, "Belgat"), **BELGAT),
        "when": _when(POST, "Friday", FRIDAY),
        "said_by": [Source(**span(POST, "residents"), name="residents")],
    }
    hostile = {
        "kind": "shelling",
        "trigger": span(HOSTILE, "shelled"),
        "agents": [Mention(**span(HOSTILE, "Gunmen"), name="<i>Gunmen</i>")],
        "place": Place(**span(HOSTILE, "Belgat"), **BELGAT),
        "when": _when(HOSTILE, "Friday", FRIDAY),
        "said_by": [Source(**span(HOSTILE, "<img src=x onerror=alert(2)>"), name="<img src=x onerror=alert(2)>")],
    }
    return [
        (_received("meridian", MERIDIAN, "Jets bomb Kalmir", "Meridian", "https://meridian.example/1"),
         _strike(MERIDIAN, "bombed", "12", "a doctor")),
        (_received("courier", COURIER, "Strike on Kalmir", "The Courier", "https://courier.example/kalmir"),
         _strike(COURIER, "struck", "14", "The health ministry")),
        (_received("post", POST, "Belgat falls", "Valley Post", "https://post.example/belgat"), [seized]),
        (_received("hostile", HOSTILE, HOSTILE_TITLE, HOSTILE_OUTLET, HOSTILE_URL), [hostile]),
    ]  # fmt: skip


def _received(id: str, text: str, title: str, outlet: str, url: str) -> Received:
    return Received(
        name=id,
        origin=f"/reports/{id}.txt",
        raw=text.encode(),
        media_type="text/plain",
        text=text,
        language="en",
        id=id,
        title=title,
        outlet=outlet,
        url=url,
        published=date(2019, 3, 16),
        published_from="given",
    )


def fill(library: Library) -> None:
    """Take the stories in, and weigh them."""
    for received, claims in _stories():
        sha256 = hashlib.sha256(received.text.encode()).hexdigest()
        read = tuple(Claim.model_validate(fields).with_id(sha256) for fields in claims)
        about = Document(title=received.title, outlet=received.outlet, url=received.url, published=received.published)
        library.add(received, Reading(id=received.id, document=about, text_sha256=sha256, claims=read), read_by="test")
    weigh(library)


def claim_in(library: Library, document: str, kind: str) -> str:
    """The id of the one claim of a kind in the report of an id."""
    stored = library.document(document)
    found = [each.id for each in library.claims_in(stored.record.id) if each.claim.kind.value == kind]
    assert len(found) == 1
    return found[0]
