"""Writing one file: the page, saving with and without JavaScript, repairs, and dropping a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for

from lms.core.errors import NotFound, Refused, Stale
from lms.db.session import writing
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, permit
from lms.studio import actions
from lms.studio.actions import Tab
from lms.studio.domain import fixes
from lms.studio.domain.paths import head_of, is_text
from lms.studio.forms import EditForm
from lms.studio.queries.workspace import with_content
from lms.studio.views import blueprint
from lms.studio.views.common import bytes_of, known_path, space, text_of, tree_of
from lms.studio.views.sheet import Sheet
from lms.web.context import services
from lms.web.i18n import _

LAST_PLACE = 1_000_000_000


def _place(seq: int) -> int:
    """A tab's count of its saves, as the database can hold it."""
    return max(0, min(seq, LAST_PLACE))


@dataclass(frozen=True)
class Sent:
    """A text as a page or its script sent it, with the version it started from."""

    text: str
    base: str
    tab: Tab

    @classmethod
    def by_form(cls, form: EditForm, text: str | None = None) -> Sent:
        """From the form without JavaScript; `text` replaces what was typed."""
        typed = form.text.data or "" if text is None else text
        return cls(typed, form.base.data or "", Tab((form.tab.data or "")[:32], _place(form.seq.data or 0)))

    @classmethod
    def by_script(cls, values: Any) -> Sent:
        """From JSON; Refused when it is not what our script sends."""
        found = values if isinstance(values, dict) else {}
        text, base, tab, seq = (found.get(name) for name in ("text", "base", "tab", "seq"))
        if not (
            isinstance(text, str) and isinstance(base, str) and isinstance(tab, str) and type(seq) is int
        ):
            raise Refused("save.shape", _("Permintaan tidak dapat dibaca. Muat ulang halaman ini."))
        return cls(text, base[:64], Tab(tab[:32], _place(seq)))


@blueprint.get("/studio/berkas/<path:path>")
@permit(Permission.WRITE_CONTENT)
def edit(path: str) -> Any:
    """One file in the editor, with its problems, its preview and the next revision."""
    here = space()
    draft = here.drafts.get(known_path(path))
    if path not in here.tree and draft is None:
        raise NotFound("file.unknown", _("Berkas %(path)s tidak ditemukan.", path=path))
    return _page(Sheet(path, here), EditForm(formdata=None))


def _page(sheet: Sheet, form: EditForm, *, conflict: str = "") -> str:
    return render_template(
        "studio/editor.html",
        form=form, tree=tree_of(sheet.space), path=sheet.path, conflict=conflict, lines=sheet.lines(),
        **sheet.context(),
    )  # fmt: skip


@blueprint.post("/studio/berkas/<path:path>")
@permit(Permission.WRITE_CONTENT)
def save(path: str) -> Any:
    """Save the text as a draft, repaired if a repair was asked for."""
    form = EditForm()
    text = form.text.data or ""
    wanted = fixes.decode(form.fix.data or "")
    repaired = fixes.apply(wanted, text.replace("\r\n", "\n")) if wanted else None
    try:
        keep(path, Sent.by_form(form, repaired))
    except Stale as stale:
        return conflict_page(path, form, stale)
    if wanted and repaired is None:
        flash(
            _("Tempat yang akan diperbaiki sudah berubah. Naskah tersimpan; periksa daftar masalahnya."),
            "due",
        )
    else:
        flash(_("Draf tersimpan.") if repaired is None else _("Diperbaiki, dan draf tersimpan."))
    return redirect(url_for("studio.edit", path=path), 303)


def keep(path: str, sent: Sent) -> str:
    """Write the draft in one transaction; returns its version."""
    service = services()
    data = bytes_of(sent.text)
    present = space().data(known_path(path))
    if present is not None and text_of(present) == text_of(data):
        data = present  # line ends alone are no change
    with writing(service.session) as session:
        return actions.save(
            session, actor=current_actor(), clock=service.clock, path=path, data=data,
            base=sent.base, tab=sent.tab,
        )  # fmt: skip


def conflict_page(path: str, form: EditForm, stale: Stale) -> Any:
    """The writer's text stays on the page; saving again from there is a decision."""
    here = space()
    mine = Sheet(path, with_content(here, path, bytes_of(form.text.data or "")))
    mine.version = here.version(path)
    return _page(mine, form, conflict=str(stale.message)), 409


@blueprint.post("/studio/draf/<path:path>")
@permit(Permission.WRITE_CONTENT)
def autosave(path: str) -> Any:
    """The same for the script: saves, checks, and answers with the parts of the page that change."""
    try:
        keep(path, Sent.by_script(request.get_json(silent=True)))
    except Stale as stale:
        return jsonify(error="stale", message=str(stale.message)), 409
    return jsonify(Sheet(path, space()).as_json())


@blueprint.post("/studio/buang/<path:path>")
@permit(Permission.WRITE_CONTENT)
def discard(path: str) -> Any:
    """Drop a draft; what is published stays."""
    service = services()
    with writing(service.session) as session:
        actions.discard(session, path=known_path(path))
    flash(_("Draf %(path)s dibuang.", path=path))
    after = space()
    return redirect(url_for("studio.edit", path=path) if path in after.tree else url_for("studio.desk"), 303)


@blueprint.post("/studio/hapus/<path:path>")
@permit(Permission.WRITE_CONTENT)
def remove(path: str) -> Any:
    """Mark a file for being taken away by the next revision of its document."""
    service, here = services(), space()
    if head_of(known_path(path)) == path and is_text(path):
        flash(_("Berkas utama tidak dihapus sendiri. Tarik dokumennya dari halaman riwayat."), "due")
        return redirect(url_for("studio.edit", path=path), 303)
    with writing(service.session) as session:
        actions.save(
            session, actor=current_actor(), clock=service.clock, path=path, data=None, base=here.version(path)
        )
    flash(_("%(path)s akan dihapus saat revisi berikutnya terbit.", path=path))
    return redirect(url_for("studio.edit", path=head_of(path)), 303)
