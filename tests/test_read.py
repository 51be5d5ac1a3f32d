"""Bytes to source text: encodings, cut files, and what is rejected."""

from __future__ import annotations

import codecs
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planparse.config import Config
from planparse.errors import Reject
from planparse.read import read_bytes, read_text

SIMPLIFIED = (
    "各乡镇人民政府：为做好2014年的教育工作，现将计划印发给你们，请认真组织实施。\n一、新建幼儿园5所。"
)
TRADITIONAL = (
    "各鄉鎮人民政府：為做好2014年的教育工作，現將計劃印發給你們，請認真組織實施。\n一、新建幼兒園5所。"
)
ENCODED = [
    ("utf-8", b"", "utf-8", SIMPLIFIED),
    ("utf-8", codecs.BOM_UTF8, "utf-8", TRADITIONAL),
    ("utf-16-le", b"", "utf-16-le", SIMPLIFIED),
    ("utf-16-be", b"", "utf-16-be", TRADITIONAL),
    ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le", TRADITIONAL),
    ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be", SIMPLIFIED),
    ("gb2312", b"", "gb18030", SIMPLIFIED),
    ("gbk", b"", "gb18030", TRADITIONAL),
    ("gb18030", b"", "gb18030", SIMPLIFIED + "𠮷"),
    ("big5", b"", "big5-hkscs", TRADITIONAL),
    ("big5hkscs", b"", "big5-hkscs", TRADITIONAL + "𠝹"),
]


def read(data: bytes) -> str:
    return read_bytes(data, "a.txt", Config()).text


@pytest.mark.parametrize(("codec", "mark", "name", "text"), ENCODED)
def test_every_encoding_is_recognised(codec: str, mark: bytes, name: str, text: str) -> None:
    source = read_bytes(mark + text.encode(codec), "a.txt", Config())
    assert (source.text, source.encoding) == (text, name)


@pytest.mark.parametrize(("codec", "mark", "name", "text"), ENCODED)
@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_cut_tail_becomes_one_replacement_character(
    codec: str, mark: bytes, name: str, text: str, cut: int
) -> None:
    text = text.rstrip("。𠮷𠝹")
    source = read_bytes((mark + (text + "年").encode(codec))[:-cut], "a.txt", Config())
    assert source.encoding == name
    assert source.text.rstrip("\ufffd") in (text, text[:-1])
    assert source.text.count("\ufffd") <= 1


@pytest.mark.parametrize(("codec", "mark", "name", "text"), [row for row in ENCODED if not row[1]])
def test_a_cut_head_becomes_one_replacement_character(codec: str, mark: bytes, name: str, text: str) -> None:
    first = "驗" if "big5" in codec else "测"
    source = read_bytes((first + text).encode(codec)[1:], "a.txt", Config())
    assert (source.text, source.encoding) == ("\ufffd" + text, name)


@given(
    st.text(alphabet="年度工作计划教育局县乡镇的和新建完成目标任务，。：0123456789\n", min_size=40),
    st.sampled_from(ENCODED),
)
def test_what_was_encoded_is_decoded(text: str, row: tuple[str, bytes, str, str]) -> None:
    codec, mark, _, _ = row
    text = SIMPLIFIED + text if "big5" not in codec else TRADITIONAL
    assert read(mark + text.encode(codec)) == text


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00\xd8")
@example(b"\xed\xa0\x80" * 9)
@example(b"\x00" * 64)
def test_no_bytes_raise_anything_but_reject(data: bytes) -> None:
    stage = "read"
    try:
        read(data)
    except Reject as reject:
        stage = reject.stage
    assert stage == "read"


@given(st.text(max_size=300))
def test_a_string_reads_as_its_bytes(text: str) -> None:
    def outcome(read_it: Callable[[], object]) -> object:
        try:
            return read_it()
        except Reject as reject:
            return reject.reason

    text += "年"
    assert outcome(lambda: read_text(text, "a")) == outcome(lambda: read_bytes(text.encode(), "a", Config()))


def test_line_ends_and_lone_surrogates_change_and_nothing_else() -> None:
    odd = "一\x00二\u200b三\ue000\ufeff四"
    assert read_text("甲\r\n乙\r丙\n\ud800" + odd, "a").text == "甲\n乙\n丙\n\ufffd" + odd
    assert read("甲\r\n乙\r丙\n".encode() + odd.encode()) == "甲\n乙\n丙\n" + odd


def test_a_damaged_byte_in_the_middle_costs_one_character() -> None:
    data = bytearray((SIMPLIFIED * 3).encode())
    data[200] = 0xFF
    text = read(bytes(data))
    assert text.endswith(SIMPLIFIED[-60:])
    assert text.startswith(SIMPLIFIED[:60])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b" \r\n\t", "empty file"),
        (b"no Chinese at all", "no Chinese character"),
        (b"%PDF-1.7 \xe5\xb9\xb4", "a PDF file"),
        (b"PK\x03\x04..word/document.xml", "docx"),
        (b"PK\x03\x04..xl/workbook.xml", "xlsx"),
        (b"PK\x03\x04..a.txt", "a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "an old Office file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (bytes(range(32)) * 20, "binary data"),
    ],
)
def test_what_is_not_chinese_text_is_rejected_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Reject, match=reason):
        read(data)


def test_a_file_over_the_limit_is_rejected() -> None:
    with pytest.raises(Reject, match="larger than max_bytes = 10"):
        read_bytes(SIMPLIFIED.encode(), "a", Config(max_bytes=10))
