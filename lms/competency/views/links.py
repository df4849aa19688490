"""Links to other rooms by endpoint name, for templates: a room that an installation lacks gives no link."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for

from lms.competency.views import blueprint


@blueprint.app_template_global("link")
def link(endpoint: str, **values: Any) -> str | None:
    """The address of a page, or None when no room offers it."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else None
