"""What the YAML scanner complains about, in words for authors."""

from __future__ import annotations

from lms.core.problem import Words

_OTHER = Words("susunan tidak dikenal di tempat ini.", "unexpected structure here.")
_KNOWN = (
    (
        "mapping values are not allowed",
        Words(
            "titik dua di tempat yang salah; beri tanda kutip pada nilai yang memuat `: `.",
            "a colon in the wrong place; put quotes round a value that holds `: `.",
        ),
    ),
    (
        "cannot start any token",
        Words(
            "karakter ini tidak boleh mengawali nilai (tab, `@`, `%`, petik terbalik); beri tanda kutip.",
            "a value cannot begin with this character (tab, `@`, `%` or a backtick); put quotes round it.",
        ),
    ),
    (
        "could not find expected ':'",
        Words("titik dua sesudah kunci tidak ada.", "the colon after the key is missing."),
    ),
    (
        "expected <block end>",
        Words(
            "lekukan baris ini tidak sejajar dengan baris di atasnya, atau tanda kutip belum ditutup.",
            "this line is not indented like the one above it, or a quote is not closed.",
        ),
    ),
    ("unexpected end of stream", Words("tanda kutip belum ditutup.", "a quote is not closed.")),
    (
        "expected ',' or ']'",
        Words(
            "daftar `[…]` belum ditutup atau koma kurang.",
            "a list `[…]` is not closed or a comma is missing.",
        ),
    ),
    (
        "expected ',' or '}'",
        Words(
            "pasangan `{…}` belum ditutup atau koma kurang.",
            "a mapping `{…}` is not closed or a comma is missing.",
        ),
    ),
    (
        "unknown escape character",
        Words(
            "garis miring terbalik di dalam tanda kutip ganda; gunakan tanda kutip tunggal.",
            "a backslash inside double quotes; use single quotes.",
        ),
    ),
    (
        "sequence entries are not allowed",
        Words("tanda `-` tidak boleh ada di tempat ini.", "a `-` is not allowed here."),
    ),
    ("block mapping", Words("kunci atau nilai tidak lengkap.", "a key or a value is incomplete.")),
    ("another document", Words("hanya boleh ada satu dokumen YAML.", "only one YAML document is allowed.")),
    (
        "directive",
        Words("baris yang diawali `%` tidak diizinkan.", "a line that begins with `%` is not allowed."),
    ),
    (
        "special characters",
        Words("karakter yang tidak dapat dicetak.", "a character that cannot be printed."),
    ),
)


def explain(problem: str | None, context: str | None = None) -> Words:
    """The words for a complaint of the scanner; a general sentence for one that is not known."""
    said = f"{problem or ''} {context or ''}"
    return next((words for sign, words in _KNOWN if sign in said), _OTHER)
