"""A folder of plans with known reposts, made from the documents of the corpus.

Each base is copied in the other script, under a sharing site's counters, inside a portal's chrome, and cut; beside
the copies stand what are none: the plan of the next year, and another bureau's plan in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

CORPUS = Path(__file__).parent.parent / "corpus"
SIZE = 200
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


def write(folder: Path) -> dict[str, str]:
    """Write the documents; for each file the name of the text that it is a copy of."""
    truth: dict[str, str] = {}
    for name, text, copied in _all():
        if len(truth) == SIZE:
            break
        (folder / name).write_text(text, "utf-8")
        truth[name] = copied
    return truth


def _all() -> Iterator[tuple[str, str, str]]:
    for number, (stem, text) in enumerate(_bases()):
        yield f"{stem}.txt", text, stem
        yield f"{stem}-script.txt", _other_script(text), stem
        yield f"{stem}-site.txt", _portal(text) if number % 2 else _counted(text), stem
        yield f"{stem}-cut.txt", _cut(text, number), stem
        yield f"{stem}-short.txt", _portal(text[: len(text) * 4 // 5]), stem
        yield f"{stem}-torn.txt", _counted(_other_script(_cut(text, number + 1))), stem
        yield f"{stem}-next.txt", _next_year(text), f"{stem}-next"
        yield f"{stem}-next-site.txt", _portal(_next_year(text)), f"{stem}-next"
        if _body_of(text.split("\n", 1)[0]):
            yield f"{stem}-other.txt", _other_bureau(text, number), f"{stem}-other"


def _bases() -> Iterator[tuple[str, str]]:
    """Single documents in simplified characters, with a year and a body in the first line."""
    for path in sorted(CORPUS.glob("*.txt")):
        text = path.read_text("utf-8")
        head = text.split("\n", 1)[0]
        if len(text) > 500 and _YEAR.search(head) and len(head) < 60 and text == _simplified(text):
            yield path.stem, text


def _simplified(text: str) -> str:
    from planparse.normalization import script

    return script.convert(text)


def _other_script(text: str) -> str:
    import opencc

    return str(opencc.OpenCC("s2t").convert(text))


def _counted(text: str) -> str:
    """As a document-sharing site shows it: a header, and a counter wherever a page breaks."""
    pages = [text[i : i + 420].replace("\n", "") for i in range(0, len(text), 420)]
    head = "欢迎来到某某文库\n浏览记录\nID:5512087\n大小:41.00 KB\n页数:4页\n时间:2019-03-11\n"
    return head + "\n".join(f"{n}、{page}" for n, page in enumerate(pages, 1)) + "\n此文档下载收益归作者所有\n"


def _portal(text: str) -> str:
    head = "当前位置:首页>政务公开>规划计划\n发布时间:2020-01-15 来源:本站 浏览次数:318 字体:[大 中 小]\n"
    return head + text + "\n【打印本页】【关闭窗口】\n上一篇:没有了\n下一篇:没有了\n"


def _cut(text: str, number: int) -> str:
    """A half without the other one: the first, the last, or what lies between."""
    half = len(text) // 2
    start = (0, half // 2, half)[number % 3]
    return text[start : start + half]


def _next_year(text: str) -> str:
    """The plan of the year after: the same sentences, other years and other figures."""
    later = re.sub(r"(?:19|20)\d\d(?=年)", lambda m: str(int(m.group()) + 1), text)
    return _other_figures(later, 3)


def _other_figures(text: str, by: int) -> str:
    return re.sub(r"(?<![\d.年月第(〔])[1-9]\d{1,3}(?![\d.年月〕])", lambda m: str(int(m.group()) + by), text)


def _body_of(head: str) -> str | None:
    match = re.match(r"(?P<body>[一-鿿]{2,10}?[省市县区镇乡州])", head)
    return match["body"] if match else None


def _other_bureau(text: str, number: int) -> str:
    """Another place's plan in the same words, with its own figures."""
    body = _body_of(text.split("\n", 1)[0]) or ""
    other = ("望川", "柳泉", "赤岭", "白渚", "云麓")[number % 5] + body[-1]
    return _other_figures(text.replace(body, other).replace(body[:-1], other[:-1]), 7)
