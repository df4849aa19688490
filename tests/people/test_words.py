"""Everyday words: the city's changes over the published ones, who may make them, and what stays untouched."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from lms.audit.models import JournalEntry
from lms.core.actor import Actor
from lms.core.errors import NotFound, Refused
from lms.db.session import writing
from lms.people.actions.words import add_word, set_words
from lms.people.domain.words import difference, folded, merged
from lms.people.models import EverydayWord
from lms.people.queries.words import words_of
from lms.quizzes.domain.search import Finder
from lms.quizzes.queries.catalogue import catalogue_on
from tests.factories import sign_in
from tests.quizzes.library import publish_city

DAY = date(2026, 11, 23)
WHO = Actor("account", 7, "Pengajar")
WORDS = st.lists(st.text("abcDE ", min_size=1, max_size=6).filter(lambda w: w.strip()), max_size=8)


@pytest.fixture
def city(session, clock):
    publish_city(session, clock)


def put(session, clock, code, *words):
    with writing(session):
        return set_words(session, actor=WHO, clock=clock, code=code, words=words)


def found(session, query):
    return [f.destination.label for f in Finder(catalogue_on(session, DAY)).find(query)]


@given(WORDS, WORDS)
def test_the_difference_leads_from_the_published_words_to_the_wanted_ones(published, wanted):
    words = merged(published, difference(published, wanted))
    assert {folded(w) for w in words} == {folded(w) for w in wanted}
    assert len({folded(w) for w in words}) == len(words)
    assert difference(words, wanted) == []


def test_new_attempts_search_by_the_changed_words(city, session, clock):
    assert found(session, "konblok") == []
    assert put(session, clock, "1.04", "gang", "konblok") == [("konblok", False), ("paving", True)]
    assert found(session, "konblok") == ["Disperkim"]
    assert found(session, "paving") == []
    one = words_of(session, "1.04")
    assert (one.words, one.added, one.removed) == (("gang", "konblok"), ["konblok"], ["paving"])


def test_outside_bodies_have_words_too(city, session, clock):
    put(session, clock, "EXT.PROV.SAMSAT", "pajak motor", "stnk mati")
    assert found(session, "stnk mati")[:1] == ["Samsat Provinsi"]


def test_publishing_again_leaves_the_citys_words_alone(city, session, clock):
    put(session, clock, "1.04", "gang", "konblok")
    publish_city(session, clock)
    assert words_of(session, "1.04").words == ("gang", "konblok")


def test_a_step_is_journalled_and_the_same_again_is_not(city, session, clock):
    put(session, clock, "1.04", "gang", "paving", "konblok")
    put(session, clock, "1.04", "gang", "paving", "konblok")
    put(session, clock, "1.04", "gang", "paving")
    entries = session.scalars(select(JournalEntry).where(JournalEntry.action == "city.words_changed")).all()
    assert [(e.object_id, e.data) for e in entries] == [
        ("1.04", {"added": ["konblok"], "removed": []}), ("1.04", {"added": [], "removed": ["konblok"]}),
    ]  # fmt: skip
    assert session.scalars(select(EverydayWord)).all() == []


def test_one_word_more(city, session, clock):
    for expected in (True, False):
        with writing(session):
            assert add_word(session, actor=WHO, clock=clock, code="1.04", word="Konblok") is expected
    assert words_of(session, "1.04").words == ("gang", "paving", "Konblok")


@pytest.mark.parametrize(
    ("words", "why"),
    [(["x" * 61], "paling panjang"), (["a|b"], "data pribadi"), (["hubungi 081234567890"], "data pribadi"),
     (["budi@contoh.id"], "data pribadi"), ([f"kata {n}" for n in range(151)], "Paling banyak")],
)  # fmt: skip
def test_what_is_refused(city, session, clock, words, why):
    with pytest.raises(Refused, match=why):
        put(session, clock, "1.04", *words)


def test_unknown_codes(city, session, clock):
    with pytest.raises(NotFound):
        put(session, clock, "9.99", "kata")


def test_trainers_edit_in_the_browser_and_others_do_not(city, client, make, session, app):
    token = sign_in(client, make.account("trainer"))
    assert "Permukiman" in client.get("/kota/kata?cari=paving").text
    assert "Aset" not in client.get("/kota/kata?cari=paving").text
    page = client.get("/kota/kata/sunting?kode=1.04").text
    assert "gang\npaving" in page
    facts = {"csrf_token": token, "kode": "1.04"}
    done = client.post(
        "/kota/kata/sunting", data={**facts, "words": "gang\r\npaving\r\nkonblok"}, follow_redirects=True
    )
    assert "1 kata berubah." in done.text
    assert client.post("/kota/kata/sunting", data={**facts, "words": "a|b"}).status_code == 409
    assert client.get("/kota/kata/sunting?kode=9.99").status_code == 404
    assert client.get("/kota").status_code == 403  # the rest of the city stays the admin's
    other = app.test_client()
    sign_in(other, make.account("officer"))
    assert other.get("/kota/kata").status_code == 403
