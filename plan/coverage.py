"""How reads were answered, for whoever debugs or tests: by a plan, or by the ordinary executor and why."""

from collections import Counter

planned: Counter[str] = Counter()
"""By field."""

ordinary: Counter[str] = Counter()
"""By field and reason."""
