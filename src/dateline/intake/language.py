"""Is it English? Scripts are told from the characters, languages of Latin script by py3langid's classifier.

A long text is judged by its beginning and its middle. A text of a few words is not judged by its language, for no
classifier can be sure of those; a text that another language fits only a little better is taken for English.
"""

from __future__ import annotations

import unicodedata
from copy import copy
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
# The languages that the classifier knows of each script that is not Latin.
_SCRIPTS: dict[str, tuple[str, ...]] = {
    "Arabic": ("ar", "fa", "ps", "ug", "ur"),
    "Armenian": ("hy",),
    "Bengali": ("as", "bn"),
    "Chinese": ("ja", "zh"),
    "Cyrillic": ("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "tt", "uk"),
    "Devanagari": ("hi", "mr", "ne"),
    "Ethiopic": ("am",),
    "Georgian": ("ka",),
    "Greek": ("el",),
    "Gujarati": ("gu",),
    "Gurmukhi": ("pa",),
    "Hangul": ("ko",),
    "Hebrew": ("he",),
    "Hiragana": ("ja",),
    "Kannada": ("kn",),
    "Katakana": ("ja",),
    "Khmer": ("km",),
    "Lao": ("lo",),
    "Malayalam": ("ml",),
    "Myanmar": ("my",),
    "Oriya": ("or",),
    "Sinhala": ("si",),
    "Tamil": ("ta",),
    "Telugu": ("te",),
    "Thai": ("th",),
}
# Scripts that put no space between words, so that words cannot be counted.
_UNPARTED = {"Chinese", "Hiragana", "Katakana", "Khmer", "Lao", "Myanmar", "Thai"}


def check_english(text: str, name: str) -> None:
    """Raise LanguageError where the text is surely not English; `name` is what the message calls the text.

    A text is refused whatever its length where most of its letters are of another script than the Latin one.
    """
    script = _other_script(_sample(text))
    if script:
        raise LanguageError(
            f"cannot read {name}: it is written in {script} script, and dateline reads English only; translate it first"
        )
    language = language_of(text)
    if language != "en":
        raise LanguageError(
            f"cannot read {name}: it seems to be {_NAMES[language]}, and dateline reads English only; "
            "translate it first"
        )


def language_of(text: str) -> str:
    """The ISO 639-1 code of the text's language: "en" unless it is surely another, "und" where that cannot be told."""
    sample = _sample(text)
    script = _other_script(sample)
    judged = len(text.split(maxsplit=_FEWEST_WORDS)) >= _FEWEST_WORDS
    if script:
        return _of_script(sample, script) if judged or script in _UNPARTED else "und"
    if not judged:
        return "en"
    ranking = dict(_identifier().rank(sample))
    likeliest = max(ranking, key=lambda language: ranking[language])
    return str(likeliest) if ranking[likeliest] >= _CERTAIN and ranking["en"] <= _UNLIKELY else "en"


def _of_script(sample: str, script: str) -> str:
    ranking = dict(_identifier(_SCRIPTS.get(script, ())).rank(sample)) if _SCRIPTS.get(script) else {}
    likeliest = max(ranking, key=lambda language: ranking[language], default="und")
    return str(likeliest) if ranking.get(likeliest, 0) >= _CERTAIN else "und"


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
def _identifier(languages: tuple[str, ...] = tuple(_NAMES)) -> Any:
    """A classifier that knows these languages alone; all share one model."""
    identifier = copy(_model())
    identifier.set_languages(list(languages))
    return identifier


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # here, for its model takes most of a second to load

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
