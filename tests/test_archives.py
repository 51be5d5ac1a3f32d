"""Archives: what a run reads of them, and what it refuses."""

from __future__ import annotations

import io
import json
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner
from typeset import packed

from planparse import parse
from planparse.cli import app
from planparse.config import Config
from planparse.errors import Reject
from planparse.places import archive
from planparse.places.member import Member
from planparse.places.place import absolute, by_name, name_of, unpacked
from planparse.places.place import packed as written
from planparse.places.sevenzip import SevenZip
from planparse.run.inputs import find_inputs
from planparse.run.local import run
from planparse.run.shard import parse_input
from planparse.run.verify import verify
from planparse.write.dataset import read_manifest

DATA = Path(__file__).parent / "data"
PLAN = "松河县教育局2015年工作要点\n一、抓培训。年内培训骨干教师300人。"
REPORT = "青河县民政局2016年工作总结\n全年新增养老床位120张。"
FILES = {"市局/要点.txt": PLAN.encode(), "总结.doc": REPORT.encode("gbk")}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def outcomes(data: bytes, name: str = "a.zip", **limits: int) -> dict[str, str]:
    """Of each input that a file gives, the first target or the reason of its rejection."""
    Path(name).write_bytes(data)
    config = Config(**limits)
    found = [(item.name, parse_input(item, config)) for item in find_inputs([name], config=config)]
    return {name: parsed.rejected[0].reason if parsed.rejected else parsed.targets[0].quote for name, parsed in found}


@pytest.mark.parametrize("kind", packed.KINDS)
def test_members_are_inputs(here: Path, kind: str) -> None:
    data = packed.KINDS[kind](FILES | {"空.txt": b""})
    assert outcomes(data, f"a.{kind}") == {
        f"a.{kind}!/市局/要点.txt": "300人", f"a.{kind}!/总结.doc": "120张", f"a.{kind}!/空.txt": "empty file",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["plans.7z", "plans_bzip2.7z", "plans_lzma.7z"])
def test_archives_of_7zip_itself(name: str) -> None:
    names = [item.name.partition("!/")[2] for item in find_inputs([str(DATA / name)])]
    assert sorted(names) == ["市局/要点.txt", "总结.txt", "空.txt"]
    found = [parse_input(item, Config()) for item in find_inputs([str(DATA / name)])]
    assert sorted(t.quote for parsed in found for t in parsed.targets) == ["120张", "300人"]


def test_the_name_of_an_archive_does_not_matter(here: Path) -> None:
    assert list(outcomes(packed.zipped(FILES), "a.docx.bak")) == ["a.docx.bak!/市局/要点.txt", "a.docx.bak!/总结.doc"]


def test_names_in_any_encoding(here: Path) -> None:
    def zipped(encoding: str, flag: int = 0) -> bytes:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as file:
            for letter, (name, content) in zip("AB", FILES.items(), strict=True):
                file.writestr(letter * len(name.encode(encoding)), content)
        made = data.getvalue()
        for letter, name in zip("AB", FILES, strict=True):
            made = made.replace(letter.encode() * len(name.encode(encoding)), name.encode(encoding))
        return made

    for encoding in ("gbk", "utf-8"):
        assert list(outcomes(zipped(encoding))) == ["a.zip!/市局/要点.txt", "a.zip!/总结.doc"]
    old = packed.tarred({name.encode("gbk").decode("utf-8", "surrogateescape"): data for name, data in FILES.items()})
    assert list(outcomes(old, "a.tar")) == ["a.tar!/市局/要点.txt", "a.tar!/总结.doc"]
    windows = packed.zipped({"./市局\\要点.txt": PLAN.encode()})
    assert list(outcomes(windows)) == ["a.zip!/市局/要点.txt"]


