"""A section of a module that tells two destinations apart, made of the catalogue and of what authors wrote.

It is content for trainers to edit, and therefore Indonesian whatever the language of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lms.quizzes.domain.catalogue import Catalogue, is_external
from lms.quizzes.domain.confusion import end_of
from lms.quizzes.domain.question import Question

_TEXT = Path(__file__).resolve().parent.parent / "texts" / "membedakan.md"
MOST_HINTS = 4
_LEAD = "Perhatikan butir yang diminta, bukan latar ceritanya."
_NO_HINT = "- Tulis di sini satu ciri surat yang menentukan pilihannya."


def distinction(right: str, chosen: str, catalogue: Catalogue, letters: Iterable[Question]) -> str:
    """Markdown with a level-2 heading: what each covers today, and how authors of practice letters tell them apart."""
    ends = [end_of(code, catalogue) for code in (right, chosen)]
    first, second = [end.label for end in ends] if ends[0].label != ends[1].label else [e.name for e in ends]
    hints = _hints(right, chosen, letters)
    return _TEXT.read_text(encoding="utf-8").format(
        first=first,
        second=second,
        one=_covers(right, catalogue),
        other=_covers(chosen, catalogue),
        lead=_LEAD,
        hints="\n".join(f"- {hint}" for hint in hints) or _NO_HINT,
    )


def heading_of(section: str) -> str:
    """The text of the heading with which a section begins."""
    return section.split("\n", 1)[0].removeprefix("##").strip()


def _covers(code: str, catalogue: Catalogue) -> str:
    """`**Jalan kota** (1.03/jalan, kini Dinas Pekerjaan Umum) mencakup: …` in one line."""
    end, scope = end_of(code, catalogue), catalogue.scope_of(code)
    refs = catalogue.resolve(code)
    holder = "" if is_external(code) else ", ".join(catalogue.by_ref[ref].name for ref in refs)
    where = f"`{code}`, kini {holder}" if holder else f"`{code}`, di luar perangkat daerah kota"
    name = catalogue.name_of(code) if code != end.label else code
    covers = f" mencakup: {scope[:1].lower()}{scope[1:]}." if scope else "."
    rule = f" Daftar urusan menurut {catalogue.edition_of(code)}." if catalogue.edition_of(code) else ""
    return f"**{name}** ({where}){covers}{rule}"


def _hints(right: str, chosen: str, letters: Iterable[Question]) -> list[str]:
    """What authors wrote beside the tempting one of the pair, in both directions; each remark once."""
    found: list[str] = []
    for letter in letters:
        rights = {option.code for option in letter.options if option.right}
        for option in letter.options:
            pair = {right, chosen} - {option.code}
            if not option.right and option.code in (right, chosen) and pair & rights and option.feedback:
                found.append(_one_line(option.feedback))
    return list(dict.fromkeys(found))[:MOST_HINTS]


def _one_line(text: str) -> str:
    """A remark on one line, as a sentence."""
    line = " ".join(text.split())
    line = line[:1].upper() + line[1:]
    return line if line.endswith((".", "!", "?", "…")) else f"{line}."
