"""A small server that answers as the desk does, over made-up data in memory: the page's tests run against it.

Run it by hand to look at the page: python -m tests.desk.stub
"""

from __future__ import annotations

import asyncio
import gzip
import itertools
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from tests.desk.made import TOWNS, Json, Made, located, made

import dateline

STATIC = Path(dateline.__file__).parent / "desk" / "static"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src blob: 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
VERDICTS = ("single-source", "corroborated", "contested")
_BORDERS = Path(dateline.__file__).parent / "desk" / "data" / "borders.geojson.gz"


class Desk:
    """The data, and what people decided about it."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self.make = make
        self.begin_anew()

    def begin_anew(self) -> None:
        """The data as made, and nothing decided."""
        self.data = self.make()
        self.judgements: list[Json] = []
        self.numbers = itertools.count(1)
        self.revision = 1
        self.held: set[str] = set()  # what begins so is not answered until it is taken out

    def judged(self, incident: Json) -> str | None:
        """accepted, rejected or mixed: what people said of the incident and its claims."""
        about = {incident["id"], *incident["claims"]}
        said = {
            each["action"]
            for each in self.judgements
            if each["action"] in ("accept", "reject") and not each["undone_at"] and each["id_of"] in about
        }
        return "mixed" if len(said) > 1 else {"accept": "accepted", "reject": "rejected"}.get(next(iter(said), ""))

    def wanted(self, request: Request, *, dates: bool = True) -> list[Json]:
        """The incidents that the request's filter asks for, the latest first."""
        given = request.query_params
        claims = self.data.claims

        def of(incident: Json, pick: Callable[[Json], list[str]]) -> list[str]:
            return [word for id in incident["claims"] for word in pick(claims[id])]

        def holds(incident: Json) -> bool:
            when = incident["when"]
            checks = [
                not given.getlist("kind") or incident["kind"] in given.getlist("kind"),
                not given.getlist("verdict") or incident["verdict"] in given.getlist("verdict"),
                not given.getlist("certainty")
                or bool({*of(incident, lambda c: [c["claim"]["certainty"]])} & {*given.getlist("certainty")}),
                within(given.get("place"), [incident["place"]["name"]]),
                within(given.get("actor"), [each["name"] for each in incident["agents"] + incident["targets"]]),
                within(given.get("said_by"), of(incident, lambda c: [s["name"] for s in c["claim"]["said_by"]])),
                within(
                    given.get("outlet"), of(incident, lambda c: [self.data.documents[c["document"]]["outlet"] or ""])
                ),
                within(given.get("q"), of(incident, lambda c: [self.data.documents[c["document"]]["text"]])),
                "judged" not in given or (self.judged(incident) is not None) == (given["judged"] == "true"),
                incident["independent"] >= int(given.get("independent", 0)),
                not dates or "from" not in given or bool(when and when["end"] >= given["from"]),
                not dates or "to" not in given or bool(when and when["start"] <= given["to"]),
            ]
            if "bbox" in given:
                west, south, east, north = map(float, given["bbox"].split(","))
                lon, lat = incident["place"]["lon"], incident["place"]["lat"]
                checks.append(lon is not None and west <= lon <= east and south <= lat <= north)
            return all(checks)

        found = [incident for incident in self.data.incidents.values() if holds(incident)]
        sort = given.get("sort", "-day")
        if sort.endswith("day"):
            found.sort(key=lambda each: each["when"]["start"], reverse=sort == "-day")
        elif sort == "verdict":
            found.sort(key=lambda each: -VERDICTS.index(each["verdict"]))
        else:
            found.sort(key=lambda each: -each["independent"])
        return found

    def item(self, incident: Json) -> Json:
        """An incident as a line of the list."""
        outlets = {self.data.documents[self.data.claims[id]["document"]]["outlet"] for id in incident["claims"]}
        return {
            "id": incident["id"],
            "kind": incident["kind"],
            "verdict": incident["verdict"],
            "independent": incident["independent"],
            "place": incident["place"],
            "when": incident["when"],
            "agents": [each["name"] for each in incident["agents"]],
            "targets": [each["name"] for each in incident["targets"]],
            "claims": len(incident["claims"]),
            "outlets": len(outlets),
            "figures": incident["figures"][:3],
            "judged": self.judged(incident),
        }

    def about(self, id: str) -> list[Json]:
        """The judgements that touch a claim or an incident, the newest first."""
        return [each for each in reversed(self.judgements) if id in (each["id_of"], *each["claims"])]

    def document(self, id: str) -> Json:
        known = dict(self.data.documents[id])
        del known["text"]
        return known

    def claim(self, id: str) -> Json:
        made = self.data.claims[id]
        text: str = self.data.documents[made["document"]]["text"]
        at = made["claim"]["trigger"]["start"]
        start = max(text.rfind("\n", 0, at) + 1, text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0)
        end = min(each for each in (text.find(". ", at) + 1 or len(text), text.find("\n", at), len(text)) if each > 0)
        corrections = {
            each["field"]: each["value"]
            for each in self.judgements
            if each["action"] == "correct" and each["id_of"] == id and not each["undone_at"]
        }
        return {
            "id": id,
            "claim": made["claim"],
            "corrected": made["claim"] | corrections if corrections else None,
            "sentence": text[start:end],
            "document": self.document(made["document"]),
            "incident": made["incident"],
            "stance": made["stance"],
            "judged": self.judged({"id": id, "claims": []}),
            "disagreement": False,
            "judgements": self.about(id),
        }

    def incident(self, id: str) -> Json:
        incident = self.data.incidents[id]
        copies = incident.get("copies", {})
        of_claim = {claim: origin["name"] for origin in incident["origins"] for claim in origin["claims"]}
        return {key: value for key, value in incident.items() if key != "copies"} | {
            "claims": [self.claim(claim) | {"origin": of_claim.get(claim)} for claim in incident["claims"]],
            "tree": [
                {
                    "origin": origin["name"],
                    "independent": True,
                    "claims": [
                        {
                            "id": claim,
                            "chain": [source["name"] for source in self.data.claims[claim]["claim"]["said_by"]],
                            "outlet": self.data.documents[self.data.claims[claim]["document"]]["outlet"],
                            "document": self.data.claims[claim]["document"],
                            "copy_of": copies.get(self.data.claims[claim]["document"]),
                        }
                        for claim in origin["claims"]
                    ],
                }
                for origin in incident["origins"]
            ],
            "judged": self.judged(incident),
            "judgements": self.about(id),
        }

    def judge(self, by: str, given: Json) -> Json:
        known = self.data.claims if given["subject"] == "claim" else self.data.incidents
        if given["id"] not in known:
            raise HTTPException(404, f"there is no {given['subject']} {given['id']!r}")
        claims = given.get("claims") or ([given["id"]] if given["subject"] == "claim" else known[given["id"]]["claims"])
        number = next(self.numbers)
        content = {key: given[key] for key in ("field", "value", "incidents", "claims") if key in given}
        judgement = {
            "id": f"j{number}",
            "at": (datetime(2023, 2, 3, 10, tzinfo=UTC) + timedelta(minutes=number)).isoformat(),
            "by": by,
            "action": given["action"],
            "subject": given["subject"],
            "id_of": given["id"],
            "claims": list(claims),
            "content": content,
            "why": given.get("why"),
            "field": given.get("field"),
            "value": given.get("value"),
            "about": self.words(given["subject"], given["id"]),
            "incident": self.data.claims[claims[0]]["incident"],
            "document": self.data.claims[claims[0]]["document"],
            "settles": False,
            "undone_at": None,
            "undone_by": None,
        }
        self.judgements.append(judgement)
        if given["action"] == "split":
            self.split(given["id"], claims, number)
        if given["action"] == "merge":
            self.merge(given["id"], given["incidents"])
        self.revision += 1
        return judgement

    def words(self, subject: str, id: str) -> str:
        if subject == "claim":
            return str(self.claim(id)["sentence"])
        incident = self.data.incidents[id]
        return f"{incident['kind']} · {incident['place']['name']}"

    def split(self, id: str, claims: list[str], number: int) -> None:
        whole = self.data.incidents[id]
        part = dict(
            whole, id=f"s{number}", claims=claims, origins=[{"name": "split off", "claims": claims}], figures=[]
        )
        part["independent"], part["verdict"] = 1, "single-source"
        whole["claims"] = [each for each in whole["claims"] if each not in claims]
        for origin in whole["origins"]:
            origin["claims"] = [each for each in origin["claims"] if each not in claims]
        self.data.incidents[part["id"]] = part
        for claim in claims:
            self.data.claims[claim]["incident"] = part["id"]

    def merge(self, id: str, others: list[str]) -> None:
        whole = self.data.incidents[id]
        for other in others:
            part = self.data.incidents.pop(other)
            whole["claims"] = whole["claims"] + part["claims"]
            whole["origins"] = whole["origins"] + part["origins"]
            whole["independent"] = len(whole["origins"])
            for claim in part["claims"]:
                self.data.claims[claim]["incident"] = id


