"""What a certificate states: the facts that are kept as its snapshot, and that `sample.yaml` invents for the preview."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from pydantic import BaseModel, ConfigDict, Field


class _Facts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Holder(_Facts):
    """Who holds it, as they were on the day of the event; an external speaker has no NIP, rank or post."""

    name: str = Field(min_length=1, max_length=200)
    nip: str = ""
    rank: str = ""
    post: str = ""
    agency: str = ""
    role: str = "peserta"


class Event(_Facts):
    """What it was earned at."""

    title: str = Field(min_length=1, max_length=300)
    kind: str = "Bimbingan Teknis"
    organiser: str = ""
    place: str = ""
    first_day: date
    last_day: date
    jp: Fraction


class Topic(_Facts):
    """One line of the table on the back."""

    topic: str
    speaker: str = ""
    jp: Fraction


class Result(_Facts):
    """What was measured; shares from 0 to 1."""

    attendance: Fraction | None = None
    post_test: Fraction | None = None
    predicate: str = ""
    units: tuple[str, ...] = ()


class SignerFacts(_Facts):
    """The official who signs."""

    name: str = ""
    nip: str = ""
    rank: str = ""
    position: str = ""


class Office(_Facts):
    """The letterhead."""

    government: str = ""
    name: str = ""
    place: str = ""
    jp_minutes: int = 45


class Registration(_Facts):
    """The entry in the register of certificates."""

    number: str
    sequence: int
    year: int
    code: str
    issued_on: date
    valid_until: date | None = None
    verify_url: str


class Facts(_Facts):
    """Everything that is printed, except the words about the signature."""

    holder: Holder
    event: Event
    topics: tuple[Topic, ...] = ()
    result: Result = Result()
    signer: SignerFacts = SignerFacts()
    office: Office = Office()
    certificate: Registration
    fields: dict[str, str] = {}


class SignatureWords(_Facts):
    """What the paper says about the signature; `development` marks a test key, on paper too."""

    label: str
    note: str = ""
    development: bool = False
