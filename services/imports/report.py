"""What an import did, and what it refused."""

from dataclasses import dataclass, field

from services.imports.files import one_line


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """One row, by the line that it starts on."""

    line: int
    code: str
    text: str

    def __str__(self) -> str:
        return one_line(f"line {self.line}: {self.code}: {self.text}")


@dataclass
class Report:
    created: int = 0
    unchanged: int = 0
    skipped: int = 0
    refusals: list[Refusal] = field(default_factory=list)

    def add(self, other: "Report") -> None:
        self.created += other.created
        self.unchanged += other.unchanged
        self.skipped += other.skipped
        self.refusals += other.refusals

    def summary(self, dry_run: bool) -> str:
        created = _counted(self.created, "order")
        rows = f"{_counted(self.skipped, 'row')} skipped, {_counted(len(self.refusals), 'row')} refused"
        if dry_run:
            return f"Dry run: {created} would be created, {self.unchanged} unchanged; {rows}. Nothing was changed."
        return f"{created} created, {self.unchanged} unchanged; {rows}."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
