"""Revisions of a document: who published what and why, the text of each, and going back."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for

from lms.core.errors import NotFound
from lms.db.session import writing
from lms.library import queries as library
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, permit
from lms.people.queries.accounts import labels
from lms.studio import actions
from lms.studio.domain.compare import DiffLine, differences
from lms.studio.domain.paths import is_text
from lms.studio.forms import WithdrawForm
from lms.studio.queries.answered import answered_by
from lms.studio.views import blueprint
from lms.studio.views.common import text_of
from lms.web.context import services
from lms.web.i18n import _


@blueprint.get("/studio/riwayat/<kind>/<doc_id>")
@permit(Permission.WRITE_CONTENT)
def history(kind: str, doc_id: str) -> Any:
    """Every revision, newest first."""
    session = services().session
    standing = library.standing(session, kind, doc_id)
    if standing is None:
        raise NotFound("document.unknown", _("Dokumen ini belum pernah terbit."))
    revisions = library.history(session, kind, doc_id)
    authors = labels(session, {r.account_id for r in revisions if r.account_id})
    return render_template(
        "studio/history.html",
        standing=standing, revisions=revisions, authors=authors, form=WithdrawForm(),
        answered={r.revision_id: answered_by(session, r) for r in revisions},
    )  # fmt: skip


@blueprint.get("/studio/revisi/<int:revision_id>")
@permit(Permission.WRITE_CONTENT)
def revision(revision_id: int) -> Any:
    """The files of one revision, and how they differ from the revision before."""
    session = services().session
    document = library.revision(session, revision_id)
    older = [
        r for r in library.history(session, document.kind, document.doc_id) if r.number < document.number
    ]
    after = library.file_sources(session, revision_id)
    before = library.file_sources(session, older[0].revision_id) if older else {}
    return render_template(
        "studio/revision.html",
        document=document, older=older[:1],
        texts={p: text_of(after[p]) for p in sorted(after) if is_text(p)},
        changes=_changes(before, after),
        others=sorted(p for p in after if not is_text(p)), standing=library.standing(session, document.kind, document.doc_id),
        author=labels(session, {document.account_id or 0}).get(document.account_id or 0),
    )  # fmt: skip


def _changes(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, list[DiffLine]]:
    """The texts that differ between two revisions, line by line."""
    return {
        path: differences(text_of(before.get(path)), text_of(after.get(path)))
        for path in sorted({*before, *after})
        if is_text(path) and before.get(path) != after.get(path)
    }


@blueprint.post("/studio/pulihkan/<int:revision_id>")
@permit(Permission.WRITE_CONTENT)
def restore(revision_id: int) -> Any:
    """Put an earlier revision into drafts, to be looked at and published again."""
    service = services()
    document = library.revision(service.session, revision_id)
    with writing(service.session) as session:
        actions.restore(session, actor=current_actor(), clock=service.clock, revision_id=revision_id)
    flash(_("Naskah revisi %(n)s menjadi draf. Periksa, lalu terbitkan.", n=document.number))
    return redirect(url_for("studio.edit", path=document.path), 303)
