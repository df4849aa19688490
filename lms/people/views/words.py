"""Everyday words of affairs and outside bodies: trainers change them in the browser, and nothing else of the catalogue."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from lms.core.errors import NotFound, Refused
from lms.db.session import writing
from lms.people.actions.words import set_words
from lms.people.domain.permissions import Permission
from lms.people.domain.words import folded
from lms.people.forms.words import WordsForm
from lms.people.guard import current_actor, permit
from lms.people.queries.words import Words, all_words, words_of
from lms.web.context import services
from lms.web.i18n import _, ngettext

blueprint = Blueprint("words", __name__, url_prefix="/kota/kata")
LONGEST_QUERY = 80


@blueprint.get("")
@permit(Permission.EDIT_WORDS)
def index() -> Any:
    """Every code with its words; `cari` narrows to codes, names and words that hold it."""
    query = folded(request.args.get("cari", "")[:LONGEST_QUERY])
    lines = [one for one in all_words(services().session) if not query or _holds(one, query)]
    return render_template(
        "people/words.html", lines=lines, query=request.args.get("cari", "")[:LONGEST_QUERY]
    )


def _holds(one: Words, query: str) -> bool:
    return any(query in folded(text) for text in (one.code, one.name, *one.words))


@blueprint.get("/sunting")
@permit(Permission.EDIT_WORDS)
def edit() -> Any:
    """The words of one code, one in a line."""
    one = words_of(services().session, request.args.get("kode", "")[:60])
    return _page(one, WordsForm(formdata=None, kode=one.code, words="\n".join(one.words)))


@blueprint.post("/sunting")
@permit(Permission.EDIT_WORDS)
def save() -> Any:
    """Keep the words; new attempts search by them at once."""
    form, service = WordsForm(), services()
    one = words_of(service.session, form.kode.data or "")
    if not form.validate_on_submit():
        return _page(one, form), 422
    wanted = [line.strip() for line in (form.words.data or "").splitlines() if line.strip()]
    try:
        with writing(service.session) as session:
            step = set_words(session, actor=current_actor(), clock=service.clock, code=one.code, words=wanted)
    except NotFound:
        raise
    except Refused as refusal:
        flash(str(refusal.message), "bad")
        return _page(one, form), 409
    flash(
        ngettext("%(num)s kata berubah.", "%(num)s kata berubah.", len(step))
        if step
        else _("Tidak ada yang berubah.")
    )
    return redirect(url_for("people.words.edit", kode=one.code), 303)


def _page(one: Words, form: WordsForm) -> str:
    return render_template("people/words_form.html", one=one, form=form)