def within(wanted: str | None, names: list[str]) -> bool:
    """Whether one of the names holds what is wanted."""
    return not wanted or any(wanted.casefold() in name.casefold() for name in names)


def application() -> FastAPI:
    """The stub as an application. The cookie `who`, NAME:ROLE, says who asks."""
    desk = Desk(made)
    app = FastAPI()
    app.state.desk = desk

    def who(request: Request) -> tuple[str, str]:
        name, _, role = request.cookies.get("who", "Amina:editor").partition(":")
        return name, role

    def all_seen(found: Json, request: Request) -> Json:
        return found | {"judgements": [seen(each, request) for each in found["judgements"]]}

    def seen(judgement: Json, request: Request) -> Json:
        name, role = who(request)
        mine = judgement["by"] == name
        return judgement | {"mine": mine, "may_undo": mine or role == "editor"}

    def listed(content: Any, status: int = 200) -> Response:
        return JSONResponse(content, status, {"X-Library-Revision": str(desk.revision), "Cache-Control": "no-store"})

    @app.middleware("http")
    async def careful(request: Request, go_on: Any) -> Response:
        while any(request.url.path.startswith(path) for path in desk.held):
            await asyncio.sleep(0.01)
        response: Response = await go_on(request)
        response.headers["Content-Security-Policy"] = CSP
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    @app.exception_handler(HTTPException)
    async def wrong(_: Request, error: HTTPException) -> Response:
        return JSONResponse({"error": str(error.detail)}, error.status_code)

    @app.get("/")
    def page() -> Response:
        return FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})

    @app.get("/api/me")
    def me(request: Request) -> Json:
        name, role = who(request)
        days = sorted(each["when"]["start"] for each in desk.data.incidents.values())
        library = {
            "name": "donbas.dateline",
            "documents": len(desk.data.documents),
            "claims": len(desk.data.claims),
            "incidents": len(desk.data.incidents),
        }
        return {
            "name": name,
            "role": role,
            "csrf": "stub-token",
            "library": library,
            "users": role != "editor",
            "tiles": None,
            "version": "0.1.0",
            "first_day": days[0],
            "last_day": days[-1],
        }

    @app.get("/api/incidents")
    def incidents(request: Request, limit: int = 50, offset: int = 0, find: str | None = None) -> Response:
        found = desk.wanted(request)
        items = [desk.item(each) for each in found[offset : offset + limit]]
        at = next((n for n, each in enumerate(found) if each["id"] == find), None)
        return listed({"total": len(found), "items": items, "at": at})

    @app.get("/api/map")
    def points(request: Request) -> Response:
        found = [each for each in desk.wanted(request) if each["place"]["lat"] is not None]
        return listed(
            {
                "ids": [each["id"] for each in found],
                "lon": [each["place"]["lon"] for each in found],
                "lat": [each["place"]["lat"] for each in found],
                "verdict": [VERDICTS.index(each["verdict"]) for each in found],
                "precision_km": [each["place"]["precision_km"] for each in found],
                "day": [each["when"]["start"] for each in found],
                "kind": [each["kind"] for each in found],
            }
        )

    @app.get("/api/timeline")
    def timeline(request: Request) -> Response:
        counts: dict[str, Counter[str]] = {}
        for incident in desk.wanted(request):
            counts.setdefault(incident["when"]["start"], Counter())[incident["verdict"]] += 1
        bars = [
            {"start": day, "end": day} | {verdict: number[verdict] for verdict in VERDICTS}
            for day, number in sorted(counts.items())
        ]
        return listed({"bin": "day", "bars": bars, "undated": 0})

    @app.get("/api/facets")
    def facets(request: Request) -> Response:
        counts: dict[str, Counter[str]] = {
            name: Counter() for name in ("kind", "verdict", "certainty", "outlet", "said_by", "actor", "place")
        }
        for incident in desk.wanted(request):
            counts["kind"][incident["kind"]] += 1
            counts["verdict"][incident["verdict"]] += 1
            counts["place"][incident["place"]["name"]] += 1
            counts["actor"].update(each["name"] for each in incident["agents"])
            claims = [desk.data.claims[id] for id in incident["claims"]]
            counts["certainty"].update({each["claim"]["certainty"] for each in claims})
            counts["said_by"].update({s["name"] for each in claims for s in each["claim"]["said_by"]})
            counts["outlet"].update({desk.data.documents[each["document"]]["outlet"] or "" for each in claims})
        return listed({name: [{"value": v, "n": n} for v, n in of.most_common(50)] for name, of in counts.items()})

    @app.get("/api/incidents/{id}")
    def incident(id: str, request: Request) -> Json:
        if id not in desk.data.incidents:
            raise HTTPException(404, f"there is no incident {id!r} in this library")
        found = all_seen(desk.incident(id), request)
        return found | {"claims": [all_seen(each, request) for each in found["claims"]]}

    @app.get("/api/claims/{id}")
    def claim(id: str, request: Request) -> Json:
        if id not in desk.data.claims:
            raise HTTPException(404, f"there is no claim {id!r} in this library")
        return all_seen(desk.claim(id), request)

    @app.get("/api/claims/{a}/why/{b}")
    def why(a: str, b: str) -> Json:
        place = {
            "comparison": "place",
            "left": "Kramatorsk",
            "right": "Kramatorsk",
            "level": "one place",
            "weight": 3.1,
        }
        known = {"prior": -2.0, "total": 1.1, "threshold": 0.5, "joined": True, "rules": []}
        return {"a": a, "b": b, "comparisons": [place], **known}

    @app.get("/api/documents/{id}")
    def document(id: str) -> Json:
        if id not in desk.data.documents:
            raise HTTPException(404, f"there is no report {id!r} in this library")
        text = desk.data.documents[id]["text"]
        claims = [desk.claim(each["id"]) for each in desk.data.claims.values() if each["document"] == id]
        passages = [{"kind": "body", "start": 0, "end": len(text)}]
        return desk.document(id) | {"text": text, "passages": passages, "claims": claims}

    @app.get("/api/situation")
    def situation(on: date) -> list[Json]:
        states = [
            ("Kramatorsk", "Ukraine", "held", "2022-02-24"),
            ("Donetsk", "Russia", "held", "2014-04-07"),
            ("Soledar", "Russia", "claimed" if on < date(2023, 1, 20) else "held", "2023-01-12"),
            ("Bakhmut", "Ukraine", "contested", "2022-08-01"),
            ("Izium", "Ukraine", "held", "2022-09-10"),
        ]
        return [
            {
                "place": located(place),
                "holder": holder,
                "status": status,
                "since": since,
                "for": ["c-e1"],
                "against": ["c-e2"] if status == "contested" else [],
                "claimants": ["Russia", "Ukraine"] if status == "contested" else [holder],
            }
            for place, holder, status, since in states
            if since <= on.isoformat()
        ]

    @app.get("/api/places")
    def places(q: str) -> list[Json]:
        return [
            {
                "id": f"t:{name}",
                "name": name,
                "lat": lat,
                "lon": lon,
                "country": "UA",
                "type": "town",
                "admin1": "Donetsk",
            }
            for name, lat, lon, _ in TOWNS
            if name.casefold().startswith(q.casefold())
        ]

    @app.get("/api/actors")
    def actors(q: str) -> list[Json]:
        names = ("Wagner Group", "Russia", "Ukraine", "Russian Ministry of Defence", "General Staff")
        return [{"id": name, "name": name, "kind": None, "side": None} for name in names if within(q, [name])]

    @app.get("/api/base")
    def base() -> Response:
        return Response(gzip.decompress(_BORDERS.read_bytes()), media_type="application/geo+json")

    @app.get("/api/towns")
    def towns(bbox: str, zoom: float) -> list[Json]:
        return [{"name": n, "lat": lat, "lon": lon, "population": p, "type": "town"} for n, lat, lon, p in TOWNS]

    @app.post("/api/judgements")
    async def judge(request: Request) -> Json:
        name, role = who(request)
        if request.headers.get("X-CSRF-Token") != "stub-token":
            raise HTTPException(403, "the page is out of date; reload it")
        if role == "reader":
            raise HTTPException(403, f"{name} may read here, not judge; ask an editor")
        return seen(desk.judge(name, await request.json()), request)

    @app.post("/api/judgements/{id}/undo")
    def undo(id: str, request: Request) -> Json:
        for judgement in desk.judgements:
            if judgement["id"] == id and not judgement["undone_at"]:
                judgement["undone_at"], judgement["undone_by"] = datetime.now(UTC).isoformat(), who(request)[0]
                desk.revision += 1
                return seen(judgement, request)
        raise HTTPException(404, f"there is no judgement {id!r} to undo")

    @app.get("/api/history")
    def history(request: Request, limit: int = 50, offset: int = 0) -> Response:
        given = request.query_params
        found = [
            seen(each, request)
            for each in reversed(desk.judgements)
            if given.get("by", each["by"]) == each["by"]
            and ("incident" not in given or each["incident"] == given["incident"])
            and ("disagreements" not in given or disagreed(desk, each))
        ]
        return listed({"total": len(found), "items": found[offset : offset + limit]})

    @app.get("/api/export/{format}")
    def export(format: str, request: Request) -> Response:
        lines = "\n".join(each["id"] for each in desk.wanted(request))
        held = {"Content-Disposition": f'attachment; filename="donbas.{format}"'}
        return PlainTextResponse(lines, headers=held)

    @app.get("/incidents/{id}/dossier")
    def dossier(id: str) -> Response:
        return HTMLResponse(f"<!doctype html><html lang=en><title>Dossier</title><h1>Dossier of {id}</h1>")

    wheel = _maplibre()

    @app.get("/vendor/maplibre-gl.{kind}")
    def vendor(kind: str) -> Response:
        return FileResponse(wheel / f"maplibre-gl.{'css' if kind == 'css' else 'js'}")

    app.mount("/static", StaticFiles(directory=STATIC))
    return app


def disagreed(desk: Desk, judgement: Json) -> bool:
    """Whether another person decided otherwise about the same thing."""
    decided = ("accept", "reject")
    return judgement["action"] in decided and any(
        each["action"] in decided
        and each["action"] != judgement["action"]
        and each["id_of"] == judgement["id_of"]
        and each["by"] != judgement["by"]
        and not each["undone_at"]
        for each in desk.judgements
    )


def _maplibre() -> Path:
    found = find_spec("maplibre")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "srcjs"


if __name__ == "__main__":
    import uvicorn

    uvicorn.run(application(), host="127.0.0.1", port=8765, log_level="warning")
