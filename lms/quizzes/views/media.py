"""Images in questions, from the revision that the page shows."""

from __future__ import annotations

import mimetypes
from typing import Any

from flask import Response

from lms.library.queries import read_file
from lms.people.domain.permissions import Permission
from lms.people.guard import permit
from lms.quizzes.views import blueprint
from lms.web.context import services


@blueprint.get("/kuis/media/<int:revision_id>/<path:name>")
@permit(Permission.LEARN)
def media_file(revision_id: int, name: str) -> Any:
    """One file of `quizzes/media/`; it never changes, because revisions do not."""
    data = read_file(services().session, revision_id, f"quizzes/media/{name}")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    inline = kind.startswith("image/")
    response = Response(data, mimetype=kind)
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response.headers["Content-Disposition"] = (
        "inline" if inline else f"attachment; filename={name.rsplit('/', 1)[-1]}"
    )
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
