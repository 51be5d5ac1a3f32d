"""Label Studio: tasks with predictions as JSON, and the labelling interface beside them.

Fields are controls of a region: choices, and text areas for the others. Offsets count UTF-16 units, as browsers do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from planparse._version import __version__
from planparse.annotation.counting import Counting, plain
from planparse.annotation.marks import (
    CHOICES,
    FIELDS,
    MODELS,
    Mark,
    Marked,
    from_json,
    known_label,
    read_bytes_of,
    to_json,
)
from planparse.errors import PlanparseError
from planparse.write.dataset import replacing

COLOURS = {"target": "#0072B2", "agency": "#E69F00", "measure": "#009E73"}


def write(texts: Iterable[Marked], path: Path) -> None:
    """Write the tasks, and FILE.config.xml, which is pasted into the project's labelling interface."""
    with replacing(path) as out:
        out.write(b"[")
        for number, marked in enumerate(texts):
            out.write((b",\n" if number else b"\n") + to_json(_task(marked)))
        out.write(b"\n]\n")
    with replacing(path.with_suffix(".config.xml")) as out:
        out.write(interface().encode())


def read(path: Path, text_of: Callable[[str], str]) -> Iterator[Marked]:
    """The annotations of exported tasks; of several of one task the last. Tasks that nobody annotated are passed over."""
    tasks = from_json(read_bytes_of(path), path)
    if not isinstance(tasks, list) or not all(isinstance(t, dict) and isinstance(t.get("data"), dict) for t in tasks):
        raise PlanparseError(f"{path}: no tasks of Label Studio; export the project as JSON")
    for task in tasks:
        done = [a for a in task.get("annotations", []) if not a.get("was_cancelled")]
        source, text = task["data"].get("source"), task["data"].get("text")
        if not isinstance(source, str) or not isinstance(text, str):
            raise PlanparseError(f"{path}: a task without `source` and `text`; was it exported by planparse?")
        if done:
            yield Marked(source, plain(text), tuple(_marks(done[-1].get("result", []), Counting(text, utf16=True))))


def interface() -> str:
    """The labelling interface: three labels, and for a region of each the controls of its fields."""
    labels = "".join(f'    <Label value="{label}" background="{COLOURS[label]}"/>\n' for label in MODELS)
    controls = "".join(_control(label, name) for label in MODELS for name in FIELDS[label])
    return (
        "<View>\n  <Style>.htx-text { white-space: pre-wrap; }</Style>\n"
        f'  <Labels name="label" toName="text">\n{labels}  </Labels>\n'
        f'  <Text name="text" value="$text" granularity="symbol"/>\n{controls}</View>\n'
    )


def _control(label: str, name: str) -> str:
    about = f'name="{name}" toName="text" perRegion="true" whenTagName="label" whenLabelValue="{label}"'
    title = f'  <View visibleWhen="region-selected" whenTagName="label" whenLabelValue="{label}"><Header value={quoteattr(name)}/>'
    if name in CHOICES:
        choices = "".join(f'<Choice value="{choice}"/>' for choice in CHOICES[name])
        return f'{title}<Choices {about} choice="single" showInline="true">{choices}</Choices></View>\n'
    several = ' maxSubmissions="1"' if name != "responsible" else ""
    return f'{title}<TextArea {about} editable="true"{several}/></View>\n'


def _task(marked: Marked) -> dict[str, Any]:
    counting = Counting(marked.text, utf16=True)
    result = [item for number, mark in enumerate(marked.marks, 1) for item in _result(mark, number, marked.text, counting)]
    prediction = {"model_version": f"planparse {__version__}", "result": result}
    return {"data": {"text": marked.text, "source": marked.source}, "predictions": [prediction]}


def _result(mark: Mark, number: int, text: str, counting: Counting) -> Iterator[dict[str, Any]]:
    place = {"start": counting.to_tool(mark.start), "end": counting.to_tool(mark.end)}
    common = {"id": f"{mark.label}-{number}", "to_name": "text"}
    words = text[mark.start : mark.end]
    yield common | {"from_name": "label", "type": "labels", "value": place | {"text": words, "labels": [mark.label]}}
    for name, value in mark.fields.items():
        if name in CHOICES:
            kind, held = "choices", {"text": words, "choices": [str(value).lower()]}
        else:
            kind, held = "textarea", {"text": value if isinstance(value, list) else [_shown(value)]}
        yield common | {"from_name": name, "type": kind, "value": place | held}


def _marks(result: Iterable[dict[str, Any]], counting: Counting) -> Iterator[Mark]:
    fields: dict[str, dict[str, Any]] = {}
    regions: list[tuple[str, Mark]] = []
    for item in result:
        value = item.get("value", {})
        if item.get("type") == "labels" and (label := known_label(next(iter(value.get("labels", [])), None))):
            start, end = counting.to_source(value["start"]), counting.to_source(value["end"])
            regions.append((item["id"], Mark(label, start, end, fields.setdefault(item["id"], {}))))
        elif item.get("type") == "choices" and value.get("choices"):
            fields.setdefault(item["id"], {})[item["from_name"]] = value["choices"][0]
        elif item.get("type") == "textarea" and value.get("text"):
            fields.setdefault(item["id"], {})[item["from_name"]] = _entered(item["from_name"], value["text"])
    for _, mark in regions:
        yield Mark(mark.label, mark.start, mark.end, {n: v for n, v in mark.fields.items() if n in FIELDS[mark.label]})


def _entered(name: str, text: list[str] | str) -> list[str] | str:
    lines = [text] if isinstance(text, str) else text
    return lines if name == "responsible" else lines[-1]


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else format(value, "f")
