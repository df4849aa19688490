"""Menus and names that the layout shows; features offer them, `app.py` collects them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, current_app, request

from lms.web.i18n import get_locale


@dataclass(frozen=True)
class MenuItem:
    """One entry of the main menu; current when the request belongs to one of `blueprints`."""

    endpoint: str
    label: Any
    order: int
    blueprints: tuple[str, ...] = ()
    icon: str | None = None

    @property
    def is_current(self) -> bool:
        """Whether the page being shown belongs to this entry."""
        return request.endpoint == self.endpoint or (request.blueprint or "") in self.blueprints


@dataclass(frozen=True)
class Viewer:
    """Who reads the page, as far as the layout needs to know."""

    name: str
    account_endpoint: str


@dataclass
class Shell:
    """What the application hands to the layout."""

    viewer: Callable[[], Viewer | None]
    owner: Callable[[], tuple[str, str, str]]
    is_sample: Callable[[], bool]
    menus: list[Callable[[], list[MenuItem]]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)  # modules that a feature wants on every page

    def menu(self) -> list[MenuItem]:
        """The entries for this reader, in order."""
        return sorted((item for offer in self.menus for item in offer()), key=lambda item: item.order)


def init(app: Flask, shell: Shell, version: str) -> None:
    """Give every template the shell, `asset()` and the language."""
    app.extensions["estafet.shell"] = shell
    app.config["ASSET_VERSION"] = version
    app.jinja_env.globals.update(asset=asset)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @app.context_processor
    def _shell() -> dict[str, Any]:
        return {"shell": shell, "language": str(get_locale() or "id")}


def asset(name: str) -> str:
    """The address of a static file, good for ever because it holds the version."""
    return f"/static/{current_app.config['ASSET_VERSION']}/{name}"
