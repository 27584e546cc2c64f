"""Made-up reports and incidents for tests of the page: everything in them is invented.

A few are written out by hand, so that a test can name them; the rest is made by a seeded generator.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]

TOWNS = [
    ("Kramatorsk", 48.723, 37.556, 157000),
    ("Sloviansk", 48.853, 37.606, 111000),
    ("Bakhmut", 48.594, 38.000, 77000),
    ("Soledar", 48.683, 38.093, 11000),
    ("Chasiv Yar", 48.587, 37.834, 14000),
    ("Toretsk", 48.398, 37.847, 34000),
    ("Avdiivka", 48.139, 37.748, 35000),
    ("Donetsk", 48.003, 37.805, 950000),
    ("Lyman", 48.985, 37.811, 22000),
    ("Siversk", 48.866, 38.100, 12000),
    ("Izium", 49.210, 37.249, 50000),
    ("Kupiansk", 49.710, 37.615, 28000),
    ("Kharkiv", 49.993, 36.231, 1430000),
    ("Sievierodonetsk", 48.948, 38.491, 106000),
    ("Pokrovsk", 48.282, 37.176, 65000),
    ("Vuhledar", 47.779, 37.249, 15000),
    ("Zaporizhzhia", 47.838, 35.139, 750000),
    ("Orikhiv", 47.567, 35.786, 15000),
]
_OUTLETS = ("Reuters", "AFP", "Donbas Today", "Front Monitor", "London Courier", "Moscow Wire")
_SPEAKERS = ("the regional governor", "a police spokesman", "residents", "the General Staff", "a medic")
_KINDS = ("shelling", "airstrike", "clash", "advance", "bombing", "displace", "destroy")
_VERBS = {
    "shelling": "shelled",
    "airstrike": "bombed",
    "clash": "fought over",
    "advance": "pushed toward",
    "bombing": "blew up a bridge in",
    "displace": "drove families out of",
    "destroy": "damaged a school in",
}


def span(text: str, words: str, after: str = "") -> Json:
    """The first place of `words` in the text, from `after` on."""
    start = text.index(words, text.index(after) if after else 0)
    return {"start": start, "end": start + len(words), "text": words}


@dataclass
class Made:
    """All that the stub serves: documents, claims and incidents by their ids."""

    documents: dict[str, Json] = field(default_factory=dict)
    claims: dict[str, Json] = field(default_factory=dict)
    incidents: dict[str, Json] = field(default_factory=dict)

    def document(self, id: str, text: str, **known: Any) -> None:
        self.documents[id] = {
            "id": id,
            "name": id,
            "title": None,
            "outlet": None,
            "url": None,
            "published": None,
            "version": 1,
            "latest": True,
            "text": text,
            "media_type": "text/plain",
            "origin": f"{id}.txt",
            "published_from": "given",
            "retrieved_at": "2023-02-03T09:00:00+00:00",
            "text_sha256": "a" * 64,
            "raw_sha256": "b" * 64,
        } | known

    def claim(self, id: str, document: str, kind: str, trigger: str, after: str = "", **fields: Any) -> None:
        """A claim of a document; a field's words become spans of its text."""
        text = self.documents[document]["text"]

        def named(words: list[str] | None) -> list[Json]:
            given = [each if isinstance(each, tuple) else (each, each) for each in words or []]
            return [span(text, said, after) | {"name": name, "id": None} for said, name in given]

        place = fields.get("place")
        when = fields.get("when")
        doubt, denial = fields.get("doubt"), fields.get("denied_by")
        claim: Json = {
            "id": id,
            "kind": kind,
            "trigger": span(text, trigger, after),
            "agents": named(fields.get("who")),
            "targets": named(fields.get("whom")),
            "place": place and span(text, place, after) | located(fields.get("meant", place)),
            "when": when and {"start": when[1], "end": when[2], "value": when[1], "evidence": span(text, when[0])},
            "counts": [
                span(text, said, after) | {"of": of, "low": low, "high": high}
                for said, of, low, high in fields.get("counts", [])
            ],
            "said_by": named(fields.get("says")),
            "certainty": doubt[1] if doubt else "stated",
            "certainty_evidence": doubt and span(text, doubt[0], after),
            "negated": bool(denial),
            "negation_evidence": denial and span(text, denial, after),
            "passage": "body",
            "codes": None,
        }
        self.claims[id] = {"id": id, "claim": claim, "document": document, "incident": None, "stance": "for"}
        if denial:
            self.claims[id]["stance"] = "against"

    def incident(self, id: str, kind: str, origins: dict[str, list[str]], verdict: str, **known: Any) -> None:
        claims = [claim for ids in origins.values() for claim in ids]
        for claim in claims:
            self.claims[claim]["incident"] = id
        first = self.claims[claims[0]]["claim"]
        self.incidents[id] = {
            "id": id,
            "kind": kind,
            "verdict": verdict,
            "place": known.get("place") or located(first["place"]["name"]),
            "when": known.get("when"),
            "agents": [{"name": name} for name in known.get("who", [])],
            "targets": [{"name": name} for name in known.get("whom", [])],
            "claims": claims,
            "origins": [{"name": name, "claims": ids} for name, ids in origins.items()],
            "independent": len(origins),
            "figures": [
                {"of": of, "low": low, "high": high, "origin": origin, "as_of": as_of, "who": None, "claims": []}
                for origin, of, low, high, as_of in known.get("figures", [])
            ],
        }


