"""Input that nobody writes on purpose: bytes, damaged encodings, and text made of what the rules look for.

The strategies are for a short search in `make test` and a long one by `benchmarks/fuzz.py`; the giants are few and large.
"""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "big5hkscs", "utf-7", "utf-32")
SENTENCES = (
    "松河县教育局2015年工作要点", "一、扩大培训", "年内培训骨干教师300人,由人事股负责。", "毛入学率由82%提高到85%以上。", "(三)新建校舍1.2万平方米",
    "1.全县投入资金3亿元,其中县级配套10%", "責任單位:縣教育局;完成時限:6月底前", "小学、初中入学率分别达到99%、98%以上", "5、的意见", "第二章 附则",
    "回顾2019年，完成投资20亿元。", "2020年，我们将新建3—5所幼儿园。", "松教发〔2012〕1号", "(来源:松河网)", "每生每年补助800元/生·年",
)  # fmt: skip
PIECES = (
    "1", "９", "〇", "一", "十", "百", "万", "亿", "两", "半", "几", "%", "％", "‰", "个百分点", "元", "万元", "所", "人", "平方米", "年", "月", "日",
    "年底前", "上半年", "十二五", "第", "由", "提高到", "增长", "以上", "以内", "左右", "不低于", "分别", "其中", "每", "人均", "翻一番", "倍", "分之",
    "全覆盖", "县教育局", "牵头", "配合", "责任单位:", "(", ")", "《", "》", "“", "”", "[", "]", "〔", "、", ",", "，", "。", ";", ":", "：", "—", "-", "~",
    "/", "·", ".", "．", "\n", "\r\n", "\r", "\t", " ", "\u3000", "\u00a0", "一、", "(一)", "①", "1.", "1)", "一是", "——", "●", "篇一", "附件1", "第一条",
    "\x00", "\x07", "\x1b", "\x7f", "\x85", "\u200b", "\u200f", "\u202e", "\u2066", "\u2028", "\ufeff", "\ufffd", "\ufffe", "\ue000", "\ud800", "\udfff",
    "\u0301", "\u20e3", "½", "Ⅳ", "㈠", "㎡", "㊣", "℅", "𠀀", "𝟙", "👍🏽", "國", "小", "臺", "幼稚園", "中國小", "&permil;", "&#37;", "<p>", "</td>", "**", "#",
    "http://a.b", "![](", "```", "{{", "NaN", "1e9", "0x1F", "-0", "٣", "१", "Ｘ", "xx", "×",
)  # fmt: skip

pieces = st.sampled_from(PIECES)
runs = st.builds(lambda piece, times: piece * times, pieces, st.integers(1, 60))
words = st.one_of(pieces, pieces, pieces, runs, st.sampled_from(SENTENCES), st.text(max_size=6))
texts = st.lists(words, min_size=1, max_size=60).map("".join)


def _spoiled(text: str, encoding: str, head: int, tail: int) -> bytes:
    data = text.encode(encoding, "replace")
    return data[head : len(data) - tail]


encoded = st.builds(_spoiled, texts, st.sampled_from(ENCODINGS), st.integers(0, 3), st.integers(0, 3))
mixed = st.lists(encoded, min_size=2, max_size=4).map(b"".join)
surrogates = texts.map(lambda text: text.encode("utf-8", "surrogatepass"))


def _overwritten(data: bytes, changes: list[tuple[int, int]]) -> bytes:
    spoiled = bytearray(data)
    for place, byte in changes:
        spoiled[place % len(spoiled)] = byte
    return bytes(spoiled)


changes = st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), min_size=1, max_size=8)
damaged = st.builds(_overwritten, st.sampled_from(SENTENCES).flatmap(lambda s: encoded.map(lambda d: s.encode() + d)), changes)
files = st.one_of(surrogates, surrogates, surrogates, encoded, mixed, damaged, st.binary(max_size=400))


def giants(scale: int) -> Iterator[tuple[str, str]]:
    """Large texts with a name each; `scale` 1 for the sizes of a full campaign, more for smaller ones."""

    def times(count: int) -> int:
        return count // scale

    head, line = "松河县教育局2015年工作要点\n", "年内培训骨干教师300人。"
    wide = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})
    yield "markers", head + "".join(f"{n}、{line}\n" for n in range(1, times(10_000) + 1))
    yield "markers-in-a-line", head + "".join(f"({n}){line}" for n in range(1, times(10_000) + 1))
    yield "bare-markers", head + "一、" * times(10_000)
    yield "deep-brackets", head + "(" * times(10_000) + "3所" + ")" * times(10_000)
    yield "deep-quotes", head + "“" * times(10_000) + "3所" + "”" * times(10_000)
    yield "deep-outline", head + "".join(m + "抓落实。" for m in ("一、", "(一)", "1.", "(1)", "①", "一是") * times(1_000))
    yield "digits", head + "投入" + "9" * times(10_000) + "元。"
    yield "chinese-digits", head + "投入" + "九" * times(10_000) + "元。"
    yield "commas", head + "投入" + "1,000" * times(10_000) + "元。"
    yield "decimals", head + "投入0." + "3" * times(10_000) + "亿元。"
    yield "powers", head + "投入" + "3万亿" * times(10_000) + "元。"
    yield "full-width", (head + f"1.{line}占12.5%,A-Z(a)~\n" * times(10_000)).translate(wide)
    yield "empty-lines", head + "\n" * times(1_000_000) + line
    yield "blank-lines", head + " \n\u3000\n" * times(300_000) + line
    yield "right-to-left", head + "\u202e年内\u200f培训\u2067300人。\u2069" * times(10_000)
    yield "surrogates", head + "\ud800年内培训\udc00300人。" * times(10_000)
    yield "controls", head + "".join(f"{chr(n % 32)}{line}{line}{line}" for n in range(times(10_000)))
    yield "one-line", head + line.replace("。", ",") * times(100_000)
    yield "sections", head + f"(一)加快发展\n1.{line}\n2.{line}\n" * times(33_000)
