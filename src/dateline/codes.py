"""The code books of the field: what a claim may be coded as, and their lists of permitted codes.

PLOVER: event types and modes of the Political Language Ontology for Verifiable Event Records, as POLECAT uses it.
CAMEO: root codes of Conflict and Mediation Event Observations, code book 1.1b3.
ACLED: event types and sub-event types of the Armed Conflict Location & Event Data code book.
UCDP: types of organised violence of the Georeferenced Event Dataset: 1 state-based, 2 non-state, 3 one-sided.
"""

from __future__ import annotations

from typing import Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

PLOVER: Final[dict[str, frozenset[str]]] = {
    "AGREE": frozenset(),
    "CONSULT": frozenset(("visit", "third-party", "multilateral", "phone")),
    "SUPPORT": frozenset(),
    "CONCEDE": frozenset(),
    "COOPERATE": frozenset(),
    "AID": frozenset(),
    "RETREAT": frozenset(("withdraw", "release", "return", "disarm", "ceasefire", "access")),
    "REQUEST": frozenset(("assist", "change", "yield", "meet")),
    "ACCUSE": frozenset(("disapprove", "investigate", "allege")),
    "REJECT": frozenset(("assist", "change", "yield", "meet")),
    "THREATEN": frozenset(("restrict", "ban", "arrest", "relations", "expel", "territory", "violence")),
    "PROTEST": frozenset(("demo", "riot", "strike", "hunger", "boycott", "obstruct")),
    "SANCTION": frozenset(("convict", "expel", "withdraw", "discontinue")),
    "MOBILIZE": frozenset(("troops", "weapons", "police", "militia")),
    "COERCE": frozenset((
        "seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinform", "cyber",
    )),
    "ASSAULT": frozenset((
        "abduct", "beat", "torture", "execute", "sexual", "assassinate", "primitive", "firearms", "explosives",
        "suicide-attack", "heavy-weapons", "crowd-control",
    )),
}  # fmt: skip

CAMEO: Final[dict[str, str]] = {
    "01": "Make public statement",
    "02": "Appeal",
    "03": "Express intent to cooperate",
    "04": "Consult",
    "05": "Engage in diplomatic cooperation",
    "06": "Engage in material cooperation",
    "07": "Provide aid",
    "08": "Yield",
    "09": "Investigate",
    "10": "Demand",
    "11": "Disapprove",
    "12": "Reject",
    "13": "Threaten",
    "14": "Protest",
    "15": "Exhibit force posture",
    "16": "Reduce relations",
    "17": "Coerce",
    "18": "Assault",
    "19": "Fight",
    "20": "Use unconventional mass violence",
}

ACLED: Final[dict[str, tuple[str, ...]]] = {
    "Battles": ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Protests": ("Peaceful protest", "Protest with intervention", "Excessive force against protesters"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
ACLED_EVENT_TYPES: Final[dict[str, str]] = {sub: event for event, subs in ACLED.items() for sub in subs}

UCDP: Final[dict[int, str]] = {1: "state-based", 2: "non-state", 3: "one-sided"}


class Codes(BaseModel):
    """What a claim is in the code books of the field; null where a code book has no code for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    plover_event: str | None = Field(default=None, description="PLOVER event type")
    plover_mode: str | None = Field(default=None, description="PLOVER mode of the event type")
    cameo_root: str | None = Field(default=None, description="CAMEO root code, 01 to 20")
    acled_event_type: str | None = Field(default=None, description="ACLED event type")
    acled_sub_event_type: str | None = Field(default=None, description="ACLED sub-event type")
    ucdp_type: int | None = Field(default=None, description="UCDP: 1 state-based, 2 non-state, 3 one-sided")

    @model_validator(mode="after")
    def _belong(self) -> Self:
        sub = self.acled_sub_event_type
        if sub is not None and ACLED_EVENT_TYPES.get(sub) != self.acled_event_type:
            raise ValueError(f"{sub!r} is no ACLED sub-event type of {self.acled_event_type!r}")
        if self.plover_mode is not None and self.plover_mode not in PLOVER.get(self.plover_event or "", ()):
            raise ValueError(f"{self.plover_mode!r} is no PLOVER mode of {self.plover_event!r}")
        return self
