import pytest

from lms.content.svg import forbidden_in_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def judged(inner, head=HEAD):
    return forbidden_in_svg(f"{head}{inner}</svg>".encode())


@pytest.mark.parametrize(
    "inner",
    [
        "<g fill='url(#b)'><path d='M0 0'/></g>",
        "<defs><linearGradient id='b'><stop/></linearGradient></defs><use href='#b'/><use xlink:href='#b'/>",
        "<style>.a{fill:red}</style><text class='a'>Kota</text>",
        "<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>",
    ],
)
def test_drawings(inner):
    assert judged(inner) is None


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        ("<script>x</script>", "<script>"),
        ("<g><g><script/></g></g>", "<script>"),
        ("<metadata><script/></metadata>", "<script>"),
        ("<path onload='x'/>", "onload"),
        ("<path ONCLICK='x'/>", "ONCLICK"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<image href='https://x.id/a.png'/>", "<image>"),
        ("<use href='https://x.id/a.svg#b'/>", "href"),
        ("<use xlink:href='data:image/svg+xml,x'/>", "href"),
        ("<a href='javascript:x'><path/></a>", "<a>"),
        ("<animate attributeName='href' values='javascript:x'/>", "<animate>"),
        ("<set attributeName='onload' to='x'/>", "<set>"),
        ("<style>@import 'https://x.id'</style>", "<style>"),
        ("<style>a{fill:url(https://x.id)}</style>", "<style>"),
        ("<path style='fill:url(//x.id)'/>", "style"),
        ("<p xmlns='http://www.w3.org/1999/xhtml'/>", "<p>"),
        ("<?xml-stylesheet href='https://x.id'?>", "<?…?>"),
        ("<g>" * 60 + "</g>" * 60, "<g>"),
    ],
)
def test_what_is_no_drawing(inner, what):
    assert judged(inner) == what


def test_entities_and_other_encodings():
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + HEAD + "&a;</svg>"
    assert forbidden_in_svg(bomb.encode()) == "<!DOCTYPE>"
    assert forbidden_in_svg(bomb.encode("utf-16")) == ""
    assert forbidden_in_svg(b"") == ""
    assert forbidden_in_svg(b"\xff\xfe") == ""
    assert judged("", head="<svg>") == ""
