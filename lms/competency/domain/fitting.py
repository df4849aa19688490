"""Fitting a few parameters of memory to a city's own answers: maximum likelihood over the package's forward model.

Five of the 21 parameters are free: the first stability after a wrong, a partly right and a right answer (0, 1, 2),
the growth of stability with each recall (8, in the exponent: a scale on all growth), and the decay of the curve (20).
The others keep the package's values, which were fitted on millions of reviews: a city has too few for them.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lms.competency.domain.recall import AGAIN, DEFAULTS, Forgetting, Review

FREE = (0, 1, 2, 8, 20)
LOG_SCALE = frozenset({0, 1, 2, 20})
BOUNDS = {0: (0.01, 60.0), 1: (0.02, 80.0), 2: (0.05, 100.0), 8: (0.2, 3.5), 20: (0.1, 0.8)}
HELD_OUT = 5
"""Every fifth officer is kept out of the fitting, to judge it by."""
SEED = "estafet-recall"
MOST_REVIEWS = 20_000
"""Reviews that a fitting reads at most: the package is plain Python, and the night is short."""
ITERATIONS = 15
TINY = 1e-6

Histories = Mapping[int, Sequence[Sequence[Review]]]
"""By officer the reviews of each memory, in order of time."""


@dataclass(frozen=True)
class Fit:
    """What a fitting found; losses are mean log-losses of the held-out officers' reviews."""

    parameters: tuple[float, ...]
    reviews: int
    held_out: int
    loss_before: float
    loss_after: float

    @property
    def is_better(self) -> bool:
        """Whether the fitted parameters foretell unseen officers better than those before."""
        return self.loss_after < self.loss_before


def scored(reviews: Sequence[Review], model: Forgetting) -> Iterator[tuple[float, bool]]:
    """(predicted, recalled) for every review that comes at least a day after the one before it."""
    memory = None
    for review in reviews:
        predicted = model.foretold(memory, review.at)
        if predicted is not None:
            yield predicted, review.rating != AGAIN
        memory = model.after(memory, review)


def count_scored(histories: Histories) -> int:
    """How many reviews can be checked against a prediction."""
    return sum((b.at - a.at).days >= 1 for own in histories.values() for one in own for a, b in pairwise(one))


def log_loss(histories: Sequence[Sequence[Review]], parameters: Sequence[float]) -> float:
    """The mean log-loss of the scored reviews in nats; 0 without any."""
    model, total, count = Forgetting(parameters), 0.0, 0
    for reviews in histories:
        for predicted, recalled in scored(reviews, model):
            chance = min(max(predicted, TINY), 1 - TINY)
            total -= math.log(chance if recalled else 1 - chance)
            count += 1
    return total / count if count else 0.0


def fit(histories: Histories, before: Sequence[float] = DEFAULTS) -> Fit | None:
    """Fit the free parameters, starting from the package's; None when either side has nothing to score."""
    officers = sorted(histories, key=_shuffled)
    held = [one for officer in officers if _shuffled(officer) % HELD_OUT == 0 for one in histories[officer]]
    train = _enough(one for o in officers if _shuffled(o) % HELD_OUT for one in histories[o])
    sizes = [count_scored({0: part}) for part in (train, held)]
    if not all(sizes):
        return None
    found = _minimise(train)
    return Fit(found, sizes[0], sizes[1], log_loss(held, before), log_loss(held, found))


def _shuffled(officer: int) -> int:
    return zlib.crc32(f"{SEED}:{officer}".encode())


def _enough(memories: Iterator[Sequence[Review]]) -> list[Sequence[Review]]:
    """Memories with something to score, whole ones, until there are enough reviews."""
    taken, reviews = [], 0
    for one in memories:
        if any((b.at - a.at).days >= 1 for a, b in pairwise(one)):
            taken.append(one)
            reviews += len(one)
        if reviews >= MOST_REVIEWS:
            break
    return taken


def _minimise(train: Sequence[Sequence[Review]]) -> tuple[float, ...]:
    from scipy.optimize import minimize  # half a second of loading that no page should pay

    start = [_inner(place, DEFAULTS[place]) for place in FREE]
    bounds = [tuple(_inner(place, end) for end in BOUNDS[place]) for place in FREE]
    found = minimize(
        lambda inner: log_loss(train, _outer(inner)), start, method="L-BFGS-B", bounds=bounds,
        options={"maxiter": ITERATIONS, "ftol": 1e-6, "eps": 1e-4},
    )  # fmt: skip
    return _outer(found.x)


def _inner(place: int, value: float) -> float:
    return math.log(value) if place in LOG_SCALE else value


def _outer(inner: Sequence[float]) -> tuple[float, ...]:
    values = list(DEFAULTS)
    for place, one in zip(FREE, inner, strict=True):
        low, high = BOUNDS[place]
        values[place] = min(max(math.exp(one) if place in LOG_SCALE else float(one), low), high)
    return tuple(values)
