"""Who somebody was on a given day: what issued, answered and attended things keep."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class OfficerSnapshot:
    """Name, post and agency of one officer on one day; later transfers and renames do not reach it."""

    officer_id: int
    name_with_titles: str
    nip: str | None
    rank: str
    post_title: str
    profile: str | None
    agency_id: int | None
    agency_name: str
    agency_short: str

    def as_json(self) -> dict[str, object]:
        """The snapshot as a plain dictionary for a JSON column."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, object]) -> OfficerSnapshot:
        """The snapshot back from its JSON column."""
        return cls(**values)  # type: ignore[arg-type]


def with_titles(name: str, front: str, back: str) -> str:
    """`Drs. Hendro Pamungkas, M.Si.`: academic titles before and after the name."""
    text = f"{front} {name}".strip()
    return f"{text}, {back}" if back else text
