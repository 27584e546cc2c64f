"""Closed lists of words, from wordlists.yaml, by name."""

from __future__ import annotations

from functools import cache

from dateline.lexicon.files import load_yaml, refuse


@cache
def _lists() -> dict[str, frozenset[str]]:
    content = load_yaml("wordlists.yaml")
    bad = [
        f"{name}: must be a list of words"
        for name, words in content.items()
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words)
    ]
    refuse("wordlists.yaml", bad)
    return {name: frozenset(words) for name, words in content.items()}


@cache
def irregular_lemmas() -> dict[tuple[str, str], str]:
    """The dictionary form of (a form, "VB" or "NN") where the lemmatizer's rules err, from lemmas.yaml."""
    content = load_yaml("lemmas.yaml")
    refuse("lemmas.yaml", [f"no such part: {part}" for part in content if part not in ("verbs", "nouns")])
    tags = {"verbs": "VB", "nouns": "NN"}
    return {
        (str(form), tags[part]): str(lemma)
        for part in content
        for lemma, forms in content[part].items()
        for form in forms
    }


def word_list(name: str) -> frozenset[str]:
    """The list of that name. Raises `LexiconError` where the file is broken, `KeyError` where there is no such list."""
    return _lists()[name]
