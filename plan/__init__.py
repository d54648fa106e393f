"""The read plan: what a read field selects, compiled once to SQL and to a builder of JSON.

A walk: a resolver answers what it wants read (`services.queries.wanted`) → `execution` asks `kept` for the plan of this
selection → `rows` makes SQL values of its fields as `schema.fields` declares them, `values` what is computed of
them, `pages` the connections → one statement on the driver's own connection → the completed value, which graphql-core
passes through. What a plan does not cover (`selection.NotCovered`) is answered by the ordinary executor.
"""
