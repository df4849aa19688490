"""Where to go on to after signing in: never away from this application."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

LONGEST = 2000


def safe_next(target: str | None) -> str:
    """The address when it is a GET page of this application; the home page otherwise."""
    home = url_for("home.index")
    if not target or len(target) > LONGEST or not target.isprintable() or "\\" in target:
        return home
    if not target.startswith("/") or target.startswith("//"):
        return home
    try:
        adapter = current_app.create_url_adapter(request)
        if adapter is not None:
            adapter.match(urlsplit(target).path, method="GET")
    except (RequestRedirect, HTTPException, ValueError):
        return home
    return target
