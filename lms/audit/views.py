"""The journal as the admin reads it, and the button that recomputes its chain."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from lms.audit import labels, queries
from lms.web import access
from lms.web.context import services
from lms.web.forms import Form
from lms.web.i18n import _
from lms.web.i18n import lazy_gettext as _l
from lms.web.incoming import whole
from lms.web.shell import MenuItem

SEE = "journal.see"
PAGE = 50

blueprint = Blueprint("audit", __name__, template_folder="templates")


def register() -> Blueprint:
    """The blueprint."""
    return blueprint


def menu_items() -> list[MenuItem]:
    """Jurnal, for those who may read it."""
    return [MenuItem("audit.journal", _l("Jurnal"), 85, ("audit",))] if access.gate().allows(SEE) else []


@blueprint.get("/jurnal")
@access.needs(SEE)
def journal() -> Any:
    """Entries, the newest first; narrowed by kind of action or by object."""
    before = request.args.get("sebelum", "")
    given = {key: request.args.get(key, "")[:80] for key in ("awal", "jenis", "id")}
    found = queries.entries(
        services().session,
        prefix=given["awal"],
        object_type=given["jenis"] or None,
        object_id=given["id"] or None,
        before=whole(before),
        limit=PAGE + 1,
    )
    kept: dict[str, Any] = {key: value for key, value in given.items() if value}
    older = url_for("audit.journal", **kept, sebelum=found[PAGE - 1].seq) if len(found) > PAGE else None
    return render_template(
        "audit/journal.html",
        entries=found[:PAGE],
        given=given,
        older=older,
        labels=labels,
        total=queries.count(services().session),
    )


class CheckForm(Form):
    """A button."""


@blueprint.post("/jurnal/periksa")
@access.needs(SEE)
def verify() -> Response:
    """Recompute the chain from the first entry to the last."""
    if CheckForm().validate_on_submit():
        found = queries.verify(services().session)
        if found.ok:
            flash(
                _(
                    "Rantai utuh: %(n)s entri, hash terakhir %(hash)s.",
                    n=found.entries,
                    hash=found.last_hash[:16],
                ),
                "ok",
            )
        else:
            text = _(
                "Rantai putus pada entri %(n)s: %(why)s. Jangan ubah apa pun; hubungi pengelola sistem.",
                n=found.broken_at,
                why=labels.reason(found.reason),
            )
            flash(text, "bad")
    return redirect(url_for("audit.journal"), 303)
