"""Hiding personal data in texts that citizens wrote: one table of rules, in the order in which they are tried.

Hiding too much is preferred to hiding too little: a letter without a name still teaches. Street names without a house
number stay, because they decide who is responsible for a road.
"""

# ruff: noqa: E501 -- one rule on one line reads like a table

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_GAP = r"[ .\-–/()]{0,3}"
_NUMBER = rf"\d(?:{_GAP}\d){{8,}}"
_TORN = r"\d(?:[\W_]{0,3}\d){9,}"  # whatever else stands between the digits
_DIGIT = r"(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)"
_YEARS = re.compile(r"(?:19|20)\d\d(?:\W+(?:19|20)\d\d)*")
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
_WORKS = r"puskesmas|rsud|rs|sd|smp|sma|smk|sdn|smpn|sman|smkn|kelurahan|kecamatan|kantor|balai|uptd?|pkk|posyandu|jalan|jl|dprd"
_PERSON = rf"(?=[^\W\d_a-zà-ÿ])(?!(?i:{_END}|{_ROLES}|{_WORKS})\b)[^\W\d_a-zà-ÿ][a-zà-ÿ'’-]+"  # as names are written in sentences
_PERSON_NAME = rf"{_PERSON}(?: +(?:{_PERSON}|[A-Z]\.|{_LINK})){{0,4}}"
_KIN = (
    r"suami|is[tr]{1,2}i|anak|putra|putri|ibu|ayah|bapak|adik|kakak|nenek|kakek|paman|bibi|mertua|menantu|cucu|keponakan|"
    r"sepupu|tetangga|almarhum|almarhumah"
)
_CALLED = r"mbak|mas|bang|kang|mbah|gus|ning|ustaz|ustadz|ustadzah|ust|kiai|kyai|kh|habib|dr|prof|raden|i gede|ni made"
# given names that are hardly ever words: they are looked for only where somebody is being called
_GIVEN = (
    r"budi|siti|ahmad|achmad|agus|joko|slamet|sutrisno|suparman|sugeng|bambang|hendra|hendro|rudi|rudy|dedi|dedy|eko|dwi|"
    r"tri|yanto|yono|supri\w*|suhar\w*|sukar\w*|sumar\w*|sulis\w*|wati|yanti|yuni|rina|rini|ani|ati|tuti|sri|nur\w*|"
    r"muhamm?ad|mohamm?ad|moch|abdul\w*|hasan|husein|fauzi|rizky?|fajar|iwan|yusuf|ismail|ibrahim|aminah|fatimah|aisyah|"
    r"khadijah|maria|yohanes|yosef|andreas|made|wayan|ketut|nyoman|gede|putu|asep|ujang|tono|tini|wahid\w*|zainal|zulkifli"
)
_STREET_WORD = r"(?!(?:rusak|berlubang|tersebut|selama|sejak|tahun|bulan|sepanjang|ada|sudah|belum|dan|di|ke)\b)[^\W\d_][\w'’.]*"
_UNIT = r"(?! ?(?:km|kilometer|m|meter|cm|tahun|bulan|minggu|hari|jam|menit|unit|orang|titik|kali|persen|%|rumah|warga|lampu|kk)\b)"


@dataclass(frozen=True)
class Rule:
    """One kind of personal data: what is looked for (its group `hide` is what goes), and what stands in its place."""

    name: str
    mark: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...] = ()  # one of these stands in every text in which the pattern finds something


def _rule(name: str, mark: str, pattern: str, *needs: str, case: bool = False) -> Rule:
    return Rule(name, mark, re.compile(pattern, 0 if case else re.IGNORECASE), needs)


