"""The base of every enumeration of the domain: a value is its own name, as the contract spells it."""

from enum import Enum


class Word(str, Enum):
    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[str]) -> str:
        return name

    def __str__(self) -> str:
        return self.name
