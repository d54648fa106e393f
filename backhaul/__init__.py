"""The launcher: makes the flat folders beside it importable, installed or in a checkout."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE if (HERE / "cli.py").exists() else HERE.parent

if sys.path[:1] != [str(ROOT)]:
    # In front of everything: other distributions install top-level modules called `schema` or `settings`.
    sys.path.insert(0, str(ROOT))


def main() -> None:
    from cli import main as run

    run()
