"""The author's guide inside the product."""

from __future__ import annotations

from typing import Any

from flask import render_template
from markupsafe import Markup

from lms.content.markdown import render
from lms.people.domain.permissions import Permission
from lms.people.guard import permit
from lms.studio.guide import guide_body
from lms.studio.views import blueprint


@blueprint.get("/studio/panduan")
@permit(Permission.WRITE_CONTENT)
def guide() -> Any:
    """Formats, examples and the codes of problems, from the same source as docs/authoring.md."""
    shown = render(guide_body(), id_prefix="")
    html = Markup(shown.html)  # noqa: S704 - sanitised by the content pipeline
    return render_template("studio/guide.html", html=html, toc=[t for t in shown.toc if t.level == 2])  # noqa: PLR2004
