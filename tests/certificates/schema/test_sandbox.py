"""The language of templates: escaped, silent, and it notes what it lacked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError

from lms.certificates.schema.sandbox import fill


def test_missing_names_are_noted_once_under_their_full_name() -> None:
    values = {"holder": {"name": "Sari"}, "topics": [{"topic": "a"}, {"topic": "b"}]}
    source = (
        "{{ holder.name }} {{ holder.nip }} {{ holder.nip }} {{ signer.name }}"
        "{% for t in topics %}{{ t.speaker }}{% endfor %}{% for u in units %}{{ u }}{% endfor %}"
    )
    rendered = fill(source, values)
    assert rendered.missing == (
        "holder.nip",
        "signer.name",
        "topics[1].speaker",
        "topics[2].speaker",
        "units",
    )


def test_asking_whether_a_name_is_there_is_not_printing_it() -> None:
    source = "{% if holder.nip %}x{% endif %}{{ holder.nip or '-' }}{{ holder.rank|default('?') }}{{ 'a' if a.b.c == 'x' else 'b' }}"
    assert fill(source, {"holder": {}}).missing == ()
    assert fill(source, {"holder": {}}).html == "-?b"


@given(st.text(max_size=60))
def test_every_value_is_escaped(name: str) -> None:
    html = str(fill("{{ holder.name }}|{{ holder.name|upper }}", {"holder": {"name": name}}).html)
    assert "<" not in html and '"' not in html and ">" not in html


@pytest.mark.parametrize(
    "source",
    [
        "{{ holder.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ holder.name.format.__globals__ }}",
        "{{ cycler }}",
    ],
)
def test_python_cannot_be_reached(source: str) -> None:
    try:
        html = str(fill(source, {"holder": {"name": "x"}}).html)
    except TemplateError:
        return
    assert html == ""
