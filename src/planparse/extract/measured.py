"""A number with its unit, and what may be fused to it: 两个半小时, 9块5毛, 300元/月, 翻两番, 10大热点问题."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from planparse.extract import denominator, numerals
from planparse.extract.amount import Page, Quantity, amount, is_bare_scale
from planparse.extract.numerals import Numeral
from planparse.extract.units import Unit, unit_at
from planparse.patterns import lazy
from planparse.records import Comparator

_HALF = Decimal("0.5")
_HALVED = frozenset(("duration", "multiple", "length", "weight", "area", "volume"))
_HALVED_GROUPS = frozenset(("tenth", "yuan"))  # 三成半, 三块半
_HALF_WORDS = ("半径", "半数", "半价", "半年", "半天", "半月", "半导", "半成品")
_UNIT_TAIL = lazy(r"(?:余|多)(?=[,;。、)的]|$|以上|[^\W\d_])(?![种样个项次元年边额])|人民币|整")
_BIG_NOUN = lazy(r"大(?!于|约|小|批|量|型|多|学|中|会|力|幅|部分|概|家|的|队|米)")
_ONE_DIGIT = r"(?P<n>\d{1,2}|[一二两三四五六七八九])"
# The smaller units that may follow a unit without a number of their own sign: 9块5毛, 1小时30分钟, 3斤2两.
_SMALLER: dict[str, tuple[tuple[re.Pattern[str], Decimal], ...]] = {
    "yuan": (
        (lazy(rf"零?{_ONE_DIGIT}(?:毛|角)(?:钱)?"), Decimal("0.1")),
        (lazy(rf"零?{_ONE_DIGIT}分(?:钱)?"), Decimal("0.01")),
        (lazy(r"(?<=块)(?P<n>\d|[一二三四五六七八九])(?![\d.十百千万亿、块元个名])"), Decimal("0.1")),
        (lazy(r"(?<=[毛角])(?P<n>\d|[一二三四五六七八九])(?![\d.十百千万亿、块元个名])"), Decimal("0.01")),
        (lazy(r"(?<=块)零(?P<n>\d|[一二三四五六七八九])(?![\d.十百千万亿、块元个名])"), Decimal("0.01")),
    ),
    "jiao": (
        (lazy(rf"{_ONE_DIGIT}分(?:钱)?"), Decimal("0.01")),
        (lazy(r"(?<=[毛角])(?P<n>\d|[一二三四五六七八九])(?![\d.十百千万亿、块元个名])"), Decimal("0.01")),
    ),
    "tenth": ((lazy(r"(?P<n>[一二三四五六七八九])(?![成十百千万亿、个])"), Decimal(1)),),
    "hour": ((lazy(r"零?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})分钟?"), Decimal(1) / Decimal(60)),),
    "weight": ((lazy(r"(?<=斤)(?P<n>\d|[一二两三四五六七八九])两"), Decimal("0.1")),),
}


def unit_of(text: str, numeral: Numeral) -> tuple[Unit, int] | None:
    """The unit behind a numeral; of 个半小时 the unit that `measured` reads on to."""
    if text.startswith("个半", numeral.end) and (found := _behind_half(text, numeral.end + 2)):
        return found[0], numeral.end + 2
    return unit_at(text, numeral.end + (_APART.match(text, numeral.end) is not None))


_APART = lazy(r" (?=元|[a-zA-Z]{2}|m[23²³]|㎡)")  # 12 km


def _behind_half(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit behind 个半: 小时, and 月 of 个半月 with the 个 that is its own."""
    if found := unit_at(text, at):
        return found
    found = unit_at("个" + text[at : at + 6], 0)
    return (found[0], at + found[1] - 1) if found else None


def read(page: Page, numeral: Numeral, unit: Unit, end: int) -> Quantity:
    """The quantity of a numeral with the unit that ends at `end`."""
    text, value = page.text, numeral.value * unit.factor
    upper = numeral.value_max * unit.factor if numeral.value_max is not None else None
    if text.startswith("个半", numeral.end) and (found := _behind_half(text, numeral.end + 2)):
        unit, end = found
        value += _HALF * unit.factor
    elif text.startswith("半", end) and _is_halved(unit) and not text.startswith(_HALF_WORDS, end):
        value, end = value + _HALF * unit.factor, end + 1
    for pattern, factor in _SMALLER.get(unit.group, ()):
        match = pattern.match(text, end)
        if match and (number := numerals.evaluate(match["n"])) is not None:
            value, end = value + number * factor, match.end()
    return measured(page, numeral, unit, end, value, upper, "number_unit")


def _is_halved(unit: Unit) -> bool:
    return unit.kind in _HALVED or unit.group in _HALVED_GROUPS


def measured(
    page: Page, numeral: Numeral, unit: Unit, end: int, value: Decimal, upper: Decimal | None, rule: str
) -> Quantity:
    """The quantity with what is written behind its unit: a denominator, 余, 人民币."""
    bound: Comparator = "range" if upper is not None else numeral.bound
    per = None
    if written := denominator.written(page.text, end):
        per, end = written
    elif tail := _UNIT_TAIL.match(page.text, end):
        end = tail.end()
        bound = "gt" if bound == "eq" and tail.group() in ("余", "多") else bound
    return amount(
        page, numeral.start, end, unit.kind, value, unit.name, rule, upper=upper, bound=bound, per=per, group=unit.group,
        bare_scale=is_bare_scale(page.text[numeral.start : numeral.end]),
    )  # fmt: skip


