"""A code of the matrix with the name that people know it by."""

from __future__ import annotations

from dataclasses import dataclass

from lms.quizzes.domain.catalogue import Catalogue, is_external

LONGEST_SHORT = 18


@dataclass(frozen=True)
class End:
    """One end of a confused pair.

    `short` is the code without its function; `name` says who holds it, and for which function; `label` only who,
    `about` only what, where that says more; `tiny` fits the head of a column.
    """

    code: str
    short: str
    name: str
    label: str = ""
    about: str = ""
    tiny: str = ""


def end_of(code: str, catalogue: Catalogue) -> End:
    """The agency that holds the code, with its function; an outside body by its name."""
    if is_external(code):
        name = catalogue.name_of(code)
        return End(code, "EXT", name, name, "", code.rpartition(".")[2][:LONGEST_SHORT])
    refs = catalogue.resolve(code)
    name = catalogue.by_ref[refs[0]].label if len(refs) == 1 else catalogue.name_of(code)
    about = catalogue.name_of(code) if code in catalogue.by_code and catalogue.name_of(code) != name else ""
    function = catalogue.name_of(code) if "/" in code else ""
    whole = f"{name}, {function}" if function else name
    tiny = code.partition("/")[2] or (name if len(name) <= LONGEST_SHORT else "")
    return End(code, code.partition("/")[0], whole, name, about, tiny[:LONGEST_SHORT])
