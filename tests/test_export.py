"""Exports, each read back by a program of its own: the same rows, the same digits."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from openpyxl.utils.escape import unescape
from typer.testing import CliRunner

import planparse
from factory import SOURCE, agency, document, measure, parsed, period, rate, target
from planparse.cli import main
from planparse.cli.frame import app
from planparse.codebook import chinese
from planparse.errors import PlanparseError
from planparse.export import Wanted, columns, write_file
from planparse.export.columns import Lang
from planparse.pipeline import ParsedFile, parse
from planparse.records import RECORDS
from planparse.write.dataset import write_files

assert callable(main)  # its module hangs the commands into the app
CORPUS = Path(__file__).parent.parent / "corpus"
ROLES = ("lead", "support", "responsible", "supervise")
# What a hostile document could bring into any text field.
HOSTILE = ("=1+1", "+1", "-2", "@x", "\t=1", "＝1", 'say "x"', "a,b", "一\n二", "𠮷\U0001f600", "_x0041_", "'=1", "</td>", "x" * 40_000)


def hostile() -> ParsedFile:
    """Records that readers could trip over: such texts, long numbers, days before any calendar of Excel."""
    values = [Decimal("0.1"), Decimal("92.5"), Decimal(10) ** 20, Decimal("12345678901234567.89"), Decimal("-3.25"), Decimal(2) ** 63]
    targets = [
        target(target_id=f"t-{i}", source="怪.txt", sentence=text, indicator=text[:50], value=values[i % len(values)],
               baseline=values[-1 - i % len(values)], value_max=None if i % 2 else Decimal(7), period=period("0954-01-01", "0954-12-31"),
               responsible=(agency(role=ROLES[i % 4]), agency(name="县财政局", role="support", basis="inherited")))
        for i, text in enumerate(HOSTILE)
    ]  # fmt: skip
    return ParsedFile(
        documents=(document(source="怪.txt", title="=cmd()"),), targets=tuple(targets),
        measures=(measure(source="怪.txt", target_ids=("t-0", "t-1"), section_path=("甲", "乙")),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("数据 集")
    real = [parse(path) for path in sorted(CORPUS.glob("*.txt"))[:6]]
    write_files(folder, [*real, parsed(), hostile(), parse("no Chinese"), parse("甲县教育局2020年工作计划\n没有数字。")])
    return folder


@pytest.fixture
def ordinary(tmp_path: Path) -> Path:
    write_files(tmp_path / "out", [parsed()])
    return tmp_path / "out"


def rows(folder: Path, record: str) -> list[dict[str, Any]]:
    lines = (folder / f"{record}.jsonl").read_text("utf-8").split("\n")[:-1]
    return [json.loads(line, parse_float=Decimal) for line in lines]


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row of JSON as the flat tables should show it."""
    cells: dict[str, Any] = {}
    for name, value in row.items():
        if name == "period":
            cells |= {f"period_{part}": (value or {}).get(part) for part in ("start", "end", "text", "basis")}
        elif name == "responsible":
            for role in ROLES:
                cells[role] = "、".join(dict.fromkeys(a["name"] for a in value if a["role"] == role)) or None
            cells["responsible_basis"] = "、".join(dict.fromkeys(a["basis"] for a in value)) or None
        elif name in ("section_path", "target_ids"):
            cells[name] = (" / " if name == "section_path" else " ").join(value) or None
        else:
            cells[name] = value
    return cells


def written(value: Any) -> str:
    """A value as text, to compare what readers give in types of their own."""
    if value is None or value != value:
        return ""
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float, Decimal)):
        return format(planparse.records.exact(Decimal(str(value))), "f")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def expected(folder: Path, record: str, without: tuple[str, ...] = ()) -> list[list[str]]:
    return [[written(v) for n, v in flat(row).items() if n not in without] for row in rows(folder, record)]


def spreadsheet(cells: list[list[str]]) -> list[list[str]]:
    """What is safe to open: a formula has a ' before it."""
    return [[f"'{c}" if c[:1] in tuple("=+-@\t\r\n＝＋－＠") and not number(c) else c for c in row] for row in cells]


def number(cell: str) -> bool:
    return cell[1:].replace(".", "").isdigit() and cell not in HOSTILE


LISTS = ("body", "removed", "sections")


