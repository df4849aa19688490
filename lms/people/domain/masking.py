"""Hiding personal data in texts that citizens wrote: one table of rules, in the order in which they are tried.

Hiding too much is preferred to hiding too little: a letter without a name still teaches. Street names without a house
number stay, because they decide who is responsible for a road.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_GAP = r"[ .\-–/()]{0,3}"
_NUMBER = rf"\d(?:{_GAP}\d){{8,}}"
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3}){2,4}(?:,\d{1,2})?")
_WORD = r"[^\W\d_][\w'’.-]*"
_NAME_WORD = r"[^\W\d_a-zà-ÿ][\w'’.-]*"
_LINK = r"(?:bin|binti|van|de|al|el)"
_NAME = rf"{_NAME_WORD}(?: +(?:{_NAME_WORD}|{_LINK}))*"
_END = (
    r"dan|di|ke|dari|dengan|yang|untuk|ingin|mau|mohon|memohon|minta|meminta|hendak|tinggal|bertempat|beralamat|alamat|"
    r"warga|selaku|sebagai|adalah|akan|sudah|belum|telah|pada|karena|agar|supaya|apakah|bagaimana|kapan|nik|nip|no|nomor|"
    r"rt|rw|jl|jalan|saya|kami|umur|usia|pekerjaan|hp|wa|telp|telepon|bermaksud|mengajukan|menanyakan|melaporkan"
)
_ANY_NAME = rf"(?!(?:{_END})\b){_WORD}(?: +(?!(?:{_END})\b){_WORD}){{0,4}}"
_ROLES = (
    r"wali ?kota|bupati|gubernur|presiden|menteri|camat|lurah|kepala|kadis|kadin|sekda|sekretaris|ketua|pimpinan|petugas|"
    r"dinas|badan|admin|operator|guru|dosen|dokter|bidan|hakim|jaksa|polisi|rt|rw|ppid|kota|hamil|menyusui|rumah|kandung|"
    r"tiri|mertua|asuh|pertiwi|anak|saya|kami|anda|ibu|bapak|sekalian|tolong|mohon|terhormat|direktur|inspektur"
)
_MINDLESS = rf"(?!(?:{_END}|{_ROLES})\b)"


@dataclass(frozen=True)
class Rule:
    """One kind of personal data: what is looked for (its group `hide` is what goes), and what stands in its place."""

    name: str
    mark: str
    pattern: re.Pattern[str]


def _rule(name: str, mark: str, pattern: str, *, case: bool = False) -> Rule:
    return Rule(name, mark, re.compile(pattern, 0 if case else re.IGNORECASE))


RULES: tuple[Rule, ...] = (
    _rule("email", "[surel]", r"(?P<hide>[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+)"),
    _rule("handle", "[akun]", r"(?<![\w@])(?P<hide>@[\w.]{3,})"),
    _rule("number", "[nomor]", rf"(?P<hide>\+?{_NUMBER})"),
    _rule("document", "[nomor]", r"(?P<hide>\b[A-Z]{1,2}[ -]?\d{6,8}\b)", case=True),
    _rule(
        "phone", "[telepon]",
        r"\b(?:telp|telepon|tlp|tel|hp|wa|whatsapp|ponsel|fax|faks)\b\W{0,4}(?P<hide>\+?\d(?:[ .\-()]{0,2}\d){3,})",
    ),
    _rule(
        "account", "[nomor]",
        r"\b(?:rek|rekening|norek|virtual account|va|id ?pel|id pelanggan|pelanggan|meter|meteran|nik|nip|nisn|kk|npwp|nop|"
        r"bpjs|paspor|sim|ktp|stnk|bpkb|shm|sertifikat|sertipikat|ktam|kartu)\b[^\d\n]{0,24}?"
        r"(?P<hide>\d(?:[ .\-/]{0,2}\d){3,})",
    ),
    _rule(
        "ticket", "[nomor]",
        r"\b(?:no|nomor|nmr)\b\.? ?(?:permohonan|register|registrasi|reg|tiket|aduan|pengaduan|laporan|antrean|berkas|surat)\b"
        r"\W{0,3}(?P<hide>[\w./-]*\d[\w./-]*)",
    ),
    _rule("plate", "[pelat]", r"(?<!\w)(?P<hide>(?!RT|RW)[A-Z]{1,2}(?: \d{1,4} ?|\d{3,4} ?)[A-Z]{1,3})(?!\w)", case=True),
    _rule(
        "plate", "[pelat]",
        r"\b(?:plat|pelat|nopol|nomor polisi|no\.? ?polisi|no\.? ?pol)\b\W{0,3}(?P<hide>[a-z]{1,2} ?\d{1,4} ?[a-z]{0,3})",
    ),
    _rule("rtrw", "[RT/RW]", r"\b(?P<hide>rt ?/ ?rw\W{0,3}\d{1,3} ?[/ ] ?\d{1,3})"),
    _rule("rtrw", "[RT/RW]", r"\b(?P<hide>r[tw]\W{0,3}\d{1,3}(?:\W{1,3}rw\W{0,3}\d{1,3})?)"),
    _rule(
        "address", "[alamat]",
        r"\b(?:jl|jln|jalan|gg|gang|perum|perumahan|kompleks|komplek|dusun|kampung)\b\.? *"
        r"(?P<hide>[^,;\n]{2,70}?(?:\b(?:no|nomor|nmr|kav|blok|kavling)\b\.? *[\w/-]*\d[\w/-]*,? ?)+(?<=[\w/-]))",
    ),
    _rule("address", "[alamat]", r"\b(?P<hide>(?:blok|kav|kavling) +[a-z]{0,2} ?[/-]? ?\d{1,4}\w?(?: *no\.? *\d+\w?)?)"),
    _rule("address", "[alamat]", r"\brumah(?: saya| kami)?(?: +no\.?| +nomor) *(?P<hide>\d+\w?)"),
    _rule(
        "name", "[nama]",
        r"\b(?:a\. ?n\.?|an\.|atas nama|nama (?:lengkap )?saya|saya bernama|bernama|nama(?: lengkap| pemohon| pelapor)?(?= ?:))"
        rf"(?: adalah)? ?:? *(?P<hide>{_ANY_NAME})",
    ),
    _rule("name", "[nama]", rf"\b(?:pemohon|pelapor|pengirim|dari) ?: *(?P<hide>{_ANY_NAME})"),
    _rule("name", "[nama]", rf"\b(?:hormat|salam)(?: saya| kami)?[ ,:]*\n+(?P<hide>{_ANY_NAME})"),
    _rule(
        "name", "[nama]",
        rf"\b(?i:bapak|ibu|saudara|saudari|sdr|sdri|tn|ny|nn|pak|bu|bpk|almarhum|almarhumah|alm|h|hj|drs|dra|ir)\b\.? *"
        rf"(?P<hide>(?i:{_MINDLESS}){_NAME})",
        case=True,
    ),
    _rule("name", "[nama]", rf"\b(?:saudara|saudari|sdr|sdri|tn|ny|nn|pak|bu|bpk)\b\.? *(?P<hide>{_MINDLESS}{_WORD})"),
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `rule` names the rule by which it was hidden, "" for what the writer wrote."""

    text: str
    rule: str = ""


