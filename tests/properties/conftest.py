"""Hypothesis has time, keeps nothing between runs, and prints what reproduces a failure."""

from hypothesis import settings

import tests.properties  # noqa: F401  registers the profile

settings.load_profile("properties")