RULES: tuple[Rule, ...] = (
    _rule(
        "handle", "[akun]",
        r"(?P<hide>(?:https?://)?(?:www\.|m\.)?(?:t\.me|wa\.me|(?:fb|facebook|instagram|twitter|x|tiktok|linkedin)\.com)/\S+)", "/",
    ),
    _rule("address", "[alamat]", r"(?P<hide>(?:https?://)?(?:maps\.app\.)?goo\.gl/\S+|https?://[^\s/]{1,100}/maps\S*|https?://maps\S*)", "goo.gl", "maps"),
    _rule("email", "[surel]", r"(?<![\w.+-])(?P<hide>[\w.+-]{1,80} ?@ ?[\w-]+(?:(?: ?\.|,)[\w-]+| \. [\w-]+)+)", "@"),
    _rule("email", "[surel]", r"(?<![\w.+-])(?P<hide>[\w.+-]{1,80}@[\w-]+)", "@"),
    _rule(
        "email", "[surel]",
        r"(?<![\w.+-])(?P<hide>[\w.+-]{1,80} ?[(\[{] ?(?:at|et|a) ?[)\]}] ?[\w-]+(?:(?:\.| ?[(\[{]? ?(?:dot|titik) ?[)\]}]? ?)[\w-]+)*)", "(", "[", "{",
    ),
    _rule("email", "[surel]", r"(?<![\w.+-])(?P<hide>[\w.+-]{1,80} (?:at|et) [\w-]+(?:(?: ?\. ?| (?:dot|titik) )(?:id|com|net|org|go|co|ac|sch|or)\b)+)", " at ", " et "),
    _rule("handle", "[akun]", r"(?<![\w@])(?P<hide>@[\w.]{3,})"),
    _rule("handle", "[akun]", r"\b(?:ig|instagram|tiktok|twitter|telegram|fb|facebook)\b ?[:=] ?(?P<hide>[\w.]{3,})"),
    _rule("handle", "[akun]", r"\b(?:ig|instagram|tiktok|twitter|telegram|fb|facebook) (?P<hide>(?=\w*[._\d])[\w.]{3,}\w)"),
    _rule("number", "[nomor]", rf"(?P<hide>\+?{_NUMBER})"),
    _rule("number", "[nomor]", rf"(?P<hide>\+?{_TORN})"),
    _rule("number", "[nomor]", r"(?<!\w)(?P<hide>(?=[OoIl]{0,3}(?:\d[OoIl]{0,4}){6})[\dOoIl]{10,40})(?!\w)", case=True),
    _rule("number", "[nomor]", r"(?<![\w.,/-])(?P<hide>0\d{6,})(?!\w)"),
    _rule("number", "[nomor]", rf"\b(?P<hide>{_DIGIT}(?:[ ,-]+{_DIGIT}){{6,}})\b"),
    _rule(
        "birth", "[tanggal]",
        r"\b(?:lahir|kelahiran|ttl)\b[^\n\d]{0,40}(?P<hide>\d{1,2}[ ./-]+(?:\d{1,2}|[a-z]{3,9})[ ./-]+\d{2,4})",
    ),
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
    _rule("plate", "[pelat]", r"(?<!\w)(?P<hide>(?!RT|RW)[A-Z]{1,2}(?: \d{1,4} ?|\d{3,4} ?|[-.]\d{3,4}[-. ]?)[A-Z]{1,3})(?!\w)", case=True),
    _rule("plate", "[pelat]", r"(?<!\w)(?P<hide>(?!rt|rw|sd|no)[a-z]{1,2}\d{4}[a-z]{1,3})(?!\w)"),
    _rule(
        "plate", "[pelat]",
        r"\b(?:motor|mobil|kendaraan|truk|pikap|angkot|bus)(?:nya| saya| kami)?\W{1,3}(?P<hide>[a-z]{1,2}[ .-]?\d{2,4}[ .-]?[a-z]{1,3})\b",
    ),
    _rule(
        "plate", "[pelat]",
        r"\b(?:plat|pelat|nopol|nomor polisi|no\.? ?polisi|no\.? ?pol)\b\W{0,3}(?P<hide>[a-z]{1,2} ?\d{1,4} ?[a-z]{0,3})",
    ),
    _rule("rtrw", "[RT/RW]", r"\b(?P<hide>rt ?/ ?rw\W{0,3}\d{1,3} ?[/ ] ?\d{1,3})"),
    _rule("rtrw", "[RT/RW]", r"\b(?P<hide>r[tw]\W{0,3}\d{1,3}(?:\W{1,3}rw\W{0,3}\d{1,3}| ?/ ?\d{1,3})?)"),
    _rule("rtrw", "[RT/RW]", rf"\b(?P<hide>r[tw] {_DIGIT}(?: belas)?(?:\W{{1,3}}rw {_DIGIT}(?: belas)?)?)\b"),
    _rule(
        "address", "[alamat]",
        r"\b(?:jl|jln|jalan|gg|gang|perum|perumahan|kompleks|komplek|dusun|kampung)\b\.? *"
        r"(?P<hide>[^,;\n]{2,70}?(?:\b(?:no|nomor|nmr|kav|blok|kavling)\b\.? *[\w/-]*\d[\w/-]*,? ?)+(?<=[\w/-]))",
    ),
    _rule("address", "[alamat]", r"\b(?P<hide>(?:blok|kav|kavling) +[a-z]{0,2} ?[/-]? ?\d{1,4}\w?(?: *no\.? *\d+\w?)?)"),
    _rule("address", "[alamat]", r"\b(?:jl|jln|jalan|gg|gang)\b\.? *[^\d\n,;]{2,40}? (?P<hide>[IVX]+ ?/ ?\d{1,4}[a-z]?)\b"),
    _rule(
        "address", "[alamat]",
        rf"\b(?:jl|jln|jalan|gg|gang)\b\.? *(?:{_STREET_WORD} +){{1,4}}(?:[IVX]+ ?/ ?)?(?P<hide>\d{{1,4}}[a-z]?(?:/\d+)?)\b{_UNIT}(?![.,]?\d)",
    ),
    _rule("address", "[alamat]", r"\brumah(?: saya| kami)?(?: +no\.?| +nomor) *(?P<hide>\d+\w?)"),
    _rule(
        "name", "[nama]",
        r"\b(?:a\. ?n\.?|an\.|atas nama|nama (?:lengkap )?saya|saya bernama|bernama|nama(?: lengkap| pemohon| pelapor)?(?= ?:))"
        rf"(?: adalah)? ?:? *(?P<hide>{_ANY_NAME})",
    ),
    _rule("name", "[nama]", rf"\b(?i:a ?/ ?n|an|nama|ttd|tertanda) +(?P<hide>(?i:{_MINDLESS}){_PERSON_NAME})", case=True),
    _rule("name", "[nama]", rf"\b(?:a ?/ ?n|perkenalkan,? saya)\b *(?P<hide>{_MINDLESS}{_ANY_NAME})"),
    _rule("name", "[nama]", rf"\b(?i:saya|kami),? +(?P<hide>{_PERSON_NAME})(?=,| +(?:warga|dari|selaku|sebagai|tinggal|yang|umur|usia)\b|\s*$)", case=True),
    _rule("name", "[nama]", rf"\b(?i:{_KIN})(?i: saya| kami| beliau)?(?: yang)?,? +(?P<hide>{_PERSON_NAME})", case=True),
    _rule("name", "[nama]", rf"\b(?:{_KIN})(?: saya| kami)?,? +(?P<hide>(?:{_GIVEN})\b(?: +(?!(?:{_END})\b){_WORD})?)"),
    _rule(
        "name", "[nama]",
        rf"(?<!RSUD )(?<!RS )(?<!Jalan )(?<!Jl )(?<!Jl\. )\b(?i:{_CALLED})\b\.? +(?P<hide>{_PERSON_NAME})",
        case=True,
    ),
    _rule("name", "[nama]", rf"\b(?i:pak|bu|bapak|ibu) +(?i:rt|rw|haji|hajah|guru|dokter|bidan)\.? +(?P<hide>{_PERSON_NAME})", case=True),
    _rule("name", "[nama]", rf"(?<!\w)(?P<hide>{_PERSON_NAME})(?=,? ?\(?\b\d{{1,2}} ?(?:tahun|thn|th)\b)", "tahun", "thn", " th", case=True),
    _rule(
        "name", "[nama]",
        rf"\b(?i:hormat(?: saya| kami)?|salam(?: hormat)?|wassalam\w*|terima ?kasih|trims|makasih)[ ,.:\n]+(?P<hide>{_PERSON_NAME})(?=\W*(?:\n|$))",
        case=True,
    ),
    _rule("name", "[nama]", rf"\n(?P<hide>{_PERSON}(?: +(?:{_PERSON}|[A-Z]\.)){{1,3}})(?=[ .,]*$)", case=True),
    _rule("name", "[nama]", rf"\b(?:pemohon|pelapor|pengirim|dari) ?: *(?P<hide>{_ANY_NAME})"),
    _rule("name", "[nama]", rf"\b(?:hormat|salam)(?: saya| kami)?[ ,:]*\n+ *(?P<hide>{_ANY_NAME})"),
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
    folded = pieces[0].text.casefold()
    for rule in RULES:
        if rule.needs and not any(word in folded for word in rule.needs):
            continue
        pieces = [new for piece in pieces for new in ([piece] if piece.rule else _apply(rule, piece.text))]
    return Masked(tuple(piece for piece in pieces if piece.text))


def tidy(text: str) -> str:
    """Compatibility forms and invisible characters undone, so that digits cannot hide; spaces made single."""
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(
        c for c in plain if c in "\n\t" or unicodedata.category(c) not in ("Cf", "Cc", "Mn", "Me")
    )
    plain = re.sub(r"[^\S\n]+", " ", plain)
    return re.sub(r" ?\n ?(?:\n ?)*", lambda gap: "\n\n" if gap[0].count("\n") > 1 else "\n", plain).strip()


def _apply(rule: Rule, text: str) -> Iterator[Piece]:
    """The text split where a rule finds something."""
    start = 0
    for found in rule.pattern.finditer(text):
        first, last = found.span("hide")
        if first < start or (rule.name == "number" and _is_harmless(text, first, last)):
            continue
        last = first + len(text[first:last].rstrip(".-'"))  # the end of a sentence is no part of a name
        yield Piece(text[start:first])
        yield Piece(rule.mark, rule.name)
        start = last
    yield Piece(text[start:])


def _is_harmless(text: str, first: int, last: int) -> bool:
    """Whether a long number is money, written with `Rp` before it and its thousands apart, or a list of years."""
    number = text[first:last]
    if re.search(r"Rp\.? ?$", text[:first][-8:], re.IGNORECASE) and _AMOUNT.fullmatch(number):
        return True
    return "," in number and bool(_YEARS.fullmatch(number))
