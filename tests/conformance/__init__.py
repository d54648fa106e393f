"""Clients, linters and audits that others wrote, against a server that runs as an installation's does."""
