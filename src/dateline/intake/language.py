"""Is it English? Scripts are told from the characters, languages of Latin script by py3langid's classifier.

A long text is judged by its beginning and its middle. A text of a few words is not judged by its language, for no
classifier can be sure of those; a text that another language fits only a little better is taken for English.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from dateline.errors import LanguageError

_FEWEST_WORDS = 20
_SAMPLE = 2_000
_CERTAIN = 0.5
_UNLIKELY = 0.15
_NAMES = {
    "af": "Afrikaans",
    "az": "Azerbaijani",
    "bs": "Bosnian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fi": "Finnish",
    "fr": "French",
    "ha": "Hausa",
    "hr": "Croatian",
    "ht": "Haitian Creole",
    "hu": "Hungarian",
    "id": "Indonesian",
    "ig": "Igbo",
    "it": "Italian",
    "ku": "Kurdish",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "ms": "Malay",
    "nl": "Dutch",
    "no": "Norwegian",
    "om": "Oromo",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "rw": "Kinyarwanda",
    "sk": "Slovak",
    "sl": "Slovene",
    "so": "Somali",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "tl": "Tagalog",
    "tr": "Turkish",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "xh": "Xhosa",
    "yo": "Yoruba",
    "zu": "Zulu",
}


def check_english(text: str, name: str) -> None:
    """Raise LanguageError where the text is surely not English; `name` is what the message calls the text.

    A text is refused whatever its length where most of its letters are of another script than the Latin one.
    """
    sample = _sample(text)
    script = _other_script(sample)
    if script:
        raise LanguageError(
            f"cannot read {name}: it is written in {script} script, and dateline reads English only; translate it first"
        )
    if len(text.split(maxsplit=_FEWEST_WORDS)) < _FEWEST_WORDS:
        return
    ranking = dict(_identifier().rank(sample))
    likeliest = max(ranking, key=lambda language: ranking[language])
    if likeliest != "en" and ranking[likeliest] >= _CERTAIN and ranking["en"] <= _UNLIKELY:
        raise LanguageError(
            f"cannot read {name}: it seems to be {_NAMES[likeliest]}, and dateline reads English only; "
            "translate it first"
        )


def _sample(text: str) -> str:
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:_SAMPLE]} {text[middle : middle + _SAMPLE]}"


def _other_script(sample: str) -> str | None:
    """The script of most letters where it is not Latin. Full-width and styled forms count as what they mean."""
    letters = [char for char in unicodedata.normalize("NFKC", sample) if char.isalpha()]
    counted: dict[str, int] = {}
    for char in letters:
        script = "LATIN" if char.isascii() else unicodedata.name(char, "UNKNOWN").split()[0]
        counted[script] = counted.get(script, 0) + 1
    if counted.get("LATIN", 0) >= len(letters) / 2:
        return None
    counted.pop("LATIN", None)
    return max(counted, key=lambda script: counted[script]).replace("CJK", "Chinese").capitalize()


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # here, for its model takes most of a second to load

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_NAMES))
    return identifier
