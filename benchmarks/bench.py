"""What planparse costs: `make bench` prints every figure as a table and writes them to build/bench.json.

`python benchmarks/bench.py [speed length workers memory exports formats peers] [--files N]` runs some parts; without names all but the peers,
which are installed into build/peers for it. Each long text is parsed in a process of its own. Ratios of one run can be compared;
seconds of different runs cannot, on a machine that does other things too.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import speed
from rich.console import Console
from rich.table import Table

from planparse import parse
from planparse.config import Config

ROOT = Path(__file__).parent.parent
OUT = ROOT / "build" / "bench.json"
HEAD = "松河县教育局2015年工作要点\n"
LINE = "年内培训骨干教师300人。"
# A document of about 300 characters, of the density of the corpus; the number makes each another one.
SMALL = (
    HEAD + "一、扩大学前教育。年底前新建幼儿园{}所，学前三年毛入园率由82%提高到85%以上，由基础教育股负责。\n"
    "二、加强队伍建设。落实培训经费120万元，年内培训骨干教师300人，组织教师到农村学校支教，健全交流制度，进一步改善教师的工作和生活条件。"
    "各学校要把师德建设摆在首位，定期开展学习，注意听取群众意见。\n三、做好安全工作。每季度开展一次检查，隐患整改率达到100%，责任单位：县教育局安全股。"
    "各乡镇中心学校要落实责任，配齐人员，完善预案，经常演练，确保校园平安稳定。\n"
)
Row = dict[str, Any]


def main() -> None:
    """Run the parts that are wanted, print them, and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="which parts; all but peers")
    parser.add_argument("--files", type=int, default=50_000, help="how many documents the long run of `memory` has")
    parser.add_argument("--case", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.case:
        print(json.dumps(_measured(given.case)))
        return
    figures: dict[str, Any] = json.loads(OUT.read_text("utf-8")) if OUT.exists() else {}
    figures["machine"] = machine()
    print(figures["machine"])
    for part in given.parts or [name for name in PARTS if name != "peers"]:
        figures[part] = list(PARTS[part](given.files))
        _print(part, figures[part])
        OUT.parent.mkdir(exist_ok=True)
        OUT.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")


def machine() -> str:
    """What the figures were measured on."""
    name = platform.processor() or platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        name = next((line.partition(":")[2].strip() for line in cpus.read_text().splitlines() if line.startswith("model name")), name)
    return f"{name}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _speed(_: int) -> Iterator[Row]:
    yield from speed.figures()


# ---- length: seconds a character of long texts, against small ones of the same kind
def _corpus_text() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "corpus").glob("*.txt")) if _is_simplified(path))


def _is_simplified(path: Path) -> bool:
    try:
        return "縣" not in path.read_text("utf-8")
    except UnicodeDecodeError:
        return False


_ROUND = 170_000  # the whole corpus once, so that the long texts hold the same mix of documents


