"""Automatic numbering that shows the very markers of a text: which list and level each paragraph joins."""

from __future__ import annotations

from dataclasses import dataclass, field

from typeset.content import Marker

LEVELS = 9


@dataclass
class Numbering:
    """Levels in the order in which marker kinds first appear; a new list where a count does not go on by itself.

    `lists` says of each list with which numbers its levels begin, where that is not 1.
    """

    kinds: list[tuple[str, str, str]] = field(default_factory=list)
    lists: list[dict[int, int]] = field(default_factory=lambda: [{}])
    counts: dict[int, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def place(self, marker: Marker) -> tuple[int, int] | None:
        """The list (counted from 0) and level that show this marker; None where there are too many kinds."""
        if marker.kind not in self.kinds:
            if len(self.kinds) == LEVELS:
                return None
            self.kinds.append(marker.kind)
        level = self.kinds.index(marker.kind)
        shown = self.counts[level] + 1 if level in self.counts else self.lists[-1].get(level, 1)
        # Programs differ in how they count a level that comes behind deeper ones of its list.
        late = level not in self.used and any(deeper > level for deeper in self.used)
        if shown != marker.value or late:
            self.lists.append({level: marker.value})
            self.counts, self.used = {}, set()
        self.used.add(level)
        self.counts = {held: count for held, count in self.counts.items() if held < level} | {level: marker.value}
        return len(self.lists) - 1, level
