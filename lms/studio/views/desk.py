"""The first page of the writing room: files, drafts under way, and what was withdrawn."""

from __future__ import annotations

from typing import Any

from flask import render_template

from lms.library import queries as library
from lms.people.domain.permissions import Permission
from lms.people.guard import permit
from lms.studio.views import blueprint
from lms.studio.views.common import space, tree_of
from lms.web.context import services


@blueprint.get("/studio")
@permit(Permission.WRITE_CONTENT)
def desk() -> Any:
    """Files on the left, unfinished work in the middle."""
    here = space()
    return render_template(
        "studio/desk.html",
        tree=tree_of(here),
        drafts=sorted(here.drafts.values(), key=lambda line: line.changed_at, reverse=True),
        counts=here.counts(),
        titles=here.titles,
        withdrawn=library.withdrawn_documents(services().session),
        path="",
    )
