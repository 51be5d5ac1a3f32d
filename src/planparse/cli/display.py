"""What the commands show: trees, tables, highlighted text. In a pipe, brackets stand for colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from planparse.codebook import Entry
from planparse.evaluate.calibration import Bin
from planparse.evaluate.tally import Report
from planparse.export.ledger import SIGNS
from planparse.records import Agency, Document, Period, Target
from planparse.run.local import Listener, State, Summary
from planparse.text import AlignedText

STYLES = {"planned": "bold green", "achieved": "bold cyan", "context": "bold yellow"}
# Wide enough for the tables where no terminal gives a width.
WIDTH = 160


class Screen(Console):
    """A terminal or a pipe; when its reader has gone, there is nothing left to do and nothing to say."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        raise BrokenPipeError


def screen(stderr: bool = False) -> Screen:
    """The console to print on."""
    console = Screen(stderr=stderr, highlight=False)
    return (
        console
        if console.is_terminal
        else Screen(stderr=stderr, highlight=False, width=WIDTH, soft_wrap=True)
    )


@contextmanager
def progress_bar() -> Iterator[Listener]:
    """A bar with files, targets and rate on standard error, if that is a terminal."""
    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files, {task.fields[targets]:,} targets, {task.fields[rate]:,.0f} files/s"),
        TimeElapsedColumn(),
        console=(console := screen(stderr=True)),
        disable=not console.is_terminal,
        transient=True,
    )
    task = bar.add_task("", total=None, targets=0, rate=0.0)

    def listen(state: State) -> None:
        rate = state.files / (bar.tasks[0].elapsed or 1)
        bar.update(task, completed=state.files, total=state.of, targets=state.targets, rate=rate)

    with bar:
        yield listen


def summary(result: Summary, where: str) -> Iterator[RenderableType]:
    """What a run has made."""
    table = _table("record", "rows", "file")
    for name, count in result.counts.items():
        table.add_row(name, f"{count:,}", f"{where}/{name}.jsonl")
    yield table
    rate = result.files / result.seconds if result.seconds else 0
    done = "nothing had changed" if result.unchanged else f"{rate:,.0f} files/s"
    yield f"{result.files:,} files in {result.seconds:.1f} s ({done})"


def outline(document: Document) -> Tree:
    """The sections of a document as a tree, with their levels."""
    about = ", ".join(str(x) for x in (document.issuer, document.year, document.doc_type) if x)
    tree = Tree(Text.assemble((document.title or "(no title)", "bold"), f"  {about}"))
    nodes: dict[str | None, Tree] = {None: tree}
    for section in document.sections:
        parent = nodes.get(section.parent_id, tree)
        line = Text.assemble(
            (f"{section.level} ", "dim"), (section.marker, "magenta"), f" {section.title or ''}"
        )
        nodes[section.section_id] = parent.add(line)
    return tree


def highlighted(text: str, document: Document, targets: Sequence[Target], colours: bool) -> Text:
    """The body of a document with its targets marked where they stand."""
    shown = Text()
    for start, end in document.body:
        inside = sorted(
            (t for t in targets if start <= t.start and t.end <= end), key=lambda t: (t.start, t.end)
        )
        for target in inside:
            if target.start < start:  # two targets may share their words
                continue
            shown.append(text[start : target.start])
            shown.append_text(_marked(text[target.start : target.end], target, colours))
            start = target.end
        shown.append(text[start:end])
    return shown


def sample(targets: Iterable[Target], count: int, colours: bool) -> Iterator[Text]:
    """Some targets, each in its sentence."""
    for target in islice(targets, count):
        before, _, after = target.sentence.strip().partition(target.quote)
        quote = (
            _marked(target.quote, target, colours) if after or before != target.sentence.strip() else Text()
        )
        reading = f"  {target.indicator or '?'}: {amount(target)}"
        yield Text.assemble("• ", before, quote, after, (reading, "dim"))


def amount(target: Target) -> str:
    """The quantity of a target in one word."""
    upper = "" if target.value_max is None else f"–{target.value_max}"
    per = f"/{target.per}" if target.per else ""
    return f"{SIGNS.get(target.comparator, '')}{target.value}{upper} {target.unit}{per}".rstrip()


def target_table(targets: Sequence[Target]) -> Table:
    """The targets of a file, one a row."""
    table = _table("at", "quote", "indicator", "value", "change", "period", "status", "responsible")
    for t in targets:
        cells = (str(t.start), t.quote, t.indicator or "", amount(t), t.change, _period(t.period), t.status)
        table.add_row(
            *map(escape, cells), escape(_names(t.responsible)), style=STYLES[t.status].removeprefix("bold ")
        )
    return table


def removals(text: AlignedText) -> Table:
    """What normalizing took out, and by which rule."""
    table = _table("at", "rule", "removed")
    for start, end, rule in text.removed:
        table.add_row(f"{start}–{end}", rule, escape(repr(text.source[start:end][:60])))
    return table


def scores(report: Report) -> Iterator[Table]:
    """Precision, recall and F1 of each task, then how often each field is right."""
    tasks = _table("task", "precision", "recall", "F1", "right", "false", "missed")
    for name, t in report.tasks.items():
        figures = (f"{x:.3f}" for x in (t.precision, t.recall, t.f1))
        tasks.add_row(name, *figures, str(t.right), str(t.false), str(t.missed))
    yield tasks
    fields = _table("field", "accuracy", "right", "of")
    for name, a in report.fields.items():
        fields.add_row(name, f"{a.share:.3f}", str(a.right), str(a.seen))
    if report.quotes.seen:
        fields.add_row("quotes", f"{report.quotes.share:.3f}", str(report.quotes.right), str(report.quotes.seen))
    yield fields


def bins(name: str, rows: Iterable[Bin]) -> Table:
    """How many records of each bin are right in every field."""
    table = _table(name, "records", "right", "share right", "mean confidence")
    for row in rows:
        table.add_row(escape(row.name), str(row.count), str(row.right), f"{row.right / row.count:.3f}", f"{row.mean:.3f}")
    return table


def error_lists(report: Report, count: int) -> Iterator[str]:
    """The first errors of each task."""
    for task, lines in report.errors.items():
        if lines:
            yield f"\n{task}: {len(lines)}"
            yield from (f"  {line}".replace("\n", "⏎") for line in lines[:count])


def codebook(entries: Iterable[Entry]) -> Table:
    """Every field with its meaning, values and an example."""
    table = _table(*Entry._fields)
    record = ""
    for entry in entries:
        if record and entry.record != record:
            table.add_section()
        record = entry.record
        table.add_row(*map(escape, entry))
    return table


def _marked(words: str, target: Target, colours: bool) -> Text:
    return Text(words, STYLES[target.status]) if colours else Text(f"⟦{words}⟧")


def _period(period: Period | None) -> str:
    if period is None:
        return ""
    return f"{period.start or ''}–{period.end or ''}"


def _names(agencies: Sequence[Agency]) -> str:
    return "、".join(f"{a.name} ({a.role})" for a in agencies if a.basis != "issuer")


def _table(*columns: str) -> Table:
    table = Table(header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
