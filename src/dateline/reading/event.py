"""An event or a state that a word of a text tells of, and the verbs that only carry the noun that tells it."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.lexicon.kinds import Trigger
from dateline.lexicon.wordlists import word_list
from dateline.model import Kind
from dateline.reading.parsing import Token

# Verbs that only carry the noun that tells the event: "launched an offensive", "came under attack".
LIGHT_VERBS = word_list("light_verbs")
# "one strike engaged a unit": these only say what the strike that is their subject did.
STRIKING_VERBS = word_list("striking_verbs")


@dataclass(slots=True, eq=False)
class Event:
    """A trigger in the text: its first and last token, the word its arguments hang on, and what kinds.yaml says of it.

    `subject` and `object` are heads of noun phrases, in the active voice whatever the text has. `carrier` is the verb
    that carries a noun ("launched" an offensive), or that is left out where the event is `gapped` ("… and the rebels the
    south").
    """

    kind: Kind
    first: Token
    last: Token
    head: Token
    trigger: Trigger
    subject: Token | None = None
    object: Token | None = None
    carrier: Token | None = None
    words: list[Token] = field(default_factory=list)
    gapped: bool = False
