"""What a simulated officer answers: the right thing when they know it, a tempting one when they do not."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from random import Random

from lms.quizzes.domain.question import Question
from lms.quizzes.kinds.base import Resolved

Fields = dict[str, list[str]]

USUAL = 0.77  # the skill at which chances are what they say
SPREAD = 1.6  # how much more often the able are right: without it no question would tell people apart
SURE, CERTAIN = 0.95, 1.5  # the best still slip now and then, unless the story needs them to pass
LEAN = 0.14  # how far apart questions lie beyond their stated difficulty


def knows_it(question: Question, skill: float, random: Random) -> bool:
    """Whether an officer of this skill (0 to 1) gets this question; letters that many people confuse are harder."""
    hard = 0.12 * ((question.difficulty or 2) - 1) if question.kind == "routing" else 0.05
    lean = LEAN * (2 * zlib.crc32(question.id.encode()) / 0xFFFFFFFF - 1)
    chance = USUAL + SPREAD * (skill - USUAL) - hard - lean + 0.1
    return random.random() < min(1.0 if skill >= CERTAIN else SURE, max(0.15, chance))


def respond(question: Question, knows: bool, random: Random, resolved: Resolved | None) -> Fields:
    """Posted fields for one question, as a browser would send them."""
    kinds: dict[str, Callable[[Question, bool, Random], Fields]] = {
        "single": _choice, "truefalse": _choice, "multiple": _multiple, "ordering": _ordering,
        "matching": _matching, "short": _text, "numeric": _text,
    }  # fmt: skip
    if question.kind == "routing":
        return _letter(question, knows, random, resolved)
    return kinds[question.kind](question, knows, random) if question.kind in kinds else {}


def _choice(question: Question, knows: bool, random: Random) -> Fields:
    wanted = [option.id for option in question.options if option.right == knows]
    return {"jawab": [random.choice(wanted)]} if wanted else {}


def _multiple(question: Question, knows: bool, random: Random) -> Fields:
    right = [option.id for option in question.options if option.right]
    if knows:
        return {"jawab": right}
    wrong = [option.id for option in question.options if not option.right]
    return {"jawab": [random.choice(right), random.choice(wrong or right)]}


def _ordering(question: Question, knows: bool, random: Random) -> Fields:
    order = [option.id for option in question.options]
    if not knows:
        place = random.randrange(len(order) - 1)
        order[place], order[place + 1] = order[place + 1], order[place]
    return {"urut": order}


def _matching(question: Question, knows: bool, random: Random) -> Fields:
    rights = [pair.right.id for pair in question.pairs]
    if not knows:
        random.shuffle(rights)
    return {f"pasang-{pair.left.id}": [right] for pair, right in zip(question.pairs, rights, strict=True)}


def _text(question: Question, knows: bool, random: Random) -> Fields:
    if not knows:
        return {"teks": [random.choice(("7", "14", "30", "tidak tahu"))]}
    key = question.options[0].text
    for sign in ("±", ".."):
        key = key.split(sign)[0]
    return {"teks": [key.strip()]}


def _letter(question: Question, knows: bool, random: Random, resolved: Resolved | None) -> Fields:
    if resolved is None:
        return {}
    right = [key.refs[0] for key in resolved.keys if key.right and key.refs]
    wrong = [key.refs[0] for key in resolved.keys if not key.right and key.refs]
    chosen = list(right)
    if not knows and wrong:
        chosen[0] = wrong[0] if random.random() < 0.7 else random.choice(wrong)
    fields = {"tujuan": list(dict.fromkeys(chosen))}
    if question.info == "exempt" and knows:
        fields["kecualikan"] = ["1"]
    return fields
