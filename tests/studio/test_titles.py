"""Files are called by what readers call them; their paths stand small beside the title."""

from __future__ import annotations

import html
import re

from flask.testing import FlaskClient

from tests.studio.conftest import LESSON, QUIZ
from tests.studio.test_views import save


def test_files_are_called_by_their_titles_and_paths_stand_small(
    client: FlaskClient, token: str, content: dict[str, bytes]
) -> None:
    save(client, token, content, ("title: ", "title: Baru, "))
    desk = client.get("/studio").text
    title = workspace_title(desk, QUIZ)
    assert title.startswith("Baru, ")
    assert f'<p class="small path">{QUIZ}</p>' in desk
    assert "<span>Kuis dan katalog<small>quizzes</small></span>" in desk
    editor = client.get(f"/studio/berkas/{QUIZ}").text
    assert f"<strong>{title}</strong>" in editor
    assert "<dt>Batas lulus</dt>" in editor
    assert "<dt>pass_mark</dt>" not in editor
    assert f'>{title}</a></h3><p class="small">{QUIZ}</p>' in html.unescape(client.get("/").text)
    lesson = client.get(f"/studio/berkas/{LESSON}").text
    assert "<small>01-pendahuluan.md</small>" in lesson


def workspace_title(desk: str, path: str) -> str:
    """The words of the link to a draft."""
    found = re.search(rf'<a class="lk" href="/studio/berkas/{path}">([^<]+)</a>', desk)
    assert found is not None
    return html.unescape(found[1])
