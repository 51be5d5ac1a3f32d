"""Banner, counters and notices of document-sharing sites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from planparse.lexicon import load
from planparse.normalization.lines import Found, Hints, Line
from planparse.patterns import lazy

SHARING = lazy(r"^(?:欢迎(?:来到|访问|光临|您)[^。,]{2,20}|浏览记录|下载记录|历史记录|(?:文档)?ID[:：]\s*\d+|大小[:：]\s*[\d.]+\s*[KMG]?B?|页数[:：]\s*(?P<pages>\d+)\s*页?|(?:上传)?时间[:：]\s*\d{4}-\d{2}-\d{2}.{0,10}|格式[:：]\s*\w+|《.{2,80}》由.{1,12}(?:上传|分享).*|.{0,30}(?:会员|用户)上传(?:分享)?.*|(?:此|本|该)(?:文档|资料|文件)(?:下载)?(?:的)?(?:收益|版权).{0,30}|(?:还剩|剩余)\d+页(?:未读|未阅).{0,20}|.{0,20}(?:继续阅读|点击下载|付费下载|下载全文|下载积分|下载券|免费下载|在线阅读|在线预览|预览结束|试读结束).{0,40}|.{0,10}(?:资源|文档|版权).{0,10}(?:归|属).{0,12}(?:所有|作者).{0,20}|.{0,20}(?:请联系(?:我们|网站|客服|管理员)|侵权).{0,40}|(?:第\s*)?\d+\s*(?:页)?\s*/\s*(?:共\s*)?\d+\s*页?|VIP.{0,30}|[-•]\s*\d{4}-\d{2}-\d{2}\s*发布(?:于[^\W\d]{2,6})?\s*\|?|[-•]\s*[\d.]+\s*[KM]B\s*\|?|[-•]\s*约?\s*(?P<leaves>\d+)\s*页|[-•]\s*约?\s*[\d.]+\s*[千万]?字|[-•]\s*\d{1,5}|[-•]\s*举报|[-•]\s*网站客服.{0,30}|[^\s。]{4,60}\.(?:docx?|pdf|pptx?|wps)(?:VIP|_第\d+页)?|[^\s。,]{4,60} ?_第\d+页|返回(?: (?:下载|相关|举报|收藏|分享))+|资源描述:?|投稿人[:：].{0,80}|内容预览[:：]?|文档介绍(?:[:：].*)?|格式[:：].*)$")
_SHARING_STRONG = lazy(r"会员上传|用户上传|上传分享|收益归作者|文库|浏览记录|未读|下载积分|下载券|在线阅读|文档ID|[\d.]+\s*[KM]B\s*\|?$|[\d.]千字$|_第\d+页$|^投稿人|^文档介绍|^内容预览")
# A government's address in brackets, with words behind it, is named in a sentence: 登录政务网(www.abc.gov.cn)申报.
BANNER = lazy(r"^(?!.{0,50}\.gov\.cn/?[)）][\u4e00-\u9fff])(?=.{0,40}(?:网|文库|范文|下载|欢迎|海量|资料))[^。;]{0,50}(?:www\.|https?://)[\w./-]+\s*[^。;,]{0,40}$|^[^。,;、\d]{2,24}(?:门户网站?|政府网站?|政务网|信息网|文档网|资料网|范文网|公文网|文秘网|文库|文库网|(?:范文|公文|文秘|文档)(?:站|屋|之家))$")


def sharing_site(lines: Sequence[Line], found: Found, hints: Hints) -> Hints:
    """The banner, counters and notices of a document-sharing site; needs one line that only such a site has."""
    matches = {i: m for i, line in enumerate(lines) if len(line.text) < 220 and (m := SHARING.match(line.text)) and i not in found}
    strong = any(_SHARING_STRONG.search(lines[i].text) or lines[i].text in site_phrases() for i in matches)
    if not strong:
        return hints
    for i, match in matches.items():
        found[i] = "sharing_site"
        if pages := match["pages"] or match["leaves"]:
            hints = replace(hints, pages=int(pages))
    for i, line in enumerate(lines[: min(len(lines), 12)]):
        if i not in found and (line.text in site_phrases() or BANNER.match(line.text)):
            found[i] = "sharing_site"
    return replace(hints, sharing=True)


@cache
def site_phrases() -> frozenset[str]:
    return frozenset(load("planparse.normalization", "sites").forms)
