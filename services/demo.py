"""Demo data."""

ORDERS = 2000
SEED = 1
