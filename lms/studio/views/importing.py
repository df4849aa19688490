"""Questions from other platforms: a file or a pasted text becomes the draft of a quiz, after its report was seen."""

from __future__ import annotations

import base64
import binascii
import zlib
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for

from lms.content.check import Report
from lms.content.tree import ContentTree
from lms.core.errors import Refused
from lms.db.session import writing
from lms.institution.current import today
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, permit
from lms.quizzes.exchange.apart import TooHardError, convert_apart
from lms.quizzes.exchange.convert import READERS, Outcome
from lms.quizzes.exchange.guess import guess
from lms.quizzes.exchange.model import MEDIA, Source
from lms.studio import actions
from lms.studio.domain.bench import Checked
from lms.studio.forms import ImportForm
from lms.studio.render.preview import Preview, preview
from lms.studio.views import blueprint
from lms.studio.views.common import bytes_of, locale, space
from lms.web.context import services
from lms.web.i18n import _, ngettext

FOLDER = "quizzes/"
PASTED = "tempelan.txt"
MOST_NAME = 120
MOST_KEPT = 1_200_000  # characters in the page; the limit for fields of a form is 2 MB
MOST_UNPACKED = 12_000_000


@dataclass(frozen=True)
class Given:
    """What the trainer brought: a name, its bytes, and the format they are in."""

    name: str
    data: bytes
    origin: str

    @property
    def kept(self) -> str:
        """The bytes as a field of the page, so that they need not be chosen twice; empty when they are too many."""
        packed = base64.b64encode(zlib.compress(self.data)).decode()
        return packed if len(packed) <= MOST_KEPT and len(self.data) <= MOST_UNPACKED else ""

    def converted(self) -> Outcome:
        """The quiz in our Markdown, with the report; raises Refused for a file that takes far too long."""
        try:
            return convert_apart(Source(self.name, self.data), self.origin)
        except TooHardError:
            raise Refused(
                "import.hard", _("Berkas ini terlalu rumit untuk dibaca. Bagi menjadi beberapa berkas.")
            ) from None


@blueprint.route("/studio/impor", methods=["GET", "POST"])
@permit(Permission.WRITE_CONTENT)
def import_quiz() -> Any:
    """Choose a file or paste a text; the answer is its report and what would be saved."""
    form, fault = ImportForm(), ""
    if form.validate_on_submit():
        try:
            given = _given(form)
            return _shown(form, given, given.converted())
        except Refused as refusal:
            fault = str(refusal.message)
    return render_template("studio/import.html", form=form, fault=fault), 422 if form.is_submitted() else 200


def _shown(form: ImportForm, given: Given, found: Outcome, fault: str = "") -> Any:
    """The report by line and the preview; nothing is kept on the server yet."""
    form.name.data, form.kept.data, form.origin.data = given.name, given.kept, given.origin
    page = render_template(
        "studio/import.html",
        form=form, given=given, found=found, fault=fault, preview=_preview(found), language=locale(),
    )  # fmt: skip
    return page, 409 if fault else 422 if found.text is None else 200


def _preview(found: Outcome) -> Preview | None:
    """The questions as the editor would show them; images appear once they are saved."""
    if found.text is None:
        return None
    path = f"{FOLDER}{found.id}.md"
    nothing = Report([], [])
    tree = ContentTree({**space().tree.files, path: found.text.encode()})
    return preview(path, Checked(tree, nothing, nothing), links=None, today=today())


@blueprint.post("/studio/impor/simpan")
@permit(Permission.WRITE_CONTENT)
def import_save() -> Any:
    """Convert once more and keep the result as drafts; a file with a fault leaves nothing behind."""
    form = ImportForm()
    try:
        given = _given(form)
        found = given.converted()
    except Refused as refusal:
        return render_template("studio/import.html", form=form, fault=str(refusal.message)), 422
    if found.text is None:
        return _shown(form, given, found)
    try:
        return _saved(found, found.text, replace=bool(form.replace.data))
    except Refused as refusal:
        return _shown(form, given, found, str(refusal.message))


def _saved(found: Outcome, text: str, *, replace: bool) -> Any:
    """Keep the quiz and its media as drafts, all of them or none, and go on to the editor."""
    service, path = services(), f"{FOLDER}{found.id}.md"
    files = {path: text.encode(), **{f"{FOLDER}{MEDIA}{name}": data for name, data in found.media.items()}}
    with writing(service.session) as session:
        actions.put(session, actor=current_actor(), clock=service.clock, files=files, replace=replace)
    flash(
        ngettext("%(num)s soal tersimpan sebagai draf.", "%(num)s soal tersimpan sebagai draf.", found.count),
        "ok",
    )
    return redirect(url_for("studio.edit", path=path), 303)


def _given(form: ImportForm) -> Given:
    """What was chosen now, else what the page kept, else what was pasted."""
    upload, text = form.file.data, form.text.data or ""
    if upload is not None and upload.filename:
        name, data = upload.filename, upload.read()
        upload.close()
    elif form.kept.data:
        name, data = form.name.data or PASTED, _unpacked(form.kept.data)
    elif text.strip():
        name, data = PASTED, bytes_of(text)
    else:
        raise Refused("import.empty", _("Pilih berkas atau tempelkan teksnya."))
    wanted = form.origin.data
    name = name.replace("\\", "/").rsplit("/", 1)[-1][:MOST_NAME]
    return Given(name, data, wanted if wanted in READERS else guess(name, data))


def _unpacked(text: str) -> bytes:
    try:
        opening = zlib.decompressobj()
        data = opening.decompress(base64.b64decode(text, validate=True), MOST_UNPACKED)
        if not opening.eof:
            raise ValueError("not the whole file")
    except (binascii.Error, ValueError, zlib.error):
        raise Refused("import.kept", _("Berkas perlu dipilih sekali lagi.")) from None
    return data