def test_what_lies_beside_documents_is_passed_over(here: Path) -> None:
    more = dict.fromkeys((".hidden", "__MACOSX/要点.txt", "a/.git/x.txt", "a/Thumbs.db", "a/labels.json"), PLAN.encode())
    assert list(outcomes(packed.zipped(FILES | more))) == ["a.zip!/市局/要点.txt", "a.zip!/总结.doc"]


def test_archives_in_archives_down_to_a_depth(here: Path) -> None:
    inner = packed.seven_zipped({"要点.txt": PLAN.encode()})
    nested = packed.zipped({"外/二.tar.gz": packed.gzipped_tar({"三.7z": inner, "b!": b"", "b!/c.txt": REPORT.encode()})})
    assert outcomes(nested) == {
        "a.zip!/外/二.tar.gz!/三.7z!/要点.txt": "300人", "a.zip!/外/二.tar.gz!/b!": "empty file", "a.zip!/外/二.tar.gz!/b!/c.txt": "120张",
    }  # fmt: skip
    assert outcomes(nested, max_depth=2)["a.zip!/外/二.tar.gz!/三.7z"] == "archives nested more than max_depth = 2 deep"
    assert outcomes(nested, max_depth=1) == {"a.zip!/外/二.tar.gz": "archives nested more than max_depth = 1 deep"}
    with pytest.raises(Reject, match="max_depth = 1"):
        archive.content(Path("a.zip"), "外/二.tar.gz!/b!/c.txt", Config(max_depth=1))


def test_a_damaged_archive_in_an_archive_is_one_rejection(here: Path) -> None:
    broken = packed.seven_zipped(FILES)[:-20]
    assert outcomes(packed.zipped({"甲.7z": broken, **FILES})) == {
        "a.zip!/甲.7z": "a damaged 7z archive: its list of members is broken or cut off", "a.zip!/市局/要点.txt": "300人", "a.zip!/总结.doc": "120张",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["zip", "tar", "7z"])
@pytest.mark.parametrize("name", ["../要点.txt", "a/../../要点.txt", "/etc/要点.txt", "C:/要点.txt", "\\\\server\\要点.txt"])
def test_names_that_lead_out(here: Path, kind: str, name: str) -> None:
    (reason,) = outcomes(packed.KINDS[kind]({name: PLAN.encode()}), f"a.{kind}").values()
    assert reason == "its path leads out of the archive"
    assert {path.name for path in here.iterdir()} == {f"a.{kind}"}


def linked_zip() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        info = zipfile.ZipInfo("要点.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(info, "/etc/passwd")
    return data.getvalue()


def linked_tar(kind: bytes) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as file:
        info = tarfile.TarInfo("要点.txt")
        info.type, info.linkname = kind, "/etc/passwd"
        file.addfile(info)
    return data.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        linked_zip,
        lambda: linked_tar(tarfile.SYMTYPE),
        lambda: linked_tar(tarfile.LNKTYPE),
        lambda: linked_tar(tarfile.CHRTYPE),
        lambda: linked_tar(tarfile.FIFOTYPE),
        lambda: packed.seven_zipped({"要点.txt": b"/etc/passwd"}, {"要点.txt": 0x8000 | (stat.S_IFLNK | 0o777) << 16}),
        lambda: packed.seven_zipped({"要点.txt": b"/etc/passwd"}, {"要点.txt": 0x400}),
    ],
)
def test_links_and_devices_are_not_followed(here: Path, make: Callable[[], bytes]) -> None:
    (reason,) = outcomes(make(), "a").values()
    assert reason in ("a link, which is not followed", "a link or device, which is not followed")


def test_encrypted_archives() -> None:
    for name, reason in (("locked.zip", "encrypted"), ("locked.7z", "encrypted"), ("locked_names.7z", "encrypted")):
        (item,) = find_inputs([str(DATA / name)])
        (rejected,) = parse_input(item, Config()).rejected
        assert reason in rejected.reason