@dataclass(frozen=True)
class Masked:
    """A text with its personal data hidden, in pieces so that what was hidden can be shown."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The text as it may be kept."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def hidden(self) -> int:
        """How many stretches were hidden."""
        return sum(bool(piece.rule) for piece in self.pieces)


def mask(text: str) -> Masked:
    """The text with everything hidden that a rule finds; hiding twice changes nothing."""
    pieces = [Piece(tidy(text))]
    for rule in RULES:
        pieces = [new for piece in pieces for new in ([piece] if piece.rule else _apply(rule, piece.text))]
    return Masked(tuple(piece for piece in pieces if piece.text))


def tidy(text: str) -> str:
    """Compatibility forms and invisible characters undone, so that digits cannot hide; spaces made single."""
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(c for c in plain if c in "\n\t" or unicodedata.category(c) not in ("Cf", "Cc"))
    plain = re.sub(r"[^\S\n]+", " ", plain)
    return re.sub(r" ?\n ?(?:\n ?)*", lambda gap: "\n\n" if gap[0].count("\n") > 1 else "\n", plain).strip()


def _apply(rule: Rule, text: str) -> Iterator[Piece]:
    """The text split where a rule finds something."""
    start = 0
    for found in rule.pattern.finditer(text):
        first, last = found.span("hide")
        if first < start or (rule.name == "number" and _is_amount(text, first, last)):
            continue
        last = first + len(text[first:last].rstrip(".-'"))  # the end of a sentence is no part of a name
        yield Piece(text[start:first])
        yield Piece(rule.mark, rule.name)
        start = last
    yield Piece(text[start:])


def _is_amount(text: str, first: int, last: int) -> bool:
    """Whether a long number is money, written with `Rp` before it and its thousands apart."""
    return bool(re.search(r"Rp\.? ?$", text[:first], re.IGNORECASE) and _AMOUNT.fullmatch(text[first:last]))
