"""Reading competency: the framework, standings, evidence and learning hours."""

from lms.competency.queries.content import catalogue, framework, posts
from lms.competency.queries.evidence import evidence_of, proofs_of
from lms.competency.queries.jp import JPLedger, JPLine, jp_of
from lms.competency.queries.retention import recall_of, summaries
from lms.competency.queries.standing import Ground, ground, required_only, standing, standings, step_of

__all__ = [
    "Ground",
    "JPLedger",
    "JPLine",
    "catalogue",
    "evidence_of",
    "framework",
    "ground",
    "jp_of",
    "posts",
    "proofs_of",
    "recall_of",
    "required_only",
    "standing",
    "standings",
    "step_of",
    "summaries",
]
