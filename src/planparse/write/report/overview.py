"""The figures of the overview, counted over all targets of the dataset as they go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from heapq import nlargest
from typing import Any, NamedTuple

from planparse.records import Document, Target

ISSUERS, AMOUNTS = 15, 12


class _Amount(NamedTuple):
    value: Decimal
    target: Target
    document: Document


@dataclass
class Overview:
    """Counts by kind, status, year and issuer, and the largest amounts of money."""

    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    years: Counter[tuple[int | None, str]] = field(default_factory=Counter)
    issuers: Counter[str | None] = field(default_factory=Counter)
    issued: Counter[str | None] = field(default_factory=Counter)
    agencies: Counter[str] = field(default_factory=Counter)
    periods: Counter[str] = field(default_factory=Counter)
    amounts: list[_Amount] = field(default_factory=list)

    def add(self, documents: Iterable[Document], targets: Iterable[Target]) -> None:
        """Count the records of one more file."""
        by_id = {d.doc_id: d for d in documents}
        self.issued.update(d.issuer for d in by_id.values())
        for target in targets:
            document = by_id[target.doc_id]
            self.kinds[target.kind, target.status] += 1
            self.years[document.year, target.status] += 1
            self.issuers[document.issuer] += 1
            self.agencies[_basis(target)] += 1
            self.periods[_period(target)] += 1
            if target.kind == "money" and target.unit == "元" and target.per is None and target.same_as is None:
                self.amounts.append(_Amount(target.value, target, document))
        self.amounts = nlargest(AMOUNTS, self.amounts, key=lambda a: a.value)

    def figures(self) -> dict[str, Any]:
        """What the page shows, as plain values."""
        most = sorted(self.issuers.items(), key=lambda item: (-item[1], item[0] or ""))
        return {
            "kinds": _by_status(self.kinds, lambda key: str(key)),
            "years": _by_status(self.years, lambda key: (key is None, key or 0)),
            "issuers": [[name, self.issued[name], count] for name, count in most[:ISSUERS]],
            "issuersMore": len(most[ISSUERS:]),
            "agencies": dict(self.agencies),
            "periods": dict(self.periods),
            "amounts": [_shown(a) for a in self.amounts],
        }


def _by_status(counts: Counter[Any], order: Any) -> list[dict[str, Any]]:
    keys = sorted({key for key, _ in counts}, key=order)
    return [{"key": key, **{s: counts[key, s] for s in ("planned", "achieved", "context")}} for key in keys]


def _basis(target: Target) -> str:
    """The best evidence for who answers: named beside it, handed down, only the issuer, nobody."""
    found = {a.basis for a in target.responsible}
    return next((basis for basis in ("explicit", "inherited", "issuer") if basis in found), "none")


def _period(target: Target) -> str:
    return "none" if target.period is None else target.period.basis


def _shown(amount: _Amount) -> dict[str, Any]:
    target, document = amount.target, amount.document
    return {
        "id": target.target_id,
        "doc": target.doc_id,
        "value": f"{target.value:f}",
        "comparator": target.comparator,
        "indicator": target.indicator,
        "status": target.status,
        "title": document.title or document.source,
        "year": document.year,
    }
