"""Numbers that a format keeps apart from the text, written as the reader of the document sees them: 一、 (一) 1. ①."""

from __future__ import annotations

from collections.abc import Callable

from planparse.patterns import lazy

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_FORMAL_UNITS = ("", "拾", "佰", "仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))

# What the list styles of web pages write behind and before a number.
LISTS = {
    "1": "{decimal}. ", "a": "{lowerLetter}. ", "A": "{upperLetter}. ", "i": "{lowerRoman}. ", "I": "{upperRoman}. ",
    "decimal": "{decimal}. ", "lower-alpha": "{lowerLetter}. ", "lower-latin": "{lowerLetter}. ", "upper-alpha": "{upperLetter}. ",
    "upper-latin": "{upperLetter}. ", "lower-roman": "{lowerRoman}. ", "upper-roman": "{upperRoman}. ",
    "cjk-ideographic": "{chineseCounting}、", "simp-chinese-informal": "{chineseCounting}、", "trad-chinese-informal": "{chineseCounting}、",
    "simp-chinese-formal": "{chineseLegalSimplified}、", "cjk-decimal": "{ideographDigital}、", "cjk-heavenly-stem": "{ideographTraditional}、",
}  # fmt: skip
_PLACE = lazy(r"\{(\w+)\}")
_MARKER = lazy(
    r"(?:第[一二三四五六七八九十百零\d]{1,4}[编章节条款项部篇]|[一二三四五六七八九十百]{1,4}[、.．是]|[(（][一二三四五六七八九十百\d]{1,4}[)）]|\d{1,3}(?:[.．]\d{1,3})*[.．、)）]|[①-⑳⑴-⒛㈠-㈩])"
)


def begins_with_marker(text: str) -> bool:
    """Whether a text has a number at its head already.

    >>> begins_with_marker("（二）抓培训"), begins_with_marker("2018年抓培训")
    (True, False)
    """
    return _MARKER.match(text) is not None


def written(template: str, number: int) -> str:
    """A number in a template that names its format.

    >>> written("第{chineseCounting}章 ", 12)
    '第十二章 '
    """
    return _PLACE.sub(lambda m: number_text(m[1], number), template)


def number_text(style: str, number: int) -> str:
    """A number in one of the formats of word processors (the names of OOXML); unknown formats are written in digits.

    >>> [number_text(s, 21) for s in ("chineseCounting", "decimalEnclosedCircle", "upperLetter", "lowerRoman")]
    ['二十一', '㉑', 'U', 'xxi']
    """
    if number < 0:
        return str(number)
    make = _STYLES.get(style)
    return make(number) if make else str(number)


def marked(marker: str, text: str) -> str:
    """A paragraph with the marker that its numbering shows; no number runs into the marker's own.

    >>> marked("1.", "2015年完成"), marked("一、", "抓培训")
    ('1. 2015年完成', '一、抓培训')
    """
    return f"{marker} {text}" if marker.endswith((".", "．")) and text[:1].isdecimal() else marker + text


def _counting(number: int, digits: str = _DIGITS, units: tuple[str, ...] = _UNITS) -> str:
    """一, 十, 二十一, 一百零三, 一万二千."""
    if number >= 10000:
        rest = number % 10000
        zero = digits[0] if 0 < rest < 1000 else ""
        return _counting(number // 10000, digits, units) + "万" + (zero + _counting(rest, digits, units) if rest else "")
    text = ""
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            text += digits[digit] + units[power]
        elif text and not text.endswith(digits[0]) and number % 10**power:
            text += digits[0]
    return text or digits[0]


def _counting_short(number: int) -> str:
    """十一, not 一十一."""
    text = _counting(number)
    return text[1:] if 10 <= number < 20 else text


def _digital(number: int) -> str:
    """二〇: digit by digit."""
    return "".join("〇" if c == "0" else _DIGITS[int(c)] for c in str(number))


def _circled(number: int) -> str:
    if number == 0:
        return "⓪"
    for first, last, code in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(code + number - first)
    return str(number)


def _in_row(number: int, code: int, length: int) -> str:
    return chr(code + number - 1) if 1 <= number <= length else str(number)


def _letter(number: int) -> str:
    """a to z, then aa, bb: a letter repeated, as word processors count."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 8) if number else "0"


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _cycle(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


_STYLES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": lambda n: str(n).translate({ord("0") + i: chr(0xFF10 + i) for i in range(10)}),
    "decimalFullWidth2": lambda n: str(n).translate({ord("0") + i: chr(0xFF10 + i) for i in range(10)}),
    "decimalHalfWidth": str,
    "chineseCounting": _counting_short,
    "chineseCountingThousand": _counting_short,
    "japaneseCounting": _counting_short,
    "taiwaneseCounting": _counting_short,
    "taiwaneseCountingThousand": _counting_short,
    "koreanCounting": _counting_short,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "chineseLegalSimplified": lambda n: _counting(n, _FORMAL_DIGITS, _FORMAL_UNITS),
    "ideographLegalTraditional": lambda n: _counting(n, _FORMAL_DIGITS, _FORMAL_UNITS),
    "japaneseLegal": lambda n: _counting(n, _FORMAL_DIGITS, _FORMAL_UNITS),
    "ideographTraditional": lambda n: _STEMS[n - 1] if 1 <= n <= 10 else str(n),
    "ideographZodiac": lambda n: _BRANCHES[n - 1] if 1 <= n <= 12 else str(n),
    "ideographZodiacTraditional": lambda n: _cycle(n) if n else "0",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda n: _in_row(n, 0x2474, 20),
    "decimalEnclosedFullstop": lambda n: _in_row(n, 0x2488, 20),
    "ideographEnclosedCircle": lambda n: _in_row(n, 0x3280, 10),
    "lowerLetter": _letter,
    "upperLetter": lambda n: _letter(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "ordinal": str,
    "none": lambda n: "",
    "bullet": lambda n: "",
}
