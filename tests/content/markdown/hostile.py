"""Markdown that attacks the reader, and the eyes of a browser to judge what became of it."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

from lms.content.markdown.sanitize import ATTRIBUTES, TAGS

SCRIPTS = [
    "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js>", "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>", "<body onload=alert(1)>", "<math><mtext></p><img src onerror=alert(1)>",
    "<style>@import'//evil.example'</style>", "<div style='background:url(javascript:1)'>", "<base href=//evil.example>",
    "<form action=//evil.example><button>x", "<object data=x>", "<embed src=x>", "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content=0>", "<!--><img src=x onerror=alert(1)>-->", "<![CDATA[<script>alert(1)</script>]]>",
    "<scr<script>ipt>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<a\tonclick=alert(1)>", "<x onclick=alert(1)>",
    "\x02wzxhzdk:0\x03", "\x02klzzwxh:0000\x03<script>", "<details open ontoggle=alert(1)>", "<?php x ?>",
]  # fmt: skip
ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
    "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "javascript&colon;alert(1)", "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)", "\x01javascript:alert(1)", "javascript\\:alert(1)", "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml,<svg onload=alert(1)>",
    "file:///etc/passwd", "//evil.example/x", "\\\\evil.example\\x", "/\\evil.example", "/keluar", "?x=1", "ftp://a/b",
    "blob:x", "about:blank", "view-source:x", "http:javascript:alert(1)", "https:", "\u2028javascript:alert(1)",
    "\u00a0javascript:alert(1)", "%6aavascript:alert(1)", "javascript%3Aalert(1)", 'x" onmouseover="alert(1)',
    "x' onmouseover='alert(1)", "x onmouseover=alert(1)", "x`onmouseover=alert(1)", "mailto:a@b.id?body=<script>",
    'https://a.example/"><script>alert(1)</script>', "https://a.example/'><img src=x onerror=alert(1)>",
]  # fmt: skip
IN_TEXT = [
    "{}", "# {}", "Judul {}\n---", "- {}", "1. a\n   > {}", "> {}", "**{}**", "`{}`", "```{}\nx\n```", "```\n{}\n```",
    "    {}", "| a |\n|---|\n| {} |", "[{}](https://a.example)", "![{}](media/a.png)", '[a](b.md "{}")',
    '!!! note "{}"\n    {}', '!!! {} "x"\n    y', "[^1]\n\n[^1]: {}", "[^{}]: x", "Istilah\n:   {}", "a\\{}", "- [ ] {}",
    "teks\n{{: {} }}", "## Judul {{#a {}}}", "*a*{{ {} }}", "[r]: b.md '{}'\n\n[r]", "<{}>", "*{}", "_{}_",
]  # fmt: skip
AS_ADDRESS = [
    "[a]({})", "[a](<{}>)", '[a]({} "t")', "![a]({})", "![a](<{}>)", "<{}>", "[a][r]\n\n[r]: {}", "![a][r]\n\n[r]: <{}>",
    "[![b]({})]({})", "| a |\n|---|\n| [a]({}) |", "[a]( {} )", '*a*{{ href="{}" }}', "[a](b.md){{ href='{}' }}",
    "![a](media/a.png){{ src={} onerror={} }}", "## J {{#a href={}}}",
]  # fmt: skip
VECTORS = [
    *(frame.format(*[attack] * 2) for frame, attack in itertools.product(IN_TEXT, SCRIPTS + ADDRESSES)),
    *(frame.format(*[attack] * 2) for frame, attack in itertools.product(AS_ADDRESS, SCRIPTS + ADDRESSES)),
]

_VOID = {"br", "hr", "img"}
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|#isi-|/isi/)", re.IGNORECASE)


class Browser(HTMLParser):
    """Reads HTML and collects what must not be in it."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"tag {tag}")
        if tag not in _VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, set()):
                self.faults.append(f"{tag} has {name}")
            if name in {"href", "src"} and not _SAFE_ADDRESS.match(value or ""):
                self.faults.append(f"{tag} leads to {value}")
            if name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"instruction {data}")


def faults(html: str) -> list[str]:
    """What a browser would do that we do not want."""
    browser = Browser()
    browser.feed(html)
    browser.close()
    outside = [i for i in browser.ids if not i.startswith("isi-")]
    left = [f"<{tag}> is never closed" for tag in browser.open]
    return [*browser.faults, *left, *(f"id {i}" for i in outside)]


def resolver(target: str, *, image: bool) -> str | None:
    """Every relative target exists; what is asked for must be relative."""
    assert not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\#?]", target), target
    return ("/isi/gambar/" if image else "/isi/") + re.sub(r"[^a-z./]", "", target)
