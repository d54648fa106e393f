"""Every text that people read, in Chinese and English: data in `locales/`, one catalogue a language."""

import tomllib
from collections.abc import Mapping
from enum import auto
from functools import cache
from pathlib import Path
from typing import Any

from domain.errors import Failure
from domain.words import Word


class Locale(Word):
    ZH_CN = auto()
    EN = auto()


_FILES = {Locale.ZH_CN: "zh_CN.toml", Locale.EN: "en.toml"}


@cache
def catalogue(locale: Locale) -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "locales" / _FILES[locale]).read_text(encoding="utf-8"))


def text(locale: Locale, *keys: str, **data: object) -> str:
    """The text at `keys`, filled in."""
    entry: Any = catalogue(locale)
    for key in keys:
        entry = entry[key]
    return str(entry).format(**data) if data else str(entry)


def label(word: Word, locale: Locale) -> str:
    return text(locale, "words", type(word).__name__, word.value)


def description(word: Word) -> str:
    """For the schema: English, with the Chinese term."""
    return f"{label(word, Locale.EN)} ({label(word, Locale.ZH_CN)})"


def message(failure: Failure, locale: Locale) -> str:
    """What went wrong, in the reader's language."""
    data = {key: _worded(value, locale) for key, value in failure.data.items()}
    return text(locale, "errors", failure.reason, **data)


def _worded(value: object, locale: Locale) -> object:
    return text(locale, "words", *value["label"]) if isinstance(value, dict) else value


def negotiate(accept_language: str | None) -> Locale:
    """The reader's language by Accept-Language: the first of ours by weight, Chinese where none is named."""
    best, best_weight = Locale.ZH_CN, 0.0
    for part in (accept_language or "").split(","):
        tag, _, parameters = part.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        known = {"zh": Locale.ZH_CN, "en": Locale.EN}.get(language)
        weight = _weight(parameters)
        if known and weight > best_weight:
            best, best_weight = known, weight
    return best


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