def _of_bytes(size: int) -> str:
    text = _corpus_text()
    return (text * (size // len(text.encode()) + 1))[: size // 3]


CASES: dict[str, tuple[Callable[[], str], Callable[[], str]]] = {
    "1 MB of corpus": (lambda: _of_bytes(10**6), lambda: _of_bytes(_ROUND)),
    "10 MB of corpus": (lambda: _of_bytes(10**7), lambda: _of_bytes(_ROUND)),
    "50 MB of corpus": (lambda: _of_bytes(5 * 10**7), lambda: _of_bytes(_ROUND)),
    "one line of 5 MB": (lambda: _of_bytes(5 * 10**6).replace("\n", ""), lambda: _of_bytes(_ROUND).replace("\n", "")),
    "100,000 sections": (lambda: _sections(100_000), lambda: _sections(300)),
    "10,000 nested brackets": (lambda: _brackets(10_000), lambda: _brackets(100)),
    "a million digits": (lambda: _digits(1_000_000), lambda: _digits(3_000)),
}


def _sections(count: int) -> str:
    return HEAD + "".join(f"({'一二三四五六七八九十'[n // 3 % 10]})加快发展\n1.{LINE}\n2.{LINE}\n" for n in range(0, count, 3))


def _brackets(depth: int) -> str:
    return HEAD + LINE * 50 + "(" * depth + "3所" + ")" * depth + LINE * 50


def _digits(count: int) -> str:
    return HEAD + LINE * 50 + "投入" + "9" * count + "元。" + LINE * 50


def _length(_: int) -> Iterator[Row]:
    for name in CASES:
        done = subprocess.run([sys.executable, __file__, "--case", name], capture_output=True, text=True, check=True)
        yield {"text": name} | json.loads(done.stdout)


def _measured(name: str) -> Row:
    large, small = (make() for make in CASES[name])
    config = Config(max_bytes=10**9)
    parse(small.encode(), config=config)
    before = _seconds_a_character(small, config, max(1, 60_000 // len(small)))
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    once = _seconds_a_character(large, config, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held
    return {
        "characters": len(large), "µs a character": round(once * 1e6, 2), "small": round(before * 1e6, 2),
        "ratio": round(once / before, 2), "bytes a character": round(peak * 1024 / len(large)),
    }  # fmt: skip


def _seconds_a_character(text: str, config: Config, times: int) -> float:
    data = text.encode()
    began = time.process_time()
    for _ in range(times):
        parse(data, config=config)
    return (time.process_time() - began) / times / len(text)


# ---- workers and memory: whole runs, each in a process of its own
def _workers(_: int) -> Iterator[Row]:
    with TemporaryDirectory() as folder:
        _make(Path(folder), 4000)
        alone: Row = {}
        for workers in sorted({1, 2, os.cpu_count() or 1}):
            row = _run(folder, workers)
            alone = alone or row
            # What more cores would give if nothing else ran on the machine: the work that is shared, and that which is not.
            free = alone["CPU s"] / (row["main CPU s"] + (row["CPU s"] - row["main CPU s"]) / workers)
            yield row | {"times as fast": round(alone["seconds"] / row["seconds"], 2), "on free cores": round(free, 2)}


def _memory(files: int) -> Iterator[Row]:
    few: Row = {}
    for count in (1000, files):
        with TemporaryDirectory() as folder:
            _make(Path(folder), count)
            row = _run(folder, 2)
        few = few or row
        yield row | {"main against fewest": round(row["main MiB"] / few["main MiB"], 2), "worker against fewest": round(row["worker MiB"] / few["worker MiB"], 2)}


def _make(folder: Path, count: int) -> None:
    for n in range(count):
        place = folder / "in" / f"{n // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{n:06}.txt").write_text(SMALL.format(n + 2), "utf-8")


_CODE = """
import json, resource, sys
from pathlib import Path
from planparse.config import Config
from planparse.run.inputs import inputs_of
from planparse.run.local import run
if __name__ == "__main__":
    result = run(inputs_of(["in"]), Path("out-" + sys.argv[1]), Config(), workers=int(sys.argv[1]))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps([result.files, result.seconds, *([u.ru_maxrss // 1024, u.ru_utime + u.ru_stime] for u in used)]))
"""


def _run(folder: str, workers: int) -> Row:
    script = Path(folder, "once.py")
    script.write_text(_CODE, "utf-8")
    done = subprocess.run([sys.executable, str(script), str(workers)], cwd=folder, capture_output=True, text=True, check=True)
    files, seconds, (main_peak, main_cpu), (worker_peak, worker_cpu) = json.loads(done.stdout)
    written, shards = (sum(p.stat().st_size for p in Path(folder, f"out-{workers}").glob(kind)) for kind in ("*.jsonl", ".shards/*"))
    return {
        "files": files, "workers": workers, "seconds": round(seconds, 1), "files/s": round(files / seconds),
        "CPU s": round(main_cpu + worker_cpu, 1), "main CPU s": round(main_cpu if workers > 1 else 0.0, 1),
        "main MiB": main_peak, "worker MiB": worker_peak if workers > 1 else main_peak, "MB written": round(written / 1e6, 1), "MB of shards": round(shards / 1e6, 1),
    }  # fmt: skip


def _exports(_: int) -> Iterator[Row]:
    import exports

    yield from exports.figures()


def _peers(_: int) -> Iterable[Row]:
    import peers

    return peers.compare()


def _formats(_: int) -> Iterable[Row]:
    import format_speed

    return format_speed.figures()


PARTS: dict[str, Callable[[int], Iterable[Row]]] = {
    "speed": _speed, "length": _length, "workers": _workers, "memory": _memory, "exports": _exports, "formats": _formats, "peers": _peers,
}  # fmt: skip


def _print(part: str, rows: list[Row]) -> None:
    table = Table(title=part, title_justify="left")
    for column in rows[0]:
        table.add_column(column, justify="left" if isinstance(rows[0][column], str) else "right")
    for row in rows:
        table.add_row(*(f"{value:,}" if isinstance(value, (int, float)) else str(value) for value in row.values()))
    Console(width=140, soft_wrap=True).print(table)


if __name__ == "__main__":
    main()