@pytest.mark.parametrize("kind", ["zip", "tar.gz", "7z"])
def test_bombs(here: Path, kind: str) -> None:
    bomb = packed.KINDS[kind]({"要点.txt": b"0" * (5 << 20)})
    for limits, reason in (({}, "max_ratio = 200"), ({"max_ratio": 10**6, "max_unpacked": 1 << 20}, "max_unpacked = 1048576")):
        assert len(bomb) < 30_000
        (name, found), *more = outcomes(bomb, f"a.{kind}", **limits).items()
        assert (name, more) == (f"a.{kind}", [])
        assert reason in found
    (name, found), *more = outcomes(packed.zipped({f"b.{kind}": bomb}), "b.zip").items()
    assert (name, more) == (f"b.zip!/b.{kind}", [])
    assert "max_ratio" in found


def test_a_bomb_that_hides_its_size(here: Path) -> None:
    bomb = packed.zipped({"要点.txt": b"0" * (5 << 20)})
    size = (5 << 20).to_bytes(4, "little")
    (reason,) = outcomes(bomb.replace(size, (9).to_bytes(4, "little"))).values()
    assert "damaged ZIP package" in reason
    content, listed = packed.parts(packed.seven_zipped({"要点.txt": b"0" * (5 << 20)}))
    (reason,) = outcomes(packed.with_list(content, listed.replace(size, (9).to_bytes(4, "little"))), "a.7z").values()
    assert "checksum" in reason


def test_a_sparse_member_of_absurd_size(here: Path) -> None:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=tarfile.PAX_FORMAT) as file:
        info = tarfile.TarInfo("要点.txt")
        info.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": str(1 << 40), "GNU.sparse.name": "要点.txt"}
        info.size = 512
        file.addfile(info, io.BytesIO(b"1\n0\n1\n".ljust(512, b"\0")))
    (reason,) = outcomes(data.getvalue(), "a.tar").values()
    assert "max_unpacked" in reason or "damaged" in reason


def test_a_dictionary_of_absurd_size_takes_no_memory(here: Path) -> None:
    data = packed.seven_zipped({"要点.txt": PLAN.encode()}, dictionary=40)  # 4 GiB
    assert outcomes(data, "a.7z") == {"a.7z!/要点.txt": "300人"}


def test_members_without_end(here: Path) -> None:
    for kind, make in packed.KINDS.items():
        assert "max_members = 2" in outcomes(make({f"{i}.txt": b"1" for i in range(3)}), f"a.{kind}", max_members=2)[f"a.{kind}"]
    nested = packed.zipped({f"{i}.zip": packed.zipped({"a.txt": b"1", "b.txt": b"1"}) for i in range(2)})
    assert "max_members = 3" in outcomes(nested, max_members=3)["a.zip"]
    nested = packed.zipped({f"{i}.zip": packed.zipped({"a.txt": b"1" * 1000}) for i in range(5)})
    assert "max_unpacked = 4000" in outcomes(nested, max_unpacked=4000)["a.zip"]


def test_methods_of_7z_that_are_not_read(here: Path) -> None:
    data = packed.seven_zipped({"要点.txt": PLAN.encode()}, method=bytes.fromhex("030401"))
    assert "packed by a method of 7z that is not read (030401)" in outcomes(data, "a.7z")["a.7z!/要点.txt"]


@given(st.binary(max_size=200))
def test_any_list_of_members_of_7z_is_read_or_rejected(listed: bytes) -> None:
    try:
        SevenZip(packed.with_list(b"", listed), Config())
    except Reject as reject:
        reason = reject.reason
    else:
        reason = ""
    assert "\n" not in reason


def test_an_archive_without_documents(here: Path) -> None:
    assert outcomes(packed.zipped({})) == {"a.zip": "an archive without a document"}
    assert outcomes(packed.tarred({".hidden": b"1"}), "a.tar") == {"a.tar": "an archive without a document"}