# What is measured without a unit.
_INDEX = lazy(
    r"(?:指数|系数|比值|倍差|收入比|得分|评分|平均分|容积率|密度|百万吨死亡率|伤亡率)(?:[^\W\d_、]{0,6})?"
    r"(?:为|达|由|从|[降升增低高小大持制定][到至在]|(?:由|从)[\d.]{1,6}[^\W\d_]{1,4}[到至])$"
)
# People are counted in 万 without a classifier; at a clause's end what the clause speaks of tells the kind.
_PEOPLE = lazy(
    r"(?:已|参合|参会|在册|在职|退休|退役|离退休|下乡|返乡|回乡|进城|城市|城区|农村|城镇|城乡|贫困|困难|失业|下岗|就业|从业|受灾|常住|流动|外来|留守|在校|适龄|失能|参保|脱贫|搬迁|农业|转移|富余|各族|中小)*"
    r"(?:人民(?!币|法|政府|代表)|群众|人口|(?<=[业岗保职休])人员|农民|居民|市民|学生|师生|职工|农户|移民|游客|旅客|老人|老年人|儿童|残疾人|劳动力|劳力|党员|干部|用户|商户|村民|妇女|青年|青少年|考生)"
)
_SAYS_REACHED = lazy(r"(?:达|到|至|为|近|超|超过|突破|约|逾|的|减少|增加)$")
# 税收任务120万,完成135万: the sum itself, without 元.
_SAYS_SUM = lazy(r"(?:收入|支出|预算|投资|投入|资金|任务|税收|产值|补助|补贴|贷款|经费|利润|[^\W\d]金|完成|实现)(?:了|共|各)?$")
_SAYS_WHO = lazy(r"(?:人员|人数|人口|劳动?力|游客|旅客|学生)$")
_CLOSES = lazy(r"(?:以上|以内|以下|左右|大关)?(?:[,;。)]|$)|(?:增加|减少|增长|上升|提高|下降|扩大)[到至]")
_SPEAKS_OF = lazy(r"(?P<count>人口|人员|人数|劳动?力|农民|居民|游客|学生|户数|用户)|(?P<money>总值|收入|支出|投资|投入|产值|资金|经费|预算|税收|余额|贷款|存款|GDP|利润|总额|债券|(?<=[^\W\d])金(?!牌))")
_LOOK_BACK = 30


def _of_scaled(text: str, numeral: Numeral) -> Literal["count", "money"] | None:
    """46万群众; 从业人员达1.3亿."""
    if is_bare_scale(text[numeral.start : numeral.end]):
        return None
    if _PEOPLE.match(text, numeral.end + 2 * text.startswith("左右", numeral.end)):
        return "count"
    left = text[max(0, numeral.start - _LOOK_BACK) : numeral.start]
    if not _CLOSES.match(text, numeral.end):
        return None
    spoken = list(_SPEAKS_OF.finditer(left)) if _SAYS_REACHED.search(left) or _SAYS_SUM.search(left) or _SAYS_WHO.search(left) else []
    return None if not spoken else "count" if spoken[-1]["count"] else "money"


_MANY = lazy(r"(?!(?:19|20)\d\d$)[1-9]\d{2,6}")  # 31742农民参保: not a year, not a code


# A site has lost the sign of a percentage: 占年计划的58.2,同比增长17.8.
_SIGN_LOST = lazy(
    r"(?:(?:同比|环比)(?:增长|下降|上升|增加|减少)?|(?:分别)?(?:增长|下降)|占[^,;。\d]{0,8}(?:计划|任务|目标|预算)数?的?)(?:了|约)?$"
)
_FAR_BACK = 16
_CLOSED = lazy(r"[,;。!\n]|$")


def without_unit(page: Page, numeral: Numeral) -> Quantity | None:
    """翻两番 is four times as much; 10大热点问题 counts without a unit."""
    text, end = page.text, numeral.end
    if text.startswith(("番", "翻"), end) and "翻" in text[max(0, numeral.start - 4) : numeral.start]:
        more = text[end + 1 : end + 2] in ("多", "余")
        value = Decimal(2) ** int(numeral.value)
        bound: Comparator = "gt" if more else "eq"
        return amount(page, numeral.start, end + 1 + more, "multiple", value, "倍", "doubling", bound=bound)
    if numeral.arabic and not numeral.scaled and _INDEX.search(text, max(0, numeral.start - _LOOK_BACK), numeral.start):
        return amount(page, numeral.start, end, "count", numeral.value, "", "index", bound=numeral.bound)
    if numeral.scaled and text[end - 1] in "万亿" and (kind := _of_scaled(text, numeral)):
        return amount(page, numeral.start, end, kind, numeral.value, "元" if kind == "money" else "", "scaled_number", bound=numeral.bound)
    if numeral.arabic and _MANY.fullmatch(text, numeral.start, end) and _PEOPLE.match(text, end):
        return amount(page, numeral.start, end, "count", numeral.value, "", "scaled_number", bound=numeral.bound)
    if numeral.arabic and not numeral.scaled and _SIGN_LOST.search(text, max(0, numeral.start - _FAR_BACK), numeral.start) and _CLOSED.match(text, end):
        return amount(page, numeral.start, end, "percent", numeral.value, "%", "sign_lost", bound=numeral.bound)
    if numeral.arabic and 1 < numeral.value <= 100 and _BIG_NOUN.match(text, end):
        return amount(page, numeral.start, end, "count", numeral.value, "", "big_noun", group="weak")
    return None
