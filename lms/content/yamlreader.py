"""One YAML text to plain values with a position for each, all faults collected, nothing guessed.

Every plain scalar stays the text the author wrote (`08`, `no` and `2026-10-01 08:00` included);
the type of the field that receives it decides what it means. Only an empty value, `~` and `null`
are special: they are None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from lms.content.text import Places
from lms.content.yamlwords import explain
from lms.core.problem import Problem, problem

MAX_DEPTH = 8
_CORE_TAG = "tag:yaml.org,2002:"
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_ENDS = (MappingEndEvent, SequenceEndEvent)

Loc = tuple[str | int, ...]
Place = tuple[int, int]


class TooDeepError(YAMLError):
    """More levels than anybody needs: reading on would cost the square of their number."""


@dataclass
class Positions:
    """Where every key and value stands; the nearest parent answers for what is not there."""

    root: Place = (1, 1)
    keys: dict[Loc, Place] = field(default_factory=dict)
    values: dict[Loc, Place] = field(default_factory=dict)

    def key(self, *loc: str | int) -> Place:
        """Line and column of the key at `loc`, or of the item, if the last step is an index."""
        return self._nearest(self.keys, loc)

    def value(self, *loc: str | int) -> Place:
        """Line and column of the value at `loc`."""
        return self._nearest(self.values, loc)

    def _nearest(self, places: dict[Loc, Place], loc: Loc) -> Place:
        for length in range(len(loc), 0, -1):
            if loc[:length] in places:
                return places[loc[:length]]
        return self.root


class Reader:
    """Builds values from the stream of events, so that aliases never multiply anything."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.path = path
        self.text = text
        self.first_line = first_line
        self.places = Places(text)
        self.where = Positions(root=(max(first_line - 1, 1), 1))
        self.problems: list[Problem] = []
        self.place: Place = (first_line, 1)
        self.wrong_root = False

    def document(self, into: dict[str, Any]) -> None:
        """Fill `into`; YAMLError where the syntax breaks off, everything else is reported."""
        events = self._events()
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.report("F020", self.place, detail=explain("another document"))
                    self.wrong_root = True
                    return
            elif isinstance(event, MappingStartEvent) and documents == 1:
                self._note_anchor(event)
                self._mapping(events, (), into)
            elif isinstance(event, ScalarEvent) and event.value == "" and event.implicit[0]:
                continue
            elif isinstance(event, (ScalarEvent, SequenceStartEvent, AliasEvent)):
                self.report("F025", self.place)
                self.wrong_root = True
                return

    def _events(self) -> Iterator[Event]:
        for event in YAML(typ="safe", pure=True).parse(self.text):
            self.place = self.at(event.start_mark.index)
            yield event

    def at(self, index: int) -> Place:
        """Line and column in the file of the character at `index` of the text."""
        line, column = self.places.at(index)
        return line + self.first_line - 1, column

    def _mapping(self, events: Iterator[Event], loc: Loc, into: dict[str, Any]) -> dict[str, Any]:
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            place = self.place
            key = self._key(event, events, loc)
            first = self.where.keys.get((*loc, key)) if key is not None else None
            repeated = key is None or first is not None
            if first is not None:
                self.report("F022", place, key=key, first=first[0])
            if repeated:
                self._discard(next(events), events, len(loc) + 1)
                continue
            assert key is not None
            inner = (*loc, key)
            self.where.keys[inner] = place
            into[key] = self._value(next(events), events, inner)
        return into

    def _key(self, event: Event, events: Iterator[Event], loc: Loc) -> str | None:
        place = self.place
        if isinstance(event, ScalarEvent):
            self._note_anchor(event)
            return str(event.value)
        self._discard(event, events, len(loc) + 1)
        if not isinstance(event, AliasEvent):
            self.report("F026", place)
        return None

    def _value(self, event: Event, events: Iterator[Event], loc: Loc) -> Any:
        self.where.values[loc] = self.place
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)) and len(loc) >= MAX_DEPTH:
            raise TooDeepError
        self._note_anchor(event)
        if isinstance(event, MappingStartEvent):
            return self._mapping(events, loc, {})
        if isinstance(event, SequenceStartEvent):
            return self._sequence(events, loc)
        if isinstance(event, ScalarEvent):
            return None if event.implicit[0] and event.value in _NULLS else str(event.value)
        return f"*{getattr(event, 'anchor', '')}"  # an alias, reported already

    def _sequence(self, events: Iterator[Event], loc: Loc) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            inner = (*loc, len(items))
            self.where.keys[inner] = self.place
            items.append(self._value(event, events, inner))
        return items

    def _discard(self, event: Event, events: Iterator[Event], depth: int) -> None:
        """Pass over one value, whatever its size, still reporting what is forbidden in it."""
        self._note_anchor(event)
        level = 0
        while True:
            if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
                level += 1
                if depth + level > MAX_DEPTH:
                    raise TooDeepError
            elif isinstance(event, _ENDS):
                level -= 1
            if level == 0:
                return
            event = next(events)
            self._note_anchor(event)

    def _note_anchor(self, event: Event) -> None:
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            mark = ("*" if isinstance(event, AliasEvent) else "&") + str(anchor)
            self.report("F021", self.place, mark=mark)
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.report("F024", self.place, tag=str(tag).replace(_CORE_TAG, "!!"))

    def report(self, code: str, place: Place, **values: object) -> None:
        """Note a problem at line and column of the file."""
        self.problems.append(problem(self.path, place[0], place[1], code, **values))
