"""The rule matrix as people read it: Markdown, in both languages."""

from collections.abc import Sequence

from domain.resolutions import RULES, Rule
from domain.texts import Locale, label
from domain.words import Word

HEADER = (
    "Rule",
    "Type",
    "Subtype",
    "Resolution",
    "Original note",
    "New note",
    "New order",
    "Return",
    "Rest taken in",
    "Compensation",
    "JIT penalty risk",
    "Ticket",
    "Scheme",
    "Merchant does",
)


def markdown() -> str:
    """One row a rule."""
    rows = [HEADER, ["---"] * len(HEADER), *(_cells(rule) for rule in RULES)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _cells(rule: Rule) -> Sequence[str]:
    return [
        rule.number,
        _both(rule.type),
        _word(rule.subtype),
        _both(rule.resolution),
        _word(rule.original_note),
        _word(rule.new_delivery_note),
        _word(rule.new_stock_order),
        _word(rule.return_scope),
        _yes(rule.receives_remainder),
        _yes(rule.compensation),
        _yes(rule.jit_penalty_risk),
        _word(rule.opens_ticket),
        _word(rule.scheme),
        ", ".join(label(action, Locale.EN) for action in rule.merchant_actions),
    ]


def _both(word: Word) -> str:
    return f"{label(word, Locale.EN)} ({label(word, Locale.ZH_CN)})"


def _word(word: Word | None) -> str:
    return label(word, Locale.EN) if word else ""


def _yes(holds: bool) -> str:
    return "yes" if holds else ""
