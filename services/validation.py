"""Checks of what a caller wrote: every problem is collected with its path, before anything is looked up."""

import unicodedata

import phonenumbers

from domain.errors import Invalid, Path, Rejected
from domain.reverse_orders import PostalAddress
from domain.text import fold

NAME = 100
REMARK = 500
ADDRESS_LINE = 200
NUMBER = 100
# What the folded columns hold.
FOLDED = 400
BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Problems:
    """Collects INVALID errors; each check answers the cleaned value, a placeholder where there is none."""

    def __init__(self) -> None:
        self.found: list[Invalid] = []

    def add(self, field: Path, reason: str, **data: object) -> None:
        self.found.append(Invalid(field=field, reason=reason, **data))

    def raise_any(self) -> None:
        if self.found:
            raise Rejected(*self.found)

    def text(self, field: Path, value: str, longest: int = NAME) -> str:
        """Required text: something to see, no control characters, at most `longest` characters; outer blanks dropped."""
        text = value.strip()
        # Most text holds nothing else than what is visible, and need not be looked at by the letter.
        plain = text.isprintable()
        if not (plain and text) and not any(_is_visible(character) for character in text):
            self.add(field, "BLANK")
        elif len(text) > longest:
            self.add(field, "TOO_LONG", longest=longest, length=len(text))
        elif longest <= NAME and len(folded := fold(text)) > FOLDED:
            # A few characters fold to many (ﷺ to eighteen), and columns that are compared hold FOLDED of them.
            self.add(field, "TOO_LONG", longest=FOLDED, length=len(folded))
        elif not plain and any(_is_control(character) for character in text):
            self.add(field, "CONTROL_CHARACTER")
        return text

    def optional_text(self, field: Path, value: str | None, longest: int = NAME) -> str | None:
        """Absent or as `text`; given but blank is a problem, because somebody meant to say something."""
        return None if value is None else self.text(field, value, longest)

    def whole_number(self, field: Path, value: int, least: int = 1) -> int:
        if value < least:
            self.add(field, "TOO_SMALL", least=least, value=value)
        return value

    def phone(self, field: Path, value: str, region: str = "CN") -> str:
        """A valid number in E.164; national formats of the region, and of China, are understood."""
        for country in dict.fromkeys((region, "CN")):
            try:
                number = phonenumbers.parse(value, country)
            except phonenumbers.NumberParseException:
                continue
            if phonenumbers.is_valid_number(number) and not number.extension:
                return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        self.add(field, "PHONE")
        return value

    def address(self, field: Path, address: PostalAddress) -> PostalAddress:
        country = address.country.strip().upper()
        if country not in phonenumbers.SUPPORTED_REGIONS:
            self.add((*field, "country"), "COUNTRY")
        return PostalAddress(
            recipient=self.text((*field, "recipient"), address.recipient),
            phone=self.phone((*field, "phone"), address.phone, country),
            country=country,
            region=self.text((*field, "region"), address.region),
            city=self.text((*field, "city"), address.city),
            district=self.optional_text((*field, "district"), address.district),
            line1=self.text((*field, "line1"), address.line1, ADDRESS_LINE),
            line2=self.optional_text((*field, "line2"), address.line2, ADDRESS_LINE),
            postal_code=self.optional_text((*field, "postal_code"), address.postal_code),
        )

    def key(self, value: str | None) -> str | None:
        return self.optional_text(("idempotency_key",), value, NUMBER)


def _is_visible(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in {"Cc", "Cf", "Cn", "Cs"}


def _is_control(character: str) -> bool:
    """What cannot be stored, or would show text in another order than it was written."""
    if unicodedata.category(character) in {"Cc", "Cn", "Cs"}:
        return character not in "\n\t\r"
    return character in BIDIRECTIONAL