def located(name: str) -> Json:
    """The town of that name as a place, or the bare name."""
    for town, lat, lon, people in TOWNS:
        if town == name:
            km = 6.0 if people > 100000 else 2.0
            return {"name": town, "lat": lat, "lon": lon, "country": "UA", "id": f"t:{town}", "precision_km": km}
    return {"name": name, "lat": None, "lon": None, "country": None, "id": None, "precision_km": None}


def made(extra: int = 240) -> Made:
    """The written-out incidents and `extra` generated ones."""
    all_of_it = Made()
    _apartment_block(all_of_it)
    _denied_capture(all_of_it)
    _signs_and_scripts(all_of_it)
    _hostile(all_of_it)
    for number, day in _days(extra):
        _generated(all_of_it, number, day)
    return all_of_it


def _apartment_block(made: Made) -> None:
    made.document(
        "reuters-0126",
        "KRAMATORSK, Ukraine, Jan 26 (Reuters) - A Russian missile destroyed an apartment block in Kramatorsk late on "
        "Thursday, killing at least three people and wounding 20, the regional governor said.\n\n"
        "Governor Anton Halushko said that rescuers were digging through the rubble for survivors.\n\n"
        + "Trams stood still in the centre. Shops had closed early and the power was off in four districts.\n\n" * 14
        + "Two more bodies were found in the stairwell on Friday, Halushko told Reuters, bringing the dead to five.\n",
        title="Missile hits apartment block in Kramatorsk",
        outlet="Reuters",
        url="https://news.example/reuters/0126",
        published="2023-01-26",
    )
    made.document(
        "courier-0127",
        "A Russian missile destroyed an apartment block in the city of Kramatorsk late on Thursday, killing at least "
        "three people and wounding 20, the regional governor said.\n",
        title="Rescuers dig through rubble",
        outlet="London Courier",
        url="https://courier.example/1",
        published="2023-01-27",
    )
    made.document(
        "moscow-0127",
        "The Defence Ministry said on Friday that a strike on Kramatorsk had killed 40 soldiers in their barracks.\n",
        title="Barracks hit, ministry says",
        outlet="Moscow Wire",
        published="2023-01-27",
    )
    made.document(
        "afp-0127",
        "An AFP reporter saw five bodies laid out in the courtyard after the missile fell on the block in Kramatorsk.\n",
        title="Five bodies in courtyard",
        outlet="AFP",
        published="2023-01-27",
    )
    where = {"place": "Kramatorsk", "when": ("Thursday", "2023-01-26", "2023-01-26")}
    governor = {"says": [("the regional governor", "Anton Halushko")]}
    for letter, document in (("a", "reuters-0126"), ("b", "courier-0127")):
        after = "A Russian"
        who = {"who": [("A Russian", "Russia")]}
        made.claim(
            f"c-{letter}1",
            document,
            "destroy",
            "destroyed",
            after,
            whom=["an apartment block"],
            **who,
            **where,
            **governor,
        )
        made.claim(
            f"c-{letter}2",
            document,
            "kill",
            "killing",
            after,
            whom=[("at least three people", "people")],
            counts=[("at least three", "killed", 3, None)],
            **who,
            **where,
            **governor,
        )
    made.claim(
        "c-a3",
        "reuters-0126",
        "kill",
        "bodies",
        whom=[("Two more", "people")],
        counts=[("five", "killed", 5, 5)],
        says=[("Halushko", "Anton Halushko"), ("Reuters", "Reuters")],
        after="Two more",
    )
    made.claim(
        "c-c1",
        "moscow-0127",
        "kill",
        "killed",
        place="Kramatorsk",
        whom=["40 soldiers"],
        counts=[("40", "killed", 40, 40)],
        says=[("The Defence Ministry", "Russian Ministry of Defence")],
    )
    made.claim("c-d1", "afp-0127", "kill", "bodies", place="Kramatorsk", counts=[("five", "killed", 5, 5)])
    made.incident(
        "i-block",
        "shelling",
        {
            "Anton Halushko": ["c-a1", "c-a2", "c-a3", "c-b1", "c-b2"],
            "Russian Ministry of Defence": ["c-c1"],
            "AFP": ["c-d1"],
        },
        "contested",
        when={"start": "2023-01-26", "end": "2023-01-26"},
        who=["Russia"],
        whom=["an apartment block", "people"],
        figures=[
            ("Anton Halushko", "killed", 5, 5, "2023-01-27"),
            ("AFP", "killed", 5, 5, "2023-01-27"),
            ("Russian Ministry of Defence", "killed", 40, 40, "2023-01-27"),
            ("Anton Halushko", "injured", 20, None, "2023-01-26"),
        ],
    )
    made.incidents["i-block"]["copies"] = {"courier-0127": "reuters-0126"}


