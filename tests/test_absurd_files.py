"""Files that are made to fill the memory or to take for ever, whole: each is read or rejected soon, in little memory."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from openpyxl import Workbook

from planparse.read.detect import detect

WORDS = "松河县教育局2015年工作要点。年内培训骨干教师300人。"
# Much for a document, little for what these files would take.
MEMORY = 1500 << 20
SECONDS = 20
DATA = Path(__file__).parent / "data"


def pdf(*objects: bytes) -> bytes:
    """A PDF file; the first object is its catalogue."""
    data, places = io.BytesIO(b"%PDF-1.7\n"), []
    data.seek(0, io.SEEK_END)
    for number, content in enumerate(objects, 1):
        places.append(data.tell())
        data.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    start = data.tell()
    data.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    data.writelines(b"%010d 00000 n \n" % place for place in places)
    data.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return data.getvalue()


def stream(content: bytes, about: bytes = b"") -> bytes:
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), about, content)


FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>%b>>]>>"
)


def page(content: bytes, *more: bytes, box: bytes = b"0 0 595 842", images: bytes = b"", font: bytes = b"") -> bytes:
    resources = b"<</Font<</F 5 0 R>>/XObject<<%b>>>>" % images
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources %b>>" % (box, resources), content, FONT % font, *more,
    )  # fmt: skip


def written(text: str = WORDS, size: int = 12, x: int = 20) -> bytes:
    return b"BT /F %d Tf %d 700 Td <%b> Tj ET " % (size, x, text.encode("utf-16-be").hex().encode())


def many_pages() -> bytes:
    kids = b" ".join(b"%d 0 R" % (i + 3) for i in range(100_000))
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%b]/Count 100000>>" % kids, *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 100_000
    )  # fmt: skip


def huge_image() -> bytes:
    image = stream(b"\0" * 9, b"/Type/XObject/Subtype/Image/Width 1000000/Height 1000000/BitsPerComponent 8/ColorSpace/DeviceRGB")
    return page(stream(written() + b"q 500 0 0 500 0 0 cm /I Do Q"), image, images=b"/I 6 0 R")


def packed_stream(size: int, layers: int) -> bytes:
    content = b" " * size
    for _ in range(layers):
        content = zlib.compress(content, 1)
    return page(stream(content, b"/Filter[" + b"/FlateDecode" * layers + b"]"))


def zipped(contents: dict[str, str | bytes], packing: int = zipfile.ZIP_STORED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", packing) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return data.getvalue()


def word(body: str, head: str = "", packing: int = zipfile.ZIP_STORED) -> bytes:
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<?xml version="1.0"?>{head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
    }  # fmt: skip
    return zipped(contents, packing)


def word_cells(rows: int) -> bytes:
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>培训</w:t></w:r></w:p></w:tc>" * 10 + "</w:tr>"
    return word(f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p><w:tbl>{row * rows}</w:tbl>")


def billion(what: str = "培训") -> str:
    entities = f'<!ENTITY a0 "{what}">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    return f"<!DOCTYPE w [{entities}]>"


def sheet(rows: int) -> bytes:
    main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    row = "<row>" + '<c t="inlineStr"><is><t>培训3人</t></is></c>' * 10 + "</row>"
    return zipped({
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="任务" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{row * rows}</sheetData></worksheet>',
    })  # fmt: skip


def far_cell() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active["A1"], book.active["XFD1048576"] = WORDS, "3人"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def separated(rows: int) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([["培训3人"] * 10] * rows)
    return text.getvalue().encode()


def cyclic(name: str, at: Callable[[bytes], Iterable[int]]) -> bytes:
    """An OLE file whose allocation table sends each of some sectors back to itself."""
    data = bytearray((DATA / name).read_bytes())
    table = 512 * (1 + int.from_bytes(data[76:80], "little"))
    for sector in at(bytes(data)):
        data[table + 4 * sector : table + 4 * sector + 4] = sector.to_bytes(4, "little")
    return bytes(data)


def directory(data: bytes) -> Iterable[int]:
    return [int.from_bytes(data[48:52], "little")]


def every(data: bytes) -> Iterable[int]:
    return range((len(data) - 512) // 512)


OUTLINE = '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'


def ofd(content: str, head: str = "", pages: int = 1) -> bytes:
    listed = '<ofd:Page ID="1" BaseLoc="P.xml"/>' * pages
    return zipped({
        "OFD.xml": head + OUTLINE,
        "Doc_0/Document.xml": '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297'
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/P.xml": f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>',
    })  # fmt: skip


def placed(size: str) -> str:
    return f'<ofd:TextObject ID="2" Boundary="10 10 190 20" Size="{size}"><ofd:TextCode X="0" Y="5">{WORDS}</ofd:TextCode></ofd:TextObject>'


READ = "300人"
CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "100,000 pages.pdf": (many_pages, "max_pages = 5000"),
    "100,000 pages.ofd": (lambda: ofd(placed("4"), pages=100_000), "max_pages = 5000"),
    "image of 3 TB.pdf": (huge_image, READ),
    "page of a light year.pdf": (lambda: page(stream(written()), box=b"-1e30 -1e30 1e30 1e30"), READ),
    "font of a mile.pdf": (lambda: page(stream(written(size=2_000_000_000))), ""),
    "widths without end.pdf": (lambda: page(stream(written()), font=b"/DW 2000000000/W[0 65535 2000000000]"), ""),
    "stream of 100 MB.pdf": (lambda: packed_stream(100 << 20, 1), "max_unpacked"),
    "stream packed twice.pdf": (lambda: packed_stream(100 << 20, 2), "max_unpacked"),
    "font of a mile.ofd": (lambda: ofd(placed("1e300")), ""),
    "no font size.ofd": (lambda: ofd(placed("nan")), ""),
    "entities.docx": (lambda: word("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", billion()), "document type"),
    "entities.ofd": (lambda: ofd(placed("4"), head=billion()), "document type"),
    "file as entity.docx": (lambda: word("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'), "document type"),
    "entities.html": (lambda: f"{billion().replace('DOCTYPE w', 'DOCTYPE html')}<html><body><p>{WORDS}&a9;</p></body></html>".encode(), READ),
    "bomb.docx": (lambda: word(f"<w:p><w:r><w:t>{'0' * (20 << 20)}</w:t></w:r></w:p>", packing=zipfile.ZIP_DEFLATED), "max_ratio"),
    "100,000 cells.docx": (lambda: word_cells(10_000), READ),
    "210,000 cells.docx": (lambda: word_cells(21_000), "max_cells"),
    "300,000 cells.xlsx": (lambda: sheet(30_000), "max_cells"),
    "300,000 cells.csv": (lambda: separated(30_000), "max_cells"),
    "two cells far apart.xlsx": (far_cell, READ),
    "directory in a circle.doc": (lambda: cyclic("features.doc", directory), "damaged"),
    "streams in circles.doc": (lambda: cyclic("features.doc", every), "damaged"),
}
_CODE = """
import json, resource, sys, time
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
from planparse import parse
from planparse.config import Config
parse("松河县2015年工作要点\\n新建3所。")
for path in sorted(Path(sys.argv[1]).iterdir()):
    began = time.process_time()
    parsed = parse(path, config=Config(max_unpacked=64 << 20))
    said = parsed.rejected[0].reason if parsed.rejected else " ".join(t.quote for t in parsed.targets)
    print(json.dumps([path.name, said, time.process_time() - began]), flush=True)
"""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, float]]:
    """What each file gave, and the seconds it took; all in one process, which a crash or a hang would end."""
    folder = tmp_path_factory.mktemp("absurd")
    for name, (make, _) in CASES.items():
        (folder / name).write_bytes(make())
    command = [sys.executable, "-c", _CODE, str(folder), str(MEMORY)]
    done = subprocess.run(command, capture_output=True, timeout=600, check=False)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {name: (said, seconds) for name, said, seconds in found} | {"": (done.stderr.decode(), 0.0)}


@pytest.mark.parametrize("name", CASES)
def test_an_absurd_file_ends_soon_and_small(name: str, results: dict[str, tuple[str, float]]) -> None:
    assert name in results, results[""]
    said, seconds = results[name]
    assert CASES[name][1] in said
    assert seconds < SECONDS


def test_the_files_are_what_they_are_called() -> None:
    for name in ("entities.docx", "entities.ofd", "entities.html", "font of a mile.pdf", "streams in circles.doc", "two cells far apart.xlsx"):
        assert detect(CASES[name][0](), name) == name.rpartition(".")[2]
