"""The work on a document grows with its length and no faster: counted in calls, which are the same on every machine."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable

import pytest

from planparse import parse

HEAD = "松河县教育局2015年工作要点\n"


def plain(count: int) -> str:
    return HEAD + "".join(f"{n}.年底前新建幼儿园{n}所(含2所村办园),入园率由82%提高到85%以上,由县财政局负责。\n" for n in range(1, count))


def table(count: int) -> str:
    rows = "".join(f"{n}\t新建幼儿园{n}所,培训xx名教师\t县财政局、基础教育股\t2015年{n % 12 + 1}月底前\n" for n in range(1, count))
    return HEAD + "序号\t工作任务\t责任单位\t完成时限\n" + rows


def cells(count: int) -> str:
    row = "{}\n新建幼儿园{}所\n县财政局\n2015年6月底前\n"
    one = "序号\n工作任务\n责任单位\n完成时限\n" + "".join(row.format(n, n) for n in range(1, 6))
    return HEAD + "".join(f"{'一二三四五六七八九十'[n % 10]}、重点工作\n年内抓好落实。\n{one}" for n in range(count // 6))


def titles(count: int) -> str:
    return HEAD + "".join(f"{n}.贯彻《关于加强第{n}项工作的意见》,由县教育局牵头,培训xx名教师。\n" for n in range(1, count))


def turns(count: int) -> str:
    return "松河县2014年工作总结和2015年工作计划\n" + "".join(
        f"{'一二三四五六七八九十'[n % 10]}、{('2014年工作回顾', '2015年工作打算')[n % 2]}\n新建幼儿园{n + 2}所。\n" for n in range(count)
    )


def attached(count: int) -> str:
    return HEAD + "".join(f"{n}.按期完成第{n}项任务。\n附件:1.任务表{n}\n2.项目表{n}\n" for n in range(1, count))


@pytest.mark.parametrize("make", [plain, table, cells, titles, turns, attached])
def test_calls_grow_with_the_length(make: Callable[[int], str]) -> None:
    parse(make(30))
    few, many = make(100), make(800)
    assert calls(many) / len(many) < 1.25 * calls(few) / len(few)


def calls(text: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(parse, text)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