def _denied_capture(made: Made) -> None:
    made.document(
        "digest-0125",
        "Wagner fighters have reportedly taken Soledar, a Telegram channel wrote on Wednesday.\n\n"
        "The General Staff denied that Soledar had fallen.\n",
        title="Digest of channels",
        outlet="Front Monitor",
        published="2023-01-25",
    )
    made.claim(
        "c-e1",
        "digest-0125",
        "capture",
        "taken",
        who=[("Wagner fighters", "Wagner Group")],
        place="Soledar",
        when=("Wednesday", "2023-01-25", "2023-01-25"),
        says=["a Telegram channel"],
        doubt=("reportedly", "alleged"),
    )
    made.claim(
        "c-e2",
        "digest-0125",
        "capture",
        "fallen",
        after="The General",
        place="Soledar",
        says=["The General Staff"],
        denied_by="denied",
    )
    made.incident(
        "i-soledar",
        "capture",
        {"a Telegram channel": ["c-e1"], "General Staff": ["c-e2"]},
        "contested",
        when={"start": "2023-01-25", "end": "2023-01-25"},
        who=["Wagner Group"],
    )


def _signs_and_scripts(made: Made) -> None:
    """Characters beyond the first plane, combining marks and a sign that turns the direction of writing."""
    made.document(
        "channel-0128",
        "🔥🔥 Ca\u0301rdenas’ men 𝔣ought near Chasiv Yar 💥 on Saturday, José\u202e Martí\u0301 wrote; 12 fell 🕯.\n",
        title="Posts 🔥 of the day",
        outlet="Channel",
        published="2023-01-28",
    )
    made.claim(
        "c-f1",
        "channel-0128",
        "clash",
        "𝔣ought",
        who=[("Ca\u0301rdenas’ men", "Cárdenas’ men")],
        place="Chasiv Yar",
        when=("Saturday", "2023-01-28", "2023-01-28"),
        counts=[("12", "killed", 12, 12)],
        says=["José\u202e Martí\u0301"],
    )
    made.incident(
        "i-signs",
        "clash",
        {"José\u202e Martí\u0301": ["c-f1"]},
        "single-source",
        when={"start": "2023-01-28", "end": "2023-01-28"},
        who=["Cárdenas’ men"],
    )