@pytest.mark.parametrize("record", ["targets", "measures", "documents", "rejected"])
@pytest.mark.parametrize("lang", Lang)
def test_csv(dataset: Path, tmp_path: Path, record: str, lang: Lang) -> None:
    path = tmp_path / "表.csv"
    write_file(dataset, path, Wanted(record, lang=lang))
    assert path.read_bytes().startswith("\ufeff".encode())
    assert path.read_bytes().endswith(b"\r\n")
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *body = csv.reader(file)
    by_pandas = pd.read_csv(path, dtype=str, keep_default_na=False)
    kept = [i for i, c in enumerate(columns.columns(record)) if c.name not in LISTS]
    assert head == list(by_pandas.columns) == [c.header(lang) for c in columns.columns(record)]
    want = spreadsheet(expected(dataset, record, LISTS))
    assert [[row[i] for i in kept] for row in body] == want
    assert [[row[i] for i in kept] for row in by_pandas.values.tolist()] == want
    by_duckdb = duckdb.connect().execute("select count(*) from read_csv(?)", [str(path)]).fetchone()
    assert by_duckdb == (len(want),)


def test_csv_lists_are_json(dataset: Path, tmp_path: Path) -> None:
    write_file(dataset, tmp_path / "d.csv", Wanted("documents"))
    frame = pd.read_csv(tmp_path / "d.csv")
    assert [json.loads(cell) for cell in frame["sections"]] == [row["sections"] for row in rows(dataset, "documents")]


def sheets(path: Path) -> dict[str, list[list[str]]]:
    book = openpyxl.load_workbook(path)
    return {s.title: [[written(unescape(c) if isinstance(c, str) else c) for c in row] for row in s.iter_rows(values_only=True)] for s in book.worksheets}


def cut(cells: list[list[str]]) -> list[list[str]]:
    return [[c if len(c) <= 32_767 else c[:32_766] + "…" for c in row] for row in cells]


