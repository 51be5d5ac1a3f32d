"""All mentions of a file: quantities once over the whole text, periods document by document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from planparse.extract import agency, agency_models, cell_units, period, quantity
from planparse.extract.agency import AgencyMention
from planparse.extract.masks import Mask
from planparse.extract.period import PeriodMention
from planparse.extract.quantity import Quantity, SetAside
from planparse.segment import Part
from planparse.segment.grids import at
from planparse.segment.zones import Zone


@dataclass(frozen=True)
class Mentions:
    """What was found in one document."""

    quantities: Sequence[Quantity]
    periods: Sequence[PeriodMention]
    agencies: Sequence[AgencyMention]


@dataclass(frozen=True)
class FileMentions:
    """What was found in a file, and the numbers set aside."""

    by_part: Sequence[Mentions]
    aside: Sequence[SetAside]


def _last_year(part: Part, zone: Zone) -> int | None:
    """去年 of a report counts from the year in which it is given, also where it reviews the year before."""
    return zone.year if part.doc_type == "report" and zone.view == "review" and zone.year != part.year else None


def _next_year(part: Part, zone: Zone) -> int | None:
    """明年 of a summary that goes on to plan is the year that it plans: it is written in the year before."""
    return zone.year if part.doc_type in ("summary", "mixed") and zone.view == "plan" else None


def find(text: str, parts: Sequence[Part], model: str = "off") -> FileMentions:
    """Find every mention; section markers and titles are spoken for. `model` names a second reader of agencies."""
    periods = [[p for zone in part.zones for p in period.find(text, zone.year, zone.start, zone.end, last=_last_year(part, zone), coming=_next_year(part, zone), back=zone.view == "review")] for part in parts]
    known = [Mask(p.start, p.end, "date") for found in periods for p in found]
    known += [Mask(m.start, m.end, "marker") for part in parts for m in part.markers]
    scan = cell_units.read(text, [grid for part in parts for grid in part.grids], quantity.scan(text, known))
    starts = [q.start for q in scan.quantities]
    cut = [bisect_left(starts, part.start) for part in parts] + [len(starts)]
    agencies = [agency.find(text, part.start, part.end, part.issuer, part.grids) for part in parts]
    if model != "off":
        agencies = [_with_model(text, part, found) for part, found in zip(parts, agencies, strict=True)]
    by_part = [
        Mentions(scan.quantities[a:b], found, named) for a, b, found, named in zip(cut[:-1], cut[1:], periods, agencies, strict=True)
    ]
    return FileMentions(by_part, scan.aside)


def _with_model(text: str, part: Part, found: list[AgencyMention]) -> list[AgencyMention]:
    """The mentions that the rules found, and those of the trained model in sentences that have none."""
    work = [s for s in part.sentences if at(part.grids, s.start) is None]
    more = agency_models.find(text, work, (m.start for m in found))
    return sorted([*found, *(AgencyMention(a, b, text[a:b], "responsible", "model") for a, b in more)], key=lambda m: m.start)
