"""What the headings above a place say: their path, and whether they speak of what is lacking or of how a place stands."""

from __future__ import annotations

from planparse.link import described
from planparse.patterns import lazy
from planparse.segment.documents import Part

_LACKING = lazy(r"存在(?:的)?(?:主要)?(?:问题|困难|不足)|困难和问题|问题(?:与|和)不足")


class Headings:
    """The headings of one document."""

    def __init__(self, text: str, part: Part) -> None:
        self.text = text
        self.part = part
        self.profile = described.describes_place(part.title or "") and not described.compares_years(text[part.start : part.end])
        self.subjects: dict[int | None, tuple[bool, bool]] = {None: (False, self.profile)}
        self.paths: dict[int | None, tuple[str, ...]] = {None: ()}

    def path(self, section: int | None) -> tuple[str, ...]:
        """The titles of the sections around a place, outermost first."""
        if section not in self.paths:
            here = self.part.sections[section] if section is not None else None
            above = self.path(here.parent) if here else ()
            self.paths[section] = (*above, here.title) if here and here.title else above
        return self.paths[section]

    def speaks_of(self, section: int | None) -> tuple[bool, bool]:
        """Whether a section speaks of what is lacking, and of how a place stands."""
        if section not in self.subjects:
            path = self.path(section)
            title = "".join(path[-1:])
            glued = "" if section is None else described.glued_title(self.text, self.part.sections[section].body_start)
            self.subjects[section] = (_LACKING.search(title) is not None, described.describes_place(glued or title) or described.describes_part(path) or self.profile)
        return self.subjects[section]
