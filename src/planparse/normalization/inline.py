"""Adverts and site bars that stand inside running text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planparse.patterns import lazy

# Every pattern below needs one of these; only lines that hold one are searched for them.
_SIGN = lazy(
    r"www\.|https?:|\.com|\.cn|\.net|\.org|本文来自|本文转自|文章来自|更多(?:精彩|优质)?(?:范文|资料|内容|文章)"
    r"|网站?(?:提供|整理|收集|首发|原创)|文库(?:提供|整理|收集|首发|原创)|点击(?:下载|查看|进入|次数|量|数)|来源\s*[:：]"
    r"|出处\s*[:：]|转自\s*[:：]|摘自\s*[:：]|本文转载自|位置\s*[:：]|微信\s*[微新腾朋Q]|微博\s*[微新腾朋Q]|QQ空间\s*[微新腾朋Q]"
    r"|QQ好友\s*[微新腾朋Q]|朋友圈\s*[微新腾朋Q]|浏览(?:次数|量|数)|阅读(?:次数|量|数)|推荐-|分享-|整理-|下载-|下载后可|字体|字号|页[\s,/]*共"
)
PAGE_OF = lazy(r"第\s*+\d{1,4}\s*+页[\s,/]*+共\s*+\d{1,4}\s*+页")
_ADVERT = lazy(
    r"[(\[【（]\s*+(?:文章阅读网|本文来源|文章来源|来源|原文地址|本文地址|转载请注明|更多[^()\[\]]{0,20}|欢迎[^()\[\]]{0,20}|推荐访问|阅读原文|请?"
    r"访问[^()\[\]]{0,12}|[^()\[\]。;]{2,16}网)[^()\[\]\n。]{0,24}?[:：]?\s*+(?:https?:|www\.|[a-zA-Z0-9-]+\.(?:com"
    r"|cn|net|org))[^()\[\]\n]{0,60}[)\]】）]|(?:本文来自|本文转自|文章来自|更多(?:精彩|优质)?(?:范文|资料|内容|文章)(?:请|尽在|就在|,请)"
    r")[^。\n]{0,50}(?:www\.[\w./-]+|https?:[\w./-]+|网)[。]?"
)
# 课件下载[www.abc.cn]: a site's address that stands in brackets inside a sentence; a government's site is the plan's own.
_ADDRESS = lazy(r"(?:(?:课件|资料|文档|教案|试题|论文|范文)(?:下载|网)?|下载)?\s?[\[【(]\s?(?:www\.|https?://)(?![\w./-]*\.(?:gov|edu)\.cn)[\w./-]{3,40}\s?[\])】]")
_BRACKETED_NOTICE = lazy(
    r"[【(\[](?:点击(?:下载|查看|进入)[^】)\]\n]{0,12}|(?:来源|出处|转自|摘自)\s*+[:：][^】)\]\n]{2,20}(?:网|库|站)|"
    r"[^】)\]\n,。;]{1,14}(?:网|文库|网站)(?:提供|整理|收集|首发|原创)|本文转载自[^】)\]\n]{2,40})[】)\]]"
)
_CRUMB = lazy(
    r"(?:您|你)?(?:现在|当前|目前|现)的?(?:所在)?位置\s*+[:：]\s*+(?:[^\s>»›]+\s*+[>»›]+\s*+)*[^\s>»›。]+"
)
_BAR = lazy(
    r"(?:(?:发布)?(?:时间|日期)[:：]\s*+\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s*+\d{1,2}:\d{2}(?::\d{2})?)?\s*+)?"
    r"(?:(?:来源|信息来源)[:：]\s*+\S{2,30}\s++)?(?:(?:浏览|点击|阅读)(?:次数|量|数)?[:：]\s*+(?:\d++\s*+)?(?:次\s*+)?)?(?:分享(?:到|至)?"
    r"[:：]?\s*+)?(?:(?:微信|微博|QQ空间|朋友圈|新浪微博|腾讯微博|QQ好友)\s*+){2,}|(?:来源|信息来源)[:：]\s*+\S{2,30}\s++(?:附件下载|打印|关闭"
    r"|分享)+|(?:浏览|点击|阅读)(?:次数|量|数)[:：]\s*+\d+\s*+次?"
)
_PRAISE = lazy(r"-[^\W\d]{2,10}(?:推荐|分享|整理|下载)-")
EDITABLE = lazy(r"下载后可(?:以)?(?:任意|自行)?(?:编辑|修改|复制)")
FONT = lazy(
    r"(?:[\[【(]\s*+)?(?:字体|字号)(?:大小)?\s*+[:：]?\s*+[\[【(]?\s*+(?:特?大|超大)\s*+[|/·]?\s*+(?:中|默认|正常)\s*+[|/·]?\s*+小\s*+"
    r"[\])】]?"
)
_LISTED = r"[^\s。,;:]{2,30}?(?:总结|计划|要点|报告|方案|思路)"
# 民政工作总结3篇 本文目录 上半年民政工作总结 民政工作总结范文: the contents of a collection, run into its first text.
_CONTENTS = lazy(
    rf"(?:\d{{4}}\s*年?\s*)?{_LISTED}\s*[\d一二三四五六七八九十]{{1,3}}\s*篇\s*本文目录(?>(?>\s*+(?:\d{{4}}\s*+年?\s*+)?{_LISTED}(?:范文)?)+)"
)
_BEFORE_CONTENTS, _LONGEST_CONTENTS = 60, 600
_RULES = ((_ADVERT, "advert"), (_ADDRESS, "advert"), (_BRACKETED_NOTICE, "advert"), (_PRAISE, "advert"), (EDITABLE, "advert"), (_CRUMB, "breadcrumb"), (_BAR, "share_bar"), (FONT, "navigation"), (PAGE_OF, "page_number"))

Stretch = tuple[int, int, str]


def find(text: str, taken: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches that no line rule has taken yet, in order, each with its rule.

    >>> list(find("做好防汛。(来源:某某网 www.abc.com)抓好抗旱。", ()))
    [(5, 25, 'advert')]
    """
    position = 0
    for start, end, rule in sorted(_candidates(text)):
        if start >= position and not any(s < end and start < e for s, e, _ in taken):
            yield start, end, rule
            position = end


def _candidates(text: str) -> Iterator[Stretch]:
    yield from _contents(text)
    for low, high in _lines_with_a_sign(text):
        for pattern, rule in _RULES:
            for match in pattern.finditer(text, low, high):
                yield match.start(), match.end(), rule


def _contents(text: str) -> Iterator[Stretch]:
    at = text.find("本文目录")
    while at >= 0:
        low = max(text.rfind("\n", 0, at) + 1, at - _BEFORE_CONTENTS)
        if match := _CONTENTS.search(text, low, at + _LONGEST_CONTENTS):
            yield match.start(), match.end(), "site_title"
        at = text.find("本文目录", at + 1)


def _lines_with_a_sign(text: str) -> Iterator[tuple[int, int]]:
    done = 0
    while sign := _SIGN.search(text, done):
        low = text.rfind("\n", 0, sign.start()) + 1
        done = text.find("\n", sign.end())
        done = len(text) if done < 0 else done
        yield low, done
