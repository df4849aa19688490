"""New files from a starting text, and files from the trainer's computer."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.datastructures import FileStorage

from lms.core.errors import Refused
from lms.db.session import writing
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, permit
from lms.studio import actions
from lms.studio.domain import archives
from lms.studio.domain.paths import head_of, is_text, placed
from lms.studio.domain.starters import starter
from lms.studio.forms import NewForm, UploadForm
from lms.studio.queries.workspace import Workspace
from lms.studio.views import blueprint
from lms.studio.views.common import space
from lms.web.context import services
from lms.web.forms import choices
from lms.web.i18n import _, ngettext


def _courses(here: Workspace) -> list[tuple[str, str]]:
    """The course folders with their titles."""
    titles = {d.path: d.title for d in here.checked.report.of_kind("course")}
    heads = [p for p in here.tree if p.startswith("courses/") and p.endswith("/course.md")]
    return [(p.rsplit("/", 1)[0], titles.get(p, p)) for p in heads]


@blueprint.route("/studio/baru", methods=["GET", "POST"])
@permit(Permission.WRITE_CONTENT)
def new() -> Any:
    """Begin a quiz, a module or a lesson with a good starting text."""
    here, form, service = space(), NewForm(), services()
    form.course.choices = choices(_courses(here))
    if form.validate_on_submit():
        taken = [*here.tree, *here.drafts]
        texts = starter(form.kind.data, form.title.data, taken, form.course.data or "")
        files = {path: text.encode() for path, text in texts.items()}
        with writing(service.session) as session:
            actions.put(session, actor=current_actor(), clock=service.clock, files=files, replace=False)
        flash(_("Draf dibuat dari naskah awal. Ganti contohnya dengan isi Anda."))
        return redirect(url_for("studio.edit", path=next(iter(files))), 303)
    return render_template("studio/new.html", form=form), 200 if not form.is_submitted() else 422


@blueprint.route("/studio/unggah", methods=["GET", "POST"])
@permit(Permission.WRITE_CONTENT)
def upload() -> Any:
    """Bring files from the computer into drafts; all of them or none."""
    here, form = space(), UploadForm()
    form.folder.choices = choices([("quizzes", _("Kuis dan katalog")), *_courses(here), *_templates(here)])
    fault = ""
    if form.validate_on_submit():
        try:
            return _uploaded(form)
        except Refused as refusal:
            fault = str(refusal.message)
    return render_template(
        "studio/upload.html", form=form, fault=fault
    ), 200 if not form.is_submitted() else 422


def _templates(here: Workspace) -> list[tuple[str, str]]:
    titles = {d.path: d.title for d in here.checked.report.of_kind("certificate")}
    return [(path.rsplit("/", 1)[0], title) for path, title in titles.items()]


def _uploaded(form: UploadForm) -> Any:
    service = services()
    files = _read([f for f in form.files.data or [] if f.filename], form.folder.data)
    with writing(service.session) as session:
        changed = actions.put(
            session, actor=current_actor(), clock=service.clock, files=files, replace=bool(form.replace.data)
        )
    if not changed:
        flash(_("Semua berkas sama dengan yang sudah ada. Tidak ada yang berubah."))
        return redirect(url_for("studio.desk"), 303)
    flash(
        ngettext(
            "%(num)s berkas tersimpan sebagai draf.", "%(num)s berkas tersimpan sebagai draf.", len(changed)
        )
    )
    first = next((p for p in changed if head_of(p) == p and is_text(p)), changed[0])
    return redirect(url_for("studio.edit", path=first), 303)


def _read(uploads: list[FileStorage], folder: str) -> dict[str, bytes]:
    """The uploaded files by their place in content; archives are opened."""
    if not uploads:
        raise Refused("upload.empty", _("Pilih paling sedikit satu berkas."))
    files: dict[str, bytes] = {}
    for upload in uploads:
        data, name = upload.read(), upload.filename or ""
        if name.lower().endswith(".zip"):
            found = archives.unpack(data)
        else:
            path = placed(name, folder)
            if path is None:
                raise Refused("upload.place", _not_here(name))
            found = {path: data}
        twice = next((path for path in found if path in files), None)
        if twice:
            raise Refused(
                "upload.twice", _("Dua berkas yang diunggah akan bernama sama: %(path)s.", path=twice)
            )
        files |= found
    return files


def _not_here(name: str) -> str:
    return _(
        "%(name)s tidak dapat disimpan di sini. Kuis berupa berkas .md, katalog berupa affairs.csv, agencies.csv, "
        "atau external_bodies.csv, materi bernama seperti 01-judul.md, gambar dan lampiran berupa PNG, JPG, WEBP, "
        "GIF, SVG, PDF, DOCX, atau XLSX.",
        name=name[:80],
    )
