"""Made reports of made events, with known duplicates: what `weigh.py` measures joining on, and a library of any size.

A world has towns with villages around them, sides that fight, and events: air strikes, shelling, bombings, attacks, clashes,
captures, abductions. Most events are told once, some by up to eight reports. A report tells of an event in words of its own:
another name for the actor, another spelling of the place or the town near by, a day later, a span of days or no day at all,
figures that were updated, left out or rounded. A fifth of the events have a lookalike: the same sort of act by the same side
in a neighbouring village on the same day, or in the same village two to six days later. One place in fifty is a hot spot, where a
fifth of all events happen. The same size and seed always give the same reports.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from dateline.coding import sentence_around
from dateline.intake.received import Received
from dateline.library.records import DocumentRecord, StoredClaim, claim_key
from dateline.library.store import document_id
from dateline.model import Claim, Count, Counted, Document, Kind, Mention, Place, Reading, Source, Span, When

_FIRST_DAY = date(2022, 1, 1)
_DAYS = 720
_EVENTS_A_PLACE = 12
_HOT, _HOT_SHARE = 0.02, 0.2
_LOOKALIKES = 0.2
_REPORTS = ((1, 0.55), (2, 0.2), (3, 0.12), (4, 0.07), (6, 0.04), (8, 0.02))

_SYLLABLES = [
    "ba",
    "da",
    "ka",
    "la",
    "ma",
    "na",
    "ra",
    "sa",
    "ta",
    "za",
    "bel",
    "dor",
    "gan",
    "hal",
    "jor",
    "kir",
    "lam",
    "mar",
    "nur",
    "pel",
    "qas",
    "rim",
    "sul",
    "tar",
    "var",
    "wad",
    "yar",
    "zor",
    "ash",
    "esh",
    "il",
    "or",
    "un",
]
_SIDES = (
    (
        "state",
        "Army of the Republic",
        ("the army", "government troops", "the Army of the Republic"),
        "state forces",
        "XA",
    ),
    ("guard", "National Guard", ("the National Guard", "guardsmen"), "state forces", "XA"),
    ("front", "Liberation Front", ("the Liberation Front", "the Front", "rebels"), "rebel group", "liberation-front"),
    ("league", "Northern League", ("the Northern League", "the League's men"), "rebel group", "northern-league"),
    ("brigade", "River Brigade", ("the River Brigade", "militiamen"), "militia", "river-brigade"),
)
_ACTS: dict[Kind, tuple[str, ...]] = {
    Kind.AIRSTRIKE: ("bombed", "struck from the air", "hit from the air"),
    Kind.SHELLING: ("shelled", "fired rockets at", "pounded with mortars"),
    Kind.BOMBING: ("blew up a car at", "detonated a bomb at", "set off a charge at"),
    Kind.ATTACK: ("attacked", "raided", "opened fire at", "stormed"),
    Kind.CLASH: ("fought for", "clashed at", "battled over"),
    Kind.CAPTURE: ("captured", "seized", "took", "overran"),
    Kind.ABDUCT: ("abducted three men at", "kidnapped three men from", "took away three men from"),
}
_VIOLENT = (Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.ATTACK)
_SITES = (
    "market",
    "school",
    "hospital",
    "checkpoint",
    "mosque",
    "bridge",
    "bakery",
    "station",
    "church",
    "mill",
    "prison",
    "well",
)
_VICTIMS = ("civilians", "soldiers", "children", "farmers", "fighters", "traders")
_OUTLETS = (
    "Valley Post",
    "River Radio",
    "The Courier",
    "Agency One",
    "Northern Observer",
    "Daily Star",
    "Relief Desk",
    "Front Watch",
)
_SPEAKERS = (
    "a doctor",
    "a resident",
    "the governor",
    "a military spokesman",
    "the health office",
    "an aid worker",
    "witnesses",
)
_EXTRAS = (
    "Ambulances were seen on the road until late.",
    "Schools in the area stayed shut for a second day.",
    "The price of bread has doubled since the spring.",
    "Nobody answered calls to the ministry.",
    "Shopkeepers swept glass from the pavement.",
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the world; `town` is the one that it lies near."""

    id: str
    name: str
    lat: float
    lon: float
    km: float
    town: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What happened."""

    number: int
    kind: Kind
    spot: Spot
    day: date
    by: int
    site: str
    victims: str
    killed: int
    injured: int


@dataclass(frozen=True, slots=True)
class Made:
    """A report with its reading; `events` holds the number of the event that each claim tells of."""

    received: Received
    reading: Reading
    events: tuple[int, ...]

    def stored(self) -> list[StoredClaim]:
        """The claims as a library gives them."""
        got = self.received
        key = document_id(got)
        about = DocumentRecord(key, got.id, got.title, got.outlet, got.url, got.published)
        return [
            StoredClaim(
                claim_key(key, c.id), c, about, sentence_around(got.text, c.trigger.start, c.trigger.end).strip()
            )
            for c in self.reading.claims
        ]


@dataclass(slots=True)
class _Text:
    """A text that grows, and where its parts stand."""

    text: str = ""
    claims: list[dict[str, Any]] = field(default_factory=list)

    def put(self, words: str) -> dict[str, Any]:
        start = len(self.text)
        self.text += words
        return {"start": start, "end": len(self.text), "text": words}


def reports(claims: int, *, seed: int = 1) -> Iterator[Made]:
    """Reports that hold at least so many claims in all, in the order of their days of publication within each event."""
    rng = random.Random(f"{seed} {claims}")
    world = _world(rng, max(8, claims // (3 * _EVENTS_A_PLACE)))
    made = 0
    for event in _events(rng, world):
        for n in range(rng.choices([k for k, _ in _REPORTS], [share for _, share in _REPORTS])[0]):
            report = _report(rng, event, world, n)
            made += len(report.events)
            yield report
        if made >= claims:
            return


def _world(rng: random.Random, size: int) -> list[Spot]:
    spots: list[Spot] = []
    while len(spots) < size:
        lat, lon = rng.uniform(10, 40), rng.uniform(10, 50)
        town = Spot(f"made:{len(spots)}", _name(rng), round(lat, 4), round(lon, 4), 6.5)
        spots.append(town)
        for _ in range(rng.randint(3, 8)):
            near = (round(lat + rng.uniform(-0.2, 0.2), 4), round(lon + rng.uniform(-0.2, 0.2), 4))
            spots.append(Spot(f"made:{len(spots)}", _name(rng), *near, rng.choice((1.5, 2.0, 3.0)), town.name))
    return spots


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4))).capitalize()


def _events(rng: random.Random, world: Sequence[Spot]) -> Iterator[Event]:
    hot = rng.sample(world, max(1, round(len(world) * _HOT)))
    number = 0
    while True:
        spot = rng.choice(hot) if rng.random() < _HOT_SHARE else rng.choice(world)
        event = Event(
            number=number,
            kind=rng.choices(list(_ACTS), (5, 6, 3, 5, 4, 2, 2))[0],
            spot=spot,
            day=_FIRST_DAY + timedelta(rng.randrange(_DAYS)),
            by=rng.randrange(len(_SIDES)),
            site=rng.choice(_SITES),
            victims=rng.choice(_VICTIMS),
            killed=_toll(rng),
            injured=_toll(rng),
        )
        if event.kind is Kind.ABDUCT:
            event = replace(event, killed=0, injured=0)
        yield event
        number += 1
        if rng.random() < _LOOKALIKES:
            yield _lookalike(rng, event, world, number)
            number += 1


def _toll(rng: random.Random) -> int:
    return 0 if rng.random() < 0.25 else min(400, max(1, round(rng.lognormvariate(1.6, 1.0))))


def _lookalike(rng: random.Random, event: Event, world: Sequence[Spot], number: int) -> Event:
    """The same sort of act by the same side: next door on the day, or here some days later."""
    new = replace(event, number=number, site=rng.choice(_SITES))
    if event.kind is not Kind.ABDUCT:
        new = replace(new, killed=_toll(rng), injured=_toll(rng))
    at = world.index(event.spot) if len(world) < 200 else int(event.spot.id.removeprefix("made:"))
    next_door = [s for s in world[max(0, at - 8) : at + 9] if s.town and s.town == event.spot.town and s != event.spot]
    if next_door and rng.random() < 0.5:
        return replace(new, spot=rng.choice(next_door))
    return replace(new, day=event.day + timedelta(rng.randint(2, 6)))


def _report(rng: random.Random, event: Event, world: Sequence[Spot], n: int) -> Made:
    published = event.day + timedelta(rng.choices((0, 1, 2), (3, 5, 2))[0])
    text = _Text()
    if rng.random() < 0.3:
        text.put(rng.choice(_EXTRAS) + " ")
    _act(rng, text, event, published)
    _tolls(rng, text, event)
    if rng.random() < 0.5:
        text.put(rng.choice(_EXTRAS))
    text.text = text.text.strip()
    sha256 = hashlib.sha256(text.text.encode()).hexdigest()
    claims = tuple(Claim.model_validate(fields).with_id(sha256) for fields in text.claims)
    outlet = rng.choice(_OUTLETS)
    id = f"{event.number:06}-{n}"
    received = Received(
        name=id,
        origin=f"made/{id}",
        raw=f"{id}\n{text.text}".encode(),
        media_type="text/plain",
        text=text.text,
        language="en",
        id=id,
        title=f"{event.kind.value.capitalize()} in {event.spot.name}",
        outlet=outlet,
        published=published,
        published_from="given",
    )
    about = Document(title=received.title, outlet=outlet, published=published)
    reading = Reading(id=id, document=about, text_sha256=sha256, claims=claims)
    return Made(received, reading, (event.number,) * len(claims))


def _act(rng: random.Random, text: _Text, event: Event, published: date) -> None:
    vague = event.kind in _VIOLENT and rng.random() < 0.08  # "attacked", for whatever was done
    fields: dict[str, Any] = {"kind": Kind.ATTACK if vague else event.kind}
    side = _SIDES[event.by]
    if rng.random() < 0.85:
        called = rng.choice(side[2])
        known = called[0] != called[0].lower() or called.startswith("the ")
        named = {"name": side[1], "id": side[0], "kind": side[3], "side": side[4]}
        fields["agents"] = [
            Mention(**text.put(_capital(called)), **(named if known else {"name": called, "kind": side[3]}))
        ]
    else:
        text.put("Armed men")
    text.put(" ")
    fields["trigger"] = Span(**text.put(rng.choice(_ACTS[event.kind])))
    text.put(" ")
    if event.kind not in (Kind.CAPTURE, Kind.CLASH) and rng.random() < 0.8:
        site = text.put(f"a {event.site}")
        fields["targets"] = [Mention(**site, name=event.site)]
        text.put(" in ")
    fields["place"] = _place(rng, text, event)
    fields["when"] = _when(rng, text, event, published)
    if rng.random() < 0.7:
        text.put(", ")
        speaker = rng.choice(_SPEAKERS)
        fields["said_by"] = [Source(**text.put(speaker), name=speaker)]
        text.put(" said")
    text.put(". ")
    text.claims.append(fields)


def _place(rng: random.Random, text: _Text, event: Event) -> Place | None:
    spot, how = event.spot, rng.random()
    known = {
        "name": spot.name,
        "lat": spot.lat,
        "lon": spot.lon,
        "country": "XA",
        "id": spot.id,
        "precision_km": spot.km,
    }
    if how < 0.08:  # a spelling that the gazetteer does not know
        spelt = _respelt(rng, spot.name)
        return Place(**text.put(spelt), name=spelt)
    if how < 0.11:  # nothing but "the village"
        return Place(**text.put("the village"), name="village")
    if how < 0.4 and spot.town:
        part = text.put(f"the village of {spot.name}")
        text.put(f" near {spot.town}")
        return Place(**part, **known)
    return Place(**text.put(spot.name), **known)


def _respelt(rng: random.Random, name: str) -> str:
    swaps = [("k", "q"), ("a", "e"), ("u", "o"), ("i", "e"), ("w", "v"), ("sh", "ch"), ("z", "s")]
    old, new = rng.choice(swaps)
    return name[0] + name[1:].replace(old, new)


def _when(rng: random.Random, text: _Text, event: Event, published: date) -> When | None:
    how, day = rng.random(), event.day
    if how < 0.12:
        return None
    text.put(" ")
    if how < 0.18:
        start = day - timedelta(rng.randint(0, 2))
        end = min(start + timedelta(3), max(published, day))
        return When(start=start, end=end, value="P3D", evidence=Span(**text.put("in recent days")))
    if how < 0.2:
        day = day + timedelta(rng.choice((-1, 1)))
    words = "on " + day.strftime("%A") if rng.random() < 0.7 else f"on {day.day} {day.strftime('%B')}"
    return When(start=day, end=day, value=day.isoformat(), evidence=Span(**text.put(words)))


def _tolls(rng: random.Random, text: _Text, event: Event) -> None:
    drift = rng.choices((0, 1, 2), (7, 2, 1))[0]  # how often the toll was updated
    for kind, of, toll, verb in (
        (Kind.KILL, Counted.KILLED, event.killed, "killed"),
        (Kind.INJURE, Counted.INJURED, event.injured, rng.choice(("wounded", "injured", "hurt"))),
    ):
        if not toll or rng.random() < 0.2:
            continue
        figure = toll + sum(rng.randint(0, max(1, toll // 4)) for _ in range(drift))
        at_least = rng.random() < 0.2
        words = f"{'at least ' if at_least else ''}{figure}"
        start = len(text.text)
        number = text.put(_capital(words))
        victims = event.victims if rng.random() < 0.6 else "people"
        text.put(f" {victims} were ")
        whom = {"start": start, "end": len(text.text) - 6, "text": text.text[start : len(text.text) - 6]}
        fields = {
            "kind": kind,
            "trigger": Span(**text.put(verb)),
            "targets": [
                Mention(**whom, name=whom["text"], kind="state forces" if victims == "soldiers" else "civilians")
            ],
            "counts": [Count(**number, of=of, low=figure, high=None if at_least else figure)],
        }
        text.put(". ")
        text.claims.append(fields)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