def _hostile(made: Made) -> None:
    script = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    made.document(
        "hostile-0129",
        f"{script} Rebels shelled <b>Toretsk</b> on Sunday, \u202eelbuort\u202c said an officer.\n"
        '<a href="javascript:alert(3)">more</a> "><svg onload=alert(4)>\n',
        title=script,
        outlet='"><script>fetch("https://evil.example/")</script>',
        url="javascript:alert(5)",
        published="2023-01-29",
    )
    made.claim(
        "c-g1",
        "hostile-0129",
        "shelling",
        "shelled",
        who=[("Rebels", "<i>Rebels</i>")],
        place="Toretsk",
        when=("Sunday", "2023-01-29", "2023-01-29"),
        says=[("an officer", "</script><script>alert(6)</script>")],
    )
    made.incident(
        "i-hostile",
        "shelling",
        {"</script><script>alert(6)</script>": ["c-g1"]},
        "single-source",
        when={"start": "2023-01-29", "end": "2023-01-29"},
        who=["<i>Rebels</i>"],
    )


def _days(extra: int) -> Iterator[tuple[int, date]]:
    chance = random.Random(7)
    for number in range(extra):
        yield number, date(2023, 1, 1) + timedelta(days=int(chance.triangular(0, 33, 24)))


def _generated(made: Made, number: int, day: date) -> None:
    chance = random.Random(number)
    kind = chance.choice(_KINDS)
    town = chance.choice(TOWNS)[0]
    who = chance.choice(("Russian forces", "Ukrainian forces"))
    of = {"displace": "displaced", "destroy": "places"}.get(kind, "killed")
    origins: dict[str, list[str]] = {}
    figures = []
    reports = chance.choice((1, 1, 1, 2, 3))
    same = chance.random() < 0.6
    toll = chance.randint(1, 12)
    for copy in range(reports):
        speaker = chance.choice(_SPEAKERS)
        outlet = chance.choice(_OUTLETS)
        figure = toll if same else chance.randint(1, 30)
        id = f"d{number}-{copy}"
        text = (
            f"{who} {_VERBS[kind]} {town} on {day:%A}, {speaker} said.\n\n"
            f"There were {figure} dead or hurt, according to the first word from the place.\n"
        )
        made.document(id, text, title=f"{town}: {kind}", outlet=outlet, published=day.isoformat())
        iso = day.isoformat()
        trigger = _VERBS[kind].split()[0]
        made.claim(
            f"g{number}-{copy}",
            id,
            kind,
            trigger,
            who=[who],
            place=town,
            when=(f"{day:%A}", iso, iso),
            says=[speaker],
            counts=[(str(figure), of, figure, figure)],
        )
        origins.setdefault(speaker, []).append(f"g{number}-{copy}")
        figures.append((speaker, of, figure, figure, iso))
    verdict = "single-source" if len(origins) == 1 else "corroborated" if same else "contested"
    when = {"start": day.isoformat(), "end": day.isoformat()}
    made.incident(f"g{number}", kind, origins, verdict, when=when, who=[who], figures=figures)
