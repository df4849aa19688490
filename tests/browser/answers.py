"""The right answer to the question on the screen, read from the Markdown that ships, and given as a person gives it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from lms.content.tree import ContentTree
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.question import Question
from lms.quizzes.schema.catalogues import read_catalogues
from lms.quizzes.schema.checker import local_today
from lms.quizzes.schema.quiz import QuizDocument
from lms.quizzes.schema.reading import read_quiz
from tests.browser.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]


@cache
def shipped() -> ContentTree:
    return ContentTree.from_folder(ROOT)


@cache
def catalogue() -> Catalogue:
    """Who holds what today, by the shipped tables."""
    return read_catalogues(shipped()).on(local_today())


@cache
def quiz(quiz_id: str) -> QuizDocument:
    path = f"quizzes/{quiz_id}.md"
    found = read_quiz(path, shipped().text(path), catalogue=catalogue()).quiz
    assert found is not None, path
    return found


def on_screen(page: Page, quiz_id: str) -> Question:
    """The question that the page shows, found by its title in the quiz's file."""
    letter = page.locator("article.letter dd").nth(1)
    title = letter if letter.count() else page.locator("h1")
    shown = title.inner_text().strip()
    found = [one for one in quiz(quiz_id).questions if plain(one.title) == shown]
    assert len(found) == 1, f"{shown} at {page.url}"
    return found[0]


def plain(markdown: str) -> str:
    return re.sub(r"[*_`]", "", markdown).strip()


def saved(page: Page) -> None:
    """The bar says that the answer is stored on the server."""
    expect(page.locator("[data-state-text]")).to_have_text(re.compile(r"^Tersimpan pukul \d\d\.\d\d\.\d\d$"))


def answer(page: Page, question: Question) -> None:
    """Give the right answer with mouse and keyboard."""
    if question.kind in ("single", "truefalse", "multiple"):
        for option in question.options:
            if option.right:
                page.locator(f'input[name="jawab"][value="{option.id}"]').check()
    elif question.kind == "ordering":
        for place, option in enumerate(question.options, 1):
            page.locator(f'input[name="urut-{option.id}"]').fill(str(place))
    elif question.kind == "matching":
        for pair in question.pairs:
            page.locator(f'select[name="pasang-{pair.left.id}"]').select_option(pair.right.id)
    elif question.kind == "routing":
        route(page, question)
    else:
        page.locator("#teks").fill(accepted(question))


def accepted(question: Question) -> str:
    """A text that a short or numeric key accepts."""
    return re.split(r"±|\.\.", question.options[0].text)[0].strip()


def destinations(question: Question) -> list[str]:
    """The names of the agencies and bodies that a letter belongs to."""
    known = catalogue()
    refs = [known.resolve(option.code)[0] for option in question.options if option.right]
    return [known.by_ref[ref].name for ref in dict.fromkeys(refs)]


def route(page: Page, question: Question) -> None:
    """Search every destination and take it by keyboard; tick the exception where there is one."""
    for name in destinations(question):
        take(page, name, name)
    if question.info == "exempt":
        page.get_by_role("checkbox", name="Dikecualikan").check()


def take(page: Page, words: str, name: str) -> None:
    """Type into the search of the desk, go to the line with this name, and press Enter."""
    box = page.locator("#cari")
    box.fill(words)
    line = hits(page).filter(has=page.locator("b", has_text=re.compile(rf"^{re.escape(name)}$")))
    expect(line.locator(".add")).to_be_visible()
    place = hits(page).locator("b").all_inner_texts().index(name)
    for _step in range(place + 1 if place else 0):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-slips] b", has_text=name)).to_be_visible()


def hits(page: Page) -> Locator:
    """The lines of the search results that can still be taken."""
    return page.locator("[data-results] li").filter(has=page.locator(".add:not([hidden])"))


def pass_quiz(person: Visitor, quiz_id: str) -> list[str]:
    """From the first question to the result, every answer right; returns the kinds that came along."""
    page, kinds = person.page, []
    while not page.url.endswith("/tinjau"):
        question = on_screen(page, quiz_id)
        kinds.append(question.kind)
        answer(page, question)
        saved(page)
        person.follow(page.locator("#jawaban .btn.big"))
    expect(page.get_by_text("Semua soal sudah dijawab.")).to_be_visible()
    person.follow(person.button("Serahkan jawaban"))
    return kinds
