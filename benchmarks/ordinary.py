"""Backhaul without its plans: what an operation costs that no plan covers."""

from starlette.applications import Starlette

import server


def create_app() -> Starlette:
    return server.create_app(planned=False)
