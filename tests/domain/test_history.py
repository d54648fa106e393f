"""What an event changed, in words."""

import pytest

from domain.documents import DocumentKind
from domain.history import WORDS, changed_values, state_label
from domain.machines import RULES
from domain.texts import Locale, catalogue


def test_values_are_told_in_the_readers_language() -> None:
    changes = {
        "method": "SELF_PICKUP",
        "address": {"city": "杭州市", "line2": None},
        "lines": [{"goods": "G1", "received": 2}, {"goods": "G2", "received": 0}],
        "spawned": ["DN1", "RT1"],
        "outcome": "as agreed",
    }
    told = {value.name: (value.label, value.value) for value in changed_values(changes, Locale.EN)}
    assert told == {
        "method": ("Method", "Self pickup"),
        "address.city": ("City", "杭州市"),
        "lines": ("Lines", "Goods G1 received 2, Goods G2 received 0"),
        "spawned": ("Documents made", "DN1, RT1"),
        "outcome": ("Outcome", "as agreed"),
    }
    chinese = {value.name: (value.label, value.value) for value in changed_values(changes, Locale.ZH_CN)}
    assert chinese["method"] == ("方式", "自提")
    assert chinese["spawned"] == ("生成单据", "DN1、RT1")


def test_every_value_that_may_be_a_word_has_a_name() -> None:
    for locale in Locale:
        assert set(WORDS) <= set(catalogue(locale)["changes"])


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_state_has_its_label(kind: DocumentKind) -> None:
    for state in RULES[kind].machine.states:
        assert state_label(kind, state.value, Locale.EN) != state_label(kind, state.value, Locale.ZH_CN)
    assert state_label(kind, None, Locale.EN) is None
