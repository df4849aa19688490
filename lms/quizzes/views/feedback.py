"""What the feedback pages show: parts of a marked question, and the pairs of a routed letter."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup
from sqlalchemy.orm import Session

from lms.quizzes import kinds
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.marks import ONE, ZERO, Mark, Part
from lms.quizzes.domain.question import Question
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.quizzes.queries.attempts import resolved_of
from lms.quizzes.queries.documents import question_of
from lms.quizzes.views.texts import block, inline
from lms.web.i18n import _, ngettext


@dataclass(frozen=True)
class PartView:
    """One line with what became of it; of a destination its name, and `about` which affair or function it is."""

    state: str
    text: Markup
    feedback: Markup
    answer: Markup
    name: str
    about: str


@dataclass(frozen=True)
class PairView:
    """A wrong destination beside the right one it is compared with."""

    chosen: PartView
    right: PartView | None
    half: bool


@dataclass(frozen=True)
class Feedback:
    """Everything that may be shown about one marked question."""

    row: AttemptQuestion
    question: Question
    fraction: Fraction | None
    heading: str
    stem: Markup
    parts: list[PartView]
    pairs: list[PairView]
    kept: list[PartView]
    missed: list[PartView]
    tick: str
    explanation: Markup
    own_text: str


def feedback_of(session: Session, attempt: Attempt, row: AttemptQuestion) -> Feedback:
    """The feedback of one question; the caller has checked that the rule allows it."""
    question = question_of(session, row.marked_with_id or row.revision_id, row.question_id)
    resolved = resolved_of(session, attempt, row)
    mark = kinds.mark(question, row.answer, resolved)
    fraction = Fraction(row.score) if row.score is not None else mark.fraction
    catalogue = resolved.catalogue if resolved else Catalogue()
    views = [_part(part, row.revision_id, catalogue) for part in mark.parts]
    routed = question.kind == "routing"
    pairs, kept, missed = _sorted(mark, views) if routed else ([], [], [])
    return Feedback(
        row=row,
        question=question,
        fraction=fraction,
        heading=_letter_heading(mark) if routed else _heading(fraction),
        stem=block(question.stem, row.revision_id),
        parts=[] if routed else views,
        pairs=pairs,
        kept=kept,
        missed=missed,
        tick=mark.parts[-1].state if routed and mark.parts else "plain",
        explanation=block(question.explanation or question.rubric, row.revision_id),
        own_text=str((row.answer or {}).get("text", "")) if question.kind == "open" else "",
    )


def _part(part: Part, revision_id: int, catalogue: Catalogue) -> PartView:
    words = part.feedback
    if part.state in ("wrong", "half") and part.code and not words:
        words = _from_catalogue(part, catalogue)
    elif part.state == "missed" and part.code and not words:
        words = _scope(part, catalogue)
    feedback = block(words, revision_id) if "\n\n" in words else inline(sentence(words), revision_id)
    text = inline(part.text, revision_id) if not part.code else Markup("{}").format(part.text)
    about = catalogue.name_of(part.code) if part.code in catalogue.by_code else ""
    return PartView(part.state, text, feedback, inline(part.answer, revision_id), part.text, about)


def sentence(text: str) -> str:
    """A remark as a sentence: authors write it in lower case after a colon, without a full stop."""
    text = text.strip()
    if not text:
        return ""
    first = text[:1].upper() + text[1:]
    return first if first[-1] in ".!?…”)" else f"{first}."


def _from_catalogue(part: Part, catalogue: Catalogue) -> str:
    """Feedback for a choice that the author did not foresee, with the rule that divides the affairs."""
    words = _(
        "%(name)s mengurus: %(scope)s. Surat ini menanyakan: %(asked)s.",
        name=part.text,
        scope=catalogue.scope_of(part.code),
        asked=catalogue.scope_of(part.answer),
    )
    return f"{words} {_rule(part.answer, catalogue)}".strip()


def _scope(part: Part, catalogue: Catalogue) -> str:
    """What a right destination covers, where its author wrote nothing about it."""
    scope = catalogue.scope_of(part.code)
    if not scope:
        return ""
    words = _("%(name)s mengurus: %(scope)s.", name=part.text, scope=scope)
    return f"{words} {_rule(part.code, catalogue)}".strip()


def _rule(code: str, catalogue: Catalogue) -> str:
    edition = catalogue.edition_of(code)
    return _("Daftar urusan menurut %(rule)s.", rule=edition) if edition else ""


def _sorted(mark: Mark, views: list[PartView]) -> tuple[list[PairView], list[PartView], list[PartView]]:
    """Wrong choices with the right one each stands for; right choices; right ones that nothing stands for."""
    lines = list(zip(mark.parts, views, strict=True))[:-1]
    rights = {part.id: view for part, view in lines if part.state in ("right", "missed")}
    pairs: list[PairView] = []
    compared: set[str] = set()
    for part, view in lines:
        if part.state in ("wrong", "half"):
            again = part.answer in compared  # the right one stands beside its first rival only
            pairs.append(PairView(view, None if again else rights.get(part.answer), part.state == "half"))
            compared.add(part.answer)
    kept = [view for part, view in lines if part.state == "right"]
    missed = [view for part, view in lines if part.state == "missed" and part.id not in compared]
    return pairs, kept, missed


def _heading(fraction: Fraction | None) -> str:
    if fraction is None:
        return _("Menunggu penilaian")
    if fraction == ONE:
        return _("Tepat")
    return _("Tepat sebagian") if fraction > ZERO else _("Belum tepat")


def _letter_heading(mark: Mark) -> str:
    """`Tepat sebagian: satu tujuan benar, satu tidak perlu`."""
    states = [part.state for part in mark.parts[:-1]]
    right, wrong, missed, half = (states.count(s) for s in ("right", "wrong", "missed", "half"))
    if not (wrong or missed or half):
        return _("Tepat") if mark.fraction == ONE else _("Tujuannya tepat, tindak lanjutnya belum")
    if not right and half:
        return _("Hampir tepat: urusannya benar, perangkat daerahnya keliru")
    if not right:
        return _("Belum tepat") if wrong else _("Belum dijawab")
    pieces = [ngettext("%(num)s tujuan benar", "%(num)s tujuan benar", right)]
    if wrong:
        pieces.append(ngettext("%(num)s tidak perlu", "%(num)s tidak perlu", wrong))
    if half:
        pieces.append(ngettext("%(num)s salah fungsi", "%(num)s salah fungsi", half))
    if missed > wrong:
        pieces.append(ngettext("%(num)s terlewat", "%(num)s terlewat", missed))
    return _("Tepat sebagian: %(pieces)s", pieces=", ".join(pieces))
