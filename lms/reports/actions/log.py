"""Taking over a log of dispositions: its numbers, and the letters that a trainer chose as the draft of a quiz."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.codes import unique_slug
from lms.core.errors import Refused
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.exchange.model import Notes
from lms.reports.domain.log.letters import Chosen, letters_paper, write_letters
from lms.reports.domain.log.statistics import LogStatistics
from lms.reports.models import DispositionLog
from lms.studio import actions as studio
from lms.studio.queries.lessons import present_files
from lms.web.i18n import lazy_gettext as _l

MOST_PAIRS = 50
MOST_LETTERS = 150


@dataclass(frozen=True)
class Prepared:
    """A draft that waits to be kept: its place in the content, its text, and how many letters are in it."""

    path: str
    text: str
    letters: int


def prepare(
    session: Session, *, title: str, chosen: Sequence[Chosen], catalogue: Catalogue, competency: str
) -> Prepared | None:
    """The chosen rows as a quiz file, written and checked before anything is locked; None without rows.

    Refused for a code that does not mean one destination today, and for a text that would not pass the check.
    """
    if not chosen:
        return None
    if len(chosen) > MOST_LETTERS:
        raise Refused("log.many", _l("Pilih paling banyak %(n)s surat sekaligus.", n=MOST_LETTERS))
    for one in chosen:
        _one_destination(one, catalogue)
    taken = {path.removeprefix("quizzes/").removesuffix(".md") for path in present_files(session)}
    identity = unique_slug(title, taken, "log-disposisi")
    notes = Notes("log")
    text = write_letters(
        letters_paper(title, identity, chosen, catalogue, competency=competency, notes=notes), notes
    )
    fault = next((found for found in notes.problems if found.is_error), None)
    if fault is not None:
        raise Refused("log.text", _l("Baris %(row)s: %(fault)s", row=fault.line, fault=fault.text()))
    return Prepared(f"quizzes/{identity}.md", text, len(chosen))


def _one_destination(one: Chosen, catalogue: Catalogue) -> None:
    for code in filter(None, (one.code, one.first_code)):
        if len(catalogue.resolve(code)) != 1:
            raise Refused(
                "log.code",
                _l("Baris %(row)s: kode %(code)s tidak menunjuk satu tujuan.", row=one.row, code=code),
            )


def take_over(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    draft: Prepared | None,
    numbers: LogStatistics,
    known: Collection[str],
    report: Sequence[tuple[int, str]],
) -> DispositionLog:
    """Keep the numbers of a log, and the draft of its letters if there is one; nothing else of the log is kept.

    A pair is kept when both its names are `known` to the catalogue: in a log people write anybody's name.
    """
    pairs = [pair for pair in numbers.pairs if pair.final in known and pair.first in known]
    if draft is not None:
        studio.put(session, actor=actor, clock=clock, files={draft.path: draft.text.encode()}, replace=False)
    row = DispositionLog(
        at=clock.now(),
        account_id=actor.id,
        rows=numbers.rows,
        known=numbers.rate.of,
        misrouted=numbers.rate.count,
        since=numbers.since,
        until=numbers.until,
        pairs=[[p.final, p.first, p.interval.count, p.interval.of] for p in pairs[:MOST_PAIRS]],
        report=[list(line) for line in report],
        letters=draft.letters if draft else 0,
        path=draft.path if draft else "",
    )
    session.add(row)
    session.flush()
    data = {
        "rows": row.rows,
        "known": row.known,
        "misrouted": row.misrouted,
        "letters": row.letters,
        "path": row.path,
    }
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action="disposition_log.taken",
        object_type="disposition_log",
        object_id=row.id,
        data=data,
    )
    return row
