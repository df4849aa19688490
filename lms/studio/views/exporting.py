"""Published quizzes for other platforms: what each format cannot hold, and the files."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template

from lms.core.errors import NotFound
from lms.institution.current import today
from lms.library import queries as library
from lms.library.queries import Standing
from lms.people.domain.permissions import Permission
from lms.people.guard import permit
from lms.quizzes.exchange.convert import Outcome, convert
from lms.quizzes.exchange.model import Source
from lms.quizzes.schema import read_catalogues
from lms.studio.views import blueprint
from lms.studio.views.common import locale, space
from lms.web.context import services
from lms.web.i18n import _

FORMATS = {"gift": ("GIFT", "gift", "text/plain"), "moodlexml": ("Moodle XML", "xml", "application/xml")}


@blueprint.get("/studio/ekspor/<doc_id>")
@permit(Permission.WRITE_CONTENT)
def export(doc_id: str) -> Any:
    """The formats with what would be left behind, line by line."""
    standing = _standing(doc_id)
    found = {target: _converted(standing, target) for target in FORMATS}
    return render_template(
        "studio/export.html", standing=standing, found=found, formats=FORMATS, language=locale()
    )


@blueprint.get("/studio/ekspor/<doc_id>/<any(gift, moodlexml):target>")
@permit(Permission.WRITE_CONTENT)
def export_file(doc_id: str, target: str) -> Any:
    """The published revision as a file of another platform."""
    found = _converted(_standing(doc_id), target)
    if found.text is None:
        raise NotFound("export.broken", _("Revisi ini tidak dapat diekspor; buka naskahnya di Studio."))
    _word, suffix, kind = FORMATS[target]
    response = Response(found.text, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.id}.{suffix}"'
    return response


def _standing(doc_id: str) -> Standing:
    standing = library.standing(services().session, "quiz", doc_id)
    if standing is None or not standing.is_live:
        raise NotFound("document.unknown", _("Kuis ini belum terbit."))
    return standing


def _converted(standing: Standing, target: str) -> Outcome:
    """The live revision in a format; codes of destinations get the words of the catalogue."""
    document = standing.document
    files = library.file_sources(services().session, document.revision_id)
    media = {path.rsplit("/", 1)[-1]: data for path, data in files.items() if path != document.path}
    name_of = read_catalogues(space().tree).on(today()).name_of
    return convert(Source(document.path, files[document.path], media), "md", target, name_of=name_of)