def test_a_run_resumes_by_the_content_of_members(here: Path) -> None:
    many = {f"{i}.txt": f"松河县教育局2015年工作要点\n一、年内培训教师{i}人。".encode() for i in range(200)}
    Path("in").mkdir()
    Path("in/a.zip").write_bytes(packed.zipped(many))
    out = Path("out")
    run(find_inputs(["in"]), out, Config())
    shards = {file.name: file.stat().st_mtime_ns for file in (out / ".shards").iterdir()}
    first = (out / "targets.jsonl").read_bytes()
    assert first.count(b"\n") == 200
    Path("in/a.zip").write_bytes(packed.zipped(many | {"199.txt": PLAN.encode()}))
    run(find_inputs(["in"]), out, Config(), workers=2)
    same = [name for name, when in shards.items() if (out / ".shards" / name).exists() and (out / ".shards" / name).stat().st_mtime_ns == when]
    assert len(same) >= 2
    assert b"300" in (out / "targets.jsonl").read_bytes().splitlines()[-1]
    assert (manifest := read_manifest(out))
    assert manifest["inputs"]["files"] == 200
    assert verify(out).problems == []
    Path("in/a.zip").unlink()
    assert "in/a.zip!/0.txt: No such file" in verify(out).problems[0]


def test_a_member_may_be_named(here: Path) -> None:
    Path("a.zip").write_bytes(packed.zipped(FILES | {"内.zip": packed.zipped(FILES)}))
    every = [item.name for item in find_inputs(["a.zip"])]
    assert [item.name for item in find_inputs(["a.zip!/总结.doc", "a.zip"])] == ["a.zip!/总结.doc", *(n for n in every if n != "a.zip!/总结.doc")]
    assert [item.name for item in find_inputs(["a.zip!/内.zip"])] == ["a.zip!/内.zip!/市局/要点.txt", "a.zip!/内.zip!/总结.doc"]
    assert all(by_name(item.name) == item.path for item in find_inputs(["a.zip"]))
    (gone,) = find_inputs(["a.zip!/无.txt"])
    assert parse_input(gone, Config()).rejected[0].reason == "no member 无.txt in the archive"


def test_places_are_written_down_and_read_back(here: Path) -> None:
    Path("a.zip").write_bytes(packed.zipped(FILES))
    for item in find_inputs(["a.zip"]):
        assert isinstance(item.path, Member)
        assert unpacked(json.loads(json.dumps(written(item.path)))) == item.path
        assert name_of(absolute(item.path)) == f"{here.as_posix()}/{item.name}"


def test_parse_says_what_an_archive_is() -> None:
    for kind, make in packed.KINDS.items():
        (rejected,) = parse(make(FILES)).rejected
        assert rejected.reason == f"a {kind} archive, which holds documents of its own; planparse run reads them where it is a file on disk"


def test_commands(here: Path) -> None:
    Path("a.zip").write_bytes(packed.zipped(FILES))
    shown = CliRunner().invoke(app, ["show", "a.zip"])
    assert shown.exit_code == 0
    assert shown.output.index("[a.zip!/市局/要点.txt]") < shown.output.index("骨干教师") < shown.output.index("[a.zip!/总结.doc]")
    one = CliRunner().invoke(app, ["show", "a.zip!/总结.doc"])
    assert "养老床位" in one.output
    assert "骨干教师" not in one.output
    assert CliRunner().invoke(app, ["normalize", "a.zip!/总结.doc"]).exit_code == 0
    many = CliRunner().invoke(app, ["normalize", "a.zip"])
    assert many.exit_code == 2
    assert "a.zip is an archive of 2 documents; name one, like a.zip!/市局/要点.txt" in many.output
    Path("b.zip").write_bytes(packed.zipped({**FILES, "空.txt": b""}))
    some = CliRunner().invoke(app, ["show", "b.zip"])
    assert some.exit_code == 1
    assert "b.zip!/空.txt: read: empty file" in some.output
