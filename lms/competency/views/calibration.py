"""How well recall is foretold: a page for trainers, and its workbook."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, render_template
from flask_babel import format_date

from lms.competency.domain.calibration import BINS
from lms.competency.queries.calibration import observed
from lms.competency.queries.editions import active, editions
from lms.competency.render.calibration import Words, workbook
from lms.competency.views import blueprint
from lms.institution.current import settings, today
from lms.people.domain.permissions import Permission
from lms.people.guard import permit
from lms.quizzes.views.texts import KIND_NAMES
from lms.web.context import services
from lms.web.i18n import _
from lms.web.i18n import lazy_gettext as _l

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORDS = {
    "bins": _l("Perkiraan"),
    "months": _l("Bulan"),
    "kinds": _l("Jenis soal"),
    "group": _l("Kelompok"),
    "count": _l("Jawaban"),
    "predicted": _l("Diperkirakan"),
    "observed": _l("Ternyata ingat"),
    "low": _l("Batas bawah"),
    "high": _l("Batas atas"),
    "brier": _l("Skor Brier"),
}


@blueprint.get("/kompetensi/ketepatan")
@permit(Permission.SEE_ITEM_STATISTICS)
def calibration() -> Any:
    """Predicted beside observed recall, the Brier score by month, and which parameters are in use."""
    session = services().session
    return render_template(
        "competency/calibration.html",
        found=observed(session),
        edition=active(session).edition_id,
        editions=editions(session),
        least=settings().recall_fit_reviews,
        bin_name=bin_name,
        month_name=month_name,
        kind_name=kind_name,
    )


@blueprint.get("/kompetensi/ketepatan.xlsx")
@permit(Permission.SEE_ITEM_STATISTICS)
def calibration_file() -> Response:
    """The same as a workbook."""
    names: dict[str, Words] = {"bins": bin_name, "months": month_name, "kinds": kind_name}
    body = workbook(observed(services().session), lambda code: str(_WORDS[code]), names)
    response = Response(body, mimetype=XLSX)
    response.headers["Content-Disposition"] = (
        f'attachment; filename="ketepatan-daya-ingat-{today().isoformat()}.xlsx"'
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def bin_name(code: str) -> str:
    """A bin in words: from its lower end in percent."""
    low = int(code)
    return _("%(a)s–%(b)s %%", a=low, b=low + 100 // BINS)


def month_name(code: str) -> str:
    """A month in words."""
    return str(format_date(date.fromisoformat(f"{code}-01"), "MMMM yyyy"))


def kind_name(code: str) -> str:
    """A kind of question in words."""
    return str(KIND_NAMES.get(code, code))