def test_xlsx(dataset: Path, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_file(dataset, path, Wanted(lang=Lang.zh))
    found = sheets(path)
    assert list(found) == ["指标", "举措", "责任", "文档", "字段说明"]
    assert found["指标"][1:] == cut(expected(dataset, "targets"))
    assert found["举措"][1:] == expected(dataset, "measures")
    assert found["文档"][1:] == expected(dataset, "documents", LISTS)
    names = [[row[0], row[1]] for row in found["字段说明"][1:]]
    assert names == [[sheet, head] for sheet in list(found)[:-1] for head in found[sheet][0]]
    assert all(row[2] and row[3] and row[4] for row in found["字段说明"])


def test_xlsx_cells_have_their_types_and_the_sheets_their_helps(dataset: Path, tmp_path: Path) -> None:
    write_file(dataset, tmp_path / "a.xlsx", Wanted())
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["targets"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    dated = next(r for r in range(2, 99) if sheet.cell(r, heads["period_end"]).value)
    cells = [sheet.cell(dated, heads[name]) for name in ("value", "sentence", "implicit", "confidence", "period_end")]
    assert [cell.data_type for cell in cells] == ["n", "s", "b", "n", "d"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert 6 < sheet.column_dimensions["A"].width <= 60
    (scale,) = sheet.conditional_formatting
    assert [rule.type for rule in scale.rules] == ["colorScale"]


def test_xlsx_is_the_same_on_every_run(ordinary: Path) -> None:
    write_file(ordinary, ordinary / "1.xlsx", Wanted())
    write_file(ordinary, ordinary / "2.xlsx", Wanted())
    assert (ordinary / "1.xlsx").read_bytes() == (ordinary / "2.xlsx").read_bytes()


def same(value: Any) -> Any:
    """Typed values as they stand in the JSON: days as text, numbers as `Decimal`."""
    if isinstance(value, dict):
        return {name: same(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [same(inner) for inner in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()[:10]
    return Decimal(repr(value)) if isinstance(value, float) else value


@pytest.mark.parametrize("record", RECORDS)
def test_parquet(dataset: Path, tmp_path: Path, record: str) -> None:
    path = tmp_path / "表.parquet"
    write_file(dataset, path, Wanted(record))
    want = same(rows(dataset, record))
    connection = duckdb.connect()
    result = connection.execute("select * from read_parquet(?)", [str(path)])
    names = [part[0] for part in result.description]
    assert [same(dict(zip(names, row, strict=True))) for row in result.fetchall()] == want
    assert [same(row) for row in pl.read_parquet(path).to_dicts()] == want
    assert len(pd.read_parquet(path)) == len(want)


def test_parquet_has_types(ordinary: Path) -> None:
    write_file(ordinary, ordinary / "t.parquet", Wanted())
    write_file(ordinary, ordinary / "z.parquet", Wanted(lang=Lang.zh))
    schema = pq.read_schema(ordinary / "t.parquet")
    types = {name: str(schema.field(name).type) for name in ("value", "start", "implicit", "confidence", "section_path")}
    assert list(types.values()) == ["decimal128(38, 10)", "int64", "bool", "double", "list<element: string>"]
    assert str(schema.field("period").type.field("end").type) == "date32[day]"
    chinese_schema = pq.read_schema(ordinary / "z.parquet")
    assert "数值" in chinese_schema.names
    assert chinese_schema.field("责任单位").type.value_type.field(0).name == "单位名称"


@pytest.mark.parametrize("form", ["parquet", "duckdb"])
def test_a_number_of_more_digits_than_the_type_is_text(tmp_path: Path, form: str) -> None:
    long = Decimal("1" * 30 + ".123456789012")
    write_files(tmp_path, [ParsedFile(documents=(document(),), targets=(rate(value=long), rate()))])
    path = tmp_path / f"t.{form}"
    write_file(tmp_path, path, Wanted())
    if form == "parquet":
        assert pl.read_parquet(path)["value"].to_list() == [str(long), "92.5"]
    else:
        with duckdb.connect(str(path)) as connection:
            assert connection.execute("select value from targets").fetchall() == [(str(long),), ("92.5",)]


@pytest.fixture(scope="module")
def database(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "plans.sqlite"
    write_file(dataset, path, Wanted())
    return path


@pytest.fixture
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(database)
    yield connection
    connection.close()


@pytest.mark.parametrize("record", ["targets", "measures", "rejected"])
def test_sqlite(dataset: Path, connection: sqlite3.Connection, record: str) -> None:
    names = [f'"{column.name}"' for column in columns.columns(record)]
    got = connection.execute(f"select {', '.join(names)} from {record}").fetchall()
    want = expected(dataset, record)
    if record == "targets":
        place = [c.name for c in columns.columns(record)].index("implicit")
        got = [(*row[:place], bool(row[place]), *row[place + 1 :]) for row in got]
    assert [[written(value) for value in row] for row in got] == want


def test_sqlite_tables_of_parts(dataset: Path, connection: sqlite3.Connection) -> None:
    """Documents, and what stands within records: sections, what was removed, agencies."""
    names = [f'"{c.name}"' for c in columns.columns("documents") if c.name not in LISTS]
    got = connection.execute(f"select {', '.join(names)} from documents order by row").fetchall()
    truth = expected(dataset, "documents", LISTS)
    truncated = names.index('"truncated"')
    assert [[written(bool(v) if i == truncated else v) for i, v in enumerate(row)] for row in got] == truth
    for table, record in (("sections", "documents"), ("removed", "documents"), ("responsible", "measures"), ("responsible", "targets")):
        want = [part for row in rows(dataset, record) for part in row[table]]
        assert want
        only = {"measures": "where measure is not null", "targets": "where target_row is not null"}.get(record, "")
        fields = ", ".join(f'"{name}"' for name in want[0])
        found = connection.execute(f"select {fields} from {table} {only} order by row").fetchall()
        assert [[written(value) for value in row] for row in found] == [[written(value) for value in part.values()] for part in want]


def made_of_records(path: Path, name: str) -> list[list[Any]]:
    """A table that is made of records, its head first, as a program of its own reads it."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    if path.suffix == ".parquet":
        frame = pl.read_parquet(path)
        return [frame.columns, *map(list, frame.rows())]
    if path.suffix == ".xlsx":
        return sheets(path)["责任" if name == "responsibilities" else "宽表"]
    with duckdb.connect(str(path), read_only=True) if path.suffix == ".duckdb" else closing(sqlite3.connect(path)) as connection:
        cursor = connection.execute(f"select * from {name}")
        return [[part[0] for part in cursor.description], *map(list, cursor.fetchall())]


@pytest.mark.parametrize("name", ["responsibilities", "wide"])
def test_the_ledger_and_the_wide_form_are_the_same_in_every_form(dataset: Path, tmp_path: Path, name: str) -> None:
    found = {}
    for form in ("csv", "xlsx", "parquet", "sqlite", "duckdb"):
        write_file(dataset, tmp_path / f"表.{form}", Wanted(record="responsibilities", wide=name == "wide" or form in ("xlsx", "sqlite", "duckdb"), lang=Lang.zh))
        head, *body = made_of_records(tmp_path / f"表.{form}", name)
        found[form] = [head, *[[written(value) for value in row] for row in body]]
    assert len(found["sqlite"]) > 8
    assert found["parquet"] == found["duckdb"] == found["sqlite"]
    assert found["xlsx"] == cut(found["sqlite"])
    assert found["csv"][1:] == spreadsheet(found["sqlite"][1:])


def test_sqlite_numbers_are_numbers_where_they_can_be(connection: sqlite3.Connection) -> None:
    kinds = dict(connection.execute("select value, typeof(value) from targets where source = '怪.txt'"))
    assert kinds[92.5] == "real"
    assert {kinds[value] for value in kinds if isinstance(value, str)} == {"text"}
    assert set(kinds) >= {0.1, -3.25, 1e20, "12345678901234567.89", str(2**63)}
    assert connection.execute("select typeof(value) from targets where value = 5").fetchone() == ("integer",)


def test_sqlite_keys_lead_to_their_rows(connection: sqlite3.Connection) -> None:
    connection.execute("pragma foreign_keys = on")
    assert connection.execute("pragma foreign_key_check").fetchall() == []
    wrong = """select count(*) from targets t left join documents d on d.row = t.document left join measures m on m.row = t.measure
               left join sections s on s.row = t.section
               where d.doc_id is not t.doc_id or d.source is not t.source or m.measure_id is not t.measure_id
               or (s.section_id is not t.section_id and t.section_id <> 's')"""
    # The factory's targets name a measure and a section that do not exist beside a hostile one.
    assert connection.execute(wrong).fetchone() == (0,)
    assert connection.execute("select count(*) from responsible where (target_row is null) = (measure is null)").fetchone() == (0,)
    plan = connection.execute("explain query plan select * from targets where indicator = '幼儿园'").fetchone()
    assert "USING INDEX targets_indicator" in plan[-1]


def test_the_same_file_twice_keeps_its_rows_apart(tmp_path: Path) -> None:
    texts = ["甲县教育局2020年工作计划\n一、建园。新建幼儿园5所。"] * 2
    write_files(tmp_path, [parse(text, name=f"{i}.txt") for i, text in enumerate(texts)])
    write_file(tmp_path, tmp_path / "a.sqlite", Wanted())
    with sqlite3.connect(tmp_path / "a.sqlite") as connection:
        pairs = connection.execute("select d.source, t.source from targets t join documents d on d.row = t.document").fetchall()
    connection.close()
    assert pairs == [("0.txt", "0.txt"), ("1.txt", "1.txt")]


def test_sqlite_full_text_search_finds_chinese(dataset: Path, connection: sqlite3.Connection) -> None:
    sql = "select t.sentence from targets_search s join targets t on t.row = s.rowid where targets_search match '\"幼儿园\"'"
    found = [row[0] for row in connection.execute(sql)]
    want = [r["sentence"] for r in rows(dataset, "targets") if "幼儿园" in r["sentence"] + (r["indicator"] or "")]
    assert sorted(found) == sorted(want)
    assert want


DATASETTE = """
import asyncio, json, sys
from datasette.app import Datasette
async def main():
    served = Datasette([sys.argv[1]], metadata=json.load(open(sys.argv[2], encoding="utf-8")))
    await served.invoke_startup()
    pages = ["/plans/targets", "/plans/documents/1", "/plans/targets.json?_search=幼儿园&_shape=array",
             "/plans/targets.json?kind=percent&_shape=array&_size=max", "/plans/targets.json?_labels=on&_size=1"]
    for page in pages:
        answer = await served.client.get(page)
        print(json.dumps([answer.status_code, answer.text]))
asyncio.run(main())
"""


def test_datasette_shows_it(dataset: Path, database: Path) -> None:
    arguments = [sys.executable, "-X", "utf8", "-c", DATASETTE, str(database), str(database.with_suffix(".metadata.json"))]
    done = subprocess.run(arguments, capture_output=True, encoding="utf-8", check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [status for status, _ in answers] == [200] * 5
    page, document_page, found, percents, labelled = (text for _, text in answers)
    assert "what is measured" in page  # the meaning of a column
    assert 'name="_search"' in page
    assert "doc_id" in document_page
    truth = rows(dataset, "targets")
    assert len(json.loads(found)) == sum("幼儿园" in r["sentence"] + (r["indicator"] or "") for r in truth)
    assert [row["quote"] for row in json.loads(percents)] == [r["quote"] for r in truth if r["kind"] == "percent"]
    assert json.loads(labelled)["rows"][0]["document"]["label"] == rows(dataset, "documents")[0]["title"]


def test_duckdb(dataset: Path, tmp_path: Path) -> None:
    path = tmp_path / "表.duckdb"
    write_file(dataset, path, Wanted(wide=True))
    with duckdb.connect(str(path), read_only=True) as connection:
        for record in RECORDS:
            result = connection.execute(f"select * from {record}")
            names = [part[0] for part in result.description]
            assert [same(dict(zip(names, row, strict=True))) for row in result.fetchall()] == same(rows(dataset, record))
        ledger = connection.execute("select count(*), max(number) from responsibilities").fetchone()
        assert ledger
        assert ledger[0] == ledger[1] > 50
        assert connection.execute("select count(*) from wide").fetchone() == (len(rows(dataset, "documents")),)


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx", "sqlite"])
def test_wide(tmp_path: Path, form: str) -> None:
    files = [
        parse("甲县教育局2020年工作计划\n新建幼儿园5所。入园率达到92.5%。财政投入增长8%。", name="1.txt"),
        parse("乙县教育局2021年工作总结\n全年新建幼儿园3所。入园率达到93%。", name="2.txt"),
    ]
    write_files(tmp_path, files)
    path = tmp_path / f"w.{form}"
    write_file(tmp_path, path, Wanted(wide=True, lang=Lang.zh))
    if form == "csv":
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    elif form == "parquet":
        frame = pd.read_parquet(path).map(written)
    elif form == "xlsx":
        head, *body = sheets(path)["宽表"]
        frame = pd.DataFrame(body, columns=head)
    else:
        with sqlite3.connect(path) as connection:
            frame = pd.read_sql("select * from wide", connection).map(written)
        connection.close()
    assert list(frame["来源文件"]) == ["1.txt", "2.txt"]
    said = {head: list(frame[head]) for head in frame.columns[5:]}
    assert said["幼儿园（所）"] == ["5", ""]
    assert said["幼儿园（所）·完成"] == ["", "3"]
    assert said["入园率（%）"] == ["92.5", ""]
    assert said["财政投入（%）·增加"] == ["8", ""]


def test_the_ledger_has_a_row_for_each_planned_task(tmp_path: Path) -> None:
    text = (
        "松河县教育局2015年工作要点\n一、高中教育\n新建幼儿园5所。牵头单位：基础教育股；配合单位：计财股；完成时限：6月底前。\n"
        "二、上年情况\n去年已建成小学2所。\n"
    )
    write_files(tmp_path, [parse(text, name="plan.txt")])
    write_file(tmp_path, tmp_path / "r.csv", Wanted("responsibilities", lang=Lang.zh))
    (row,) = pd.read_csv(tmp_path / "r.csv", dtype=str).to_dict("records")
    assert row == {
        "序号": "1", "工作任务": "新建幼儿园5所", "目标指标": "幼儿园 5所", "牵头（责任）单位": "基础教育股", "配合单位": "计财股",
        "完成时限": "2015-06-30", "来源": "松河县教育局2015年工作要点 / 高中教育",
    }  # fmt: skip


def test_frames(dataset: Path) -> None:
    by_pandas, by_polars = planparse.load(dataset), planparse.load(str(dataset), engine="polars")
    truth = rows(dataset, "targets")
    for frames in (by_pandas, by_polars):
        assert set(frames) == set(RECORDS)
        assert list(frames["targets"]["value"]) == [r["value"] for r in truth]
        assert list(frames["targets"]["quote"]) == [r["quote"] for r in truth]
        ends = [str(end)[:10] for end in frames["targets"]["period_end"] if end is not None and end == end]
        assert [e for e in ends if e != "NaT"] == [r["period"]["end"] for r in truth if r["period"] and r["period"]["end"]]
    assert isinstance(by_pandas["targets"], pd.DataFrame)
    assert isinstance(by_polars["targets"], pl.DataFrame)
    assert by_pandas["targets"]["baseline"].astype(float).notna().sum() == sum(r["baseline"] is not None for r in truth)
    assert by_pandas["documents"]["year"].dtype == "Int64"


@pytest.mark.parametrize("engine", ["pandas", "polars"])
@pytest.mark.parametrize("record", RECORDS)
def test_batches_are_the_frame_in_pieces(dataset: Path, engine: Any, record: str) -> None:
    whole = planparse.load(dataset, engine=engine)[record]
    pieces = list(planparse.load_batches(dataset, record, engine, rows=7))
    assert [len(piece) for piece in pieces] == [min(7, len(whole) - start) for start in range(0, len(whole), 7)]
    joined = pl.concat(pieces).equals(whole) if engine == "polars" else pd.concat(pieces, ignore_index=True).equals(whole)
    assert joined


def test_batches_are_read_as_they_are_asked_for(ordinary: Path) -> None:
    with (ordinary / "targets.jsonl").open("a", encoding="utf-8") as lines:
        lines.write("{\n")
    batches = planparse.load_batches(ordinary, rows=2)
    assert list(next(batches)["indicator"]) == ["幼儿园", "入园率"]
    with pytest.raises(PlanparseError, match="line 3: no JSON"):
        next(batches)


def test_batches_of_nothing(ordinary: Path) -> None:
    assert list(planparse.load_batches(ordinary, "rejected")) == []
    with pytest.raises(PlanparseError, match="there are no 'target'; ask for one of documents,"):
        planparse.load_batches(ordinary, "target")
    with pytest.raises(PlanparseError, match="is no dataset"):
        list(planparse.load_batches(ordinary / "nix"))


def test_every_field_has_a_chinese_name_of_its_own() -> None:
    """Where a field is new: give it a line in codebook.zh.toml."""
    for record in RECORDS:
        heads = [column.header(Lang.zh) for column in columns.columns(record)]
        assert len(set(heads)) == len(heads)
    assert chinese()["targets"]["value"].name == "数值"


def planparse_command(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", "-m", "planparse", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)


def test_the_export_command_writes_several_files(ordinary: Path) -> None:
    done = planparse_command("export", "out", "--to", "a.csv", "--to", "a.xlsx", "--lang", "zh", cwd=ordinary.parent)
    assert (done.stdout, done.stderr, done.returncode) == ("a.csv\na.xlsx\n", "", 0)
    assert (ordinary.parent / "a.csv").read_text("utf-8-sig").startswith("指标编号,")


def test_the_export_command_makes_the_folder_and_writes_over_an_earlier_file(ordinary: Path) -> None:
    for _ in range(2):
        done = planparse_command("export", "out", *(part for form in ("csv", "xlsx", "parquet", "sqlite", "duckdb") for part in ("--to", f"新 表/a.{form}")), cwd=ordinary.parent)
        assert (done.stderr, done.returncode) == ("", 0)
        assert {path.name for path in (ordinary.parent / "新 表").iterdir()} == {"a.csv", "a.xlsx", "a.parquet", "a.sqlite", "a.metadata.json", "a.duckdb"}


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.parquet", "a.sqlite", "a.duckdb", "a.spacy", "a.jsonld"])
def test_a_file_that_cannot_be_written_is_named(ordinary: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(ordinary.parent)
    Path("plan.txt").write_text("甲县教育局2020年工作计划\n新建幼儿园5所。", "utf-8")
    assert CliRunner().invoke(app, ["run", "plan.txt", "-o", "out"]).exit_code == 0
    Path(name).mkdir()
    done = CliRunner().invoke(app, ["export", "out", "--to", name])
    assert (done.exit_code, done.stderr) == (2, f"planparse: {name}: Is a directory\n")
    Path(name).rmdir()
    Path(name).touch()

    def held(self: Path, target: Path) -> None:  # as Windows says it
        raise PermissionError(13, "Permission denied", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", held)
    done = CliRunner().invoke(app, ["export", "out", "--to", name])
    assert (done.exit_code, done.stderr) == (2, f"planparse: {name}: Permission denied; is it open in another program?\n")
    assert list(Path().glob(".*.part")) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("export", "out", "--to", "a.csv", "--to", "a.doc"), "a.doc: the name says no form"),
        (("export", "nix", "--to", "a.csv"), "nix is no dataset"),
        (("export", "out", "--to", "out/targets.jsonl/a.parquet"), "out/targets.jsonl"),
        (("query", "out", "selec"), "Parser Error: syntax error"),
        (("query", "out", "select nix from targets"), 'column "nix" not found'),
        (("query", "out", ""), "gives no rows"),
        (("query", "nix", "from targets"), "nix is no dataset"),
        (("query", "out", "from targets", "--csv", "--json"), "not both"),
        (("query", "out", ";"), "gives no rows"),
        (("query", "out", "select 1; select 2"), "several statements"),
        (("query", "out", "select indicator::int from targets"), "Could not convert string"),
        (("query", "out", "select error(chr(10) || 'x')"), "x"),
        (("query", "out", "copy targets to 'a.csv'"), "gives no rows"),
        (("query", "out", "attach 'a.csv'"), "gives no rows"),
        (("query", "out", "install httpfs"), "gives no rows"),
        (("query", "out", "drop view targets"), "gives no rows"),
        (("query", "out", "from 'http://127.0.0.1:9/a.parquet'"), "httpfs"),
        (("query", "out", "from target"), "the tables are documents, measures, targets, rejected"),
        (("query", "out", "select date 'infinity'"), "outside of the years 1 to 9999"),
        (("query", "out", "select 1 as a, 2 as a", "--json"), "2 columns are named a"),
        (("query", "out", "select '\udcff'"), "not UTF-8"),
        (("query", "out", "(" * 20_000), "Parser Error"),
        (("run", "out", "-o", "new", "--format", "doc"), "doc"),
    ],
)
def test_a_mistake_is_one_line(ordinary: Path, arguments: tuple[str, ...], message: str) -> None:
    done = planparse_command(*arguments, cwd=ordinary.parent)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert arguments[0] != "query" or done.stderr.count("\n") == 1
    assert not (ordinary.parent / "a.csv").exists()


def test_query(ordinary: Path) -> None:
    sql = 'select indicator, value, r.name as "单位" from targets left join unnest(responsible) as u(r) on true order by value'
    as_csv = planparse_command("query", "out", sql, "--csv", cwd=ordinary.parent)
    assert as_csv.stdout.splitlines() == ["indicator,value,单位", "幼儿园,5,", "入园率,92.5,县教育局"]
    as_json = planparse_command("query", "out", sql, "--json", cwd=ordinary.parent)
    assert [json.loads(line) for line in as_json.stdout.splitlines()][1] == {"indicator": "入园率", "value": 92.5, "单位": "县教育局"}
    shown = planparse_command("query", "out", "from targets select sum(value) as total", cwd=ordinary.parent)
    assert "97.5" in shown.stdout
    empty = planparse_command("query", "out", "select * from rejected", "--csv", cwd=ordinary.parent)
    assert empty.stdout == "source,stage,reason\n"


def test_rows_too_wide_for_a_table_stand_field_by_field(ordinary: Path) -> None:
    shown = planparse_command("query", "out", "from targets", cwd=ordinary.parent).stdout.splitlines()
    fields = [[cell.strip() for cell in line.split("│")[1:3]] for line in shown if line.startswith("│")]
    assert [name for name, _ in fields if name] == 2 * list(rows(ordinary, "targets")[0])
    assert [value for name, value in fields if name == "indicator"] == ["幼儿园", "入园率"]


@pytest.mark.parametrize("encoding", ["gbk", "cp1252"])
def test_what_the_system_s_encoding_lacks_ends_no_command(tmp_path: Path, encoding: str) -> None:
    """Data is UTF-8 wherever it goes; in what is shown to people, such characters stand by their code."""
    (tmp_path / "计划.txt").write_text("𠮷安县教育局2020年工作计划\n一、𠮷祥工程\n新建𠮷祥幼儿园5所。", "utf-8")
    assert planparse_command("run", "计划.txt", "-o", "out", cwd=tmp_path).returncode == 0
    environment = os.environ | {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    sql = "select indicator, source from targets"
    for arguments, data in (
        (("query", "out", sql, "--csv"), "𠮷祥幼儿园,计划.txt"), (("query", "out", sql, "--json"), '"计划.txt"'),
        (("query", "out", sql), ""), (("show", "计划.txt"), ""), (("segment", "计划.txt"), ""), (("normalize", "计划.txt"), ""),
        (("schema",), '"title"'), (("codebook", "--format", "md"), "责任依据"),
    ):  # fmt: skip
        done = subprocess.run([sys.executable, "-m", "planparse", *arguments], cwd=tmp_path, env=environment, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), arguments
        assert data in done.stdout.decode("utf-8" if data else encoding)


def test_a_run_writes_other_forms_too(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("甲县教育局2020年工作计划\n新建幼儿园5所。", "utf-8")
    done = planparse_command("run", "甲.txt", "-o", "out", "--format", "csv", "--format", "xlsx", "--format", "jsonl", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    made = {path.name for path in (tmp_path / "out").glob("[!.]*")}
    assert made == {"run.json", "dataset.xlsx"} | {f"{r}.jsonl" for r in RECORDS} | {f"{r}.csv" for r in (*RECORDS, "responsibilities")}
    again = planparse_command("run", "甲.txt", "-o", "out", "--format", "csv", cwd=tmp_path)
    assert "nothing had changed" in again.stdout


@pytest.mark.parametrize("module", ["xlsxwriter", "pyarrow", "duckdb", "polars", "pandas"])
def test_a_missing_library_is_named_with_what_brings_it(ordinary: Path, module: str) -> None:
    code = f"""
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Missing())
import planparse
from planparse.cli import main
from pathlib import Path
try:
    planparse.load("out", engine="polars" if {module!r} == "polars" else "pandas")
except planparse.errors.PlanparseError as error:
    print(error)
sys.argv = ["planparse", "export", "out", "--to", "a.xlsx", "--to", "a.duckdb"]
main()
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ordinary.parent, capture_output=True, text=True, check=False)
    assert f'{module} is not installed; it comes with: pip install "planparse[tables]"' in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_rows_that_belong_to_no_document_are_not_lost_in_silence(tmp_path: Path) -> None:
    write_files(tmp_path, [ParsedFile(targets=(target(),))])
    with pytest.raises(PlanparseError, match=f"rows of {SOURCE}, but no document"):
        write_file(tmp_path, tmp_path / "a.sqlite", Wanted())
    assert not (tmp_path / "a.sqlite").exists()


def readable(row: list[str]) -> list[str]:
    """What a spreadsheet leaves as it is: not 85%, which it makes 0.85; of the odd rows, the texts."""
    heads = [column.name for column in columns.columns("targets")]
    odd = row[heads.index("source")] == "怪.txt"
    pairs = zip(heads, row, strict=True)
    return [c[:32_767] for h, c in pairs if h != "quote" and not (odd and h in ("value", "baseline", "period_start", "period_end"))]


def plain(cell: str) -> str:
    """A cell without what LibreOffice adds for show."""
    bare = cell.replace(",", "")
    return bare if bare.isdigit() else {"TRUE": "true", "FALSE": "false"}.get(cell, cell)


SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>zh-CN</value></prop></item>
</oor:items>"""


def office(folder: Path, *arguments: str) -> None:
    """LibreOffice as a Chinese user has it, without a window."""
    program = shutil.which("soffice")
    if program is None:
        assert not os.environ.get("CI"), ".ci/run installs LibreOffice"
        pytest.skip("LibreOffice is not installed")
    user = folder / "user"
    (user / "user").mkdir(parents=True, exist_ok=True)
    (user / "user" / "registrymodifications.xcu").write_text(SETTINGS, "utf-8")
    command = [program, f"-env:UserInstallation={user.as_uri()}", "--headless", *arguments, "--outdir", str(folder / "read")]
    subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=120)


@pytest.mark.parametrize("lang", Lang)
def test_libreoffice_reads_the_workbook_and_the_csv(dataset: Path, tmp_path: Path, lang: Lang) -> None:
    write_file(dataset, tmp_path / "表 book.xlsx", Wanted(lang=lang))
    write_file(dataset, tmp_path / "表 table.csv", Wanted(lang=lang))
    office(tmp_path, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,2052,false,false,false,false,false,-1", "表 book.xlsx")
    office(tmp_path, "--infilter=CSV:44,34,76,1,,2052,false,true", "--convert-to", "xlsx", "表 table.csv")
    sheet = openpyxl.load_workbook(tmp_path / "read" / "表 table.xlsx").worksheets[0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    head, *got = [[written(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert head == [column.header(lang) for column in columns.columns("targets")]
    assert [readable(row) for row in got] == [readable(row) for row in spreadsheet(expected(dataset, "targets"))]
    for record in ("targets", "measures", "documents"):
        by_office = tmp_path / "read" / f"表 book-{columns.table_name(record, lang)}.csv"
        with by_office.open(encoding="utf-8-sig", newline="") as file:
            head, *body = csv.reader(file)
        assert head == [column.header(lang) for column in columns.columns(record) if column.type != "json"]
        assert [[plain(cell) for cell in row] for row in body] == cut(expected(dataset, record, LISTS))
