"""Lines that are site chrome by their own words: navigation, breadcrumbs, notices, sources, footers."""

from __future__ import annotations

from planparse.lexicon import alternation, load
from planparse.normalization import inline
from planparse.normalization.lines import MARKER_HEAD
from planparse.normalization.sharing import BANNER, SHARING, site_phrases
from planparse.patterns import lazy

# The longest first and never given back, so that no line is divided into words in more than one way.
_NAV_WORDS = (
    r"(?>(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：]\s*\d+\s*次?|扫一扫[^\W\d]{0,12}|走进[^\W\d]{1,4}|下载[Ww]ord版?|[Ww]ord下载|下载PDF版?|我的(?:足迹|订单|收藏|下载)"
    rf"|加入[Vv][Ii][Pp](?:免费下载)?|首\s页|返\s*回(?=[\s\])】]|$)|用?微信扫(?:描|一扫)?(?:二维码)?分享[^\W\d]{{0,10}}|更多>>|{alternation(load('planparse.normalization', 'navigation').forms)})"
)
NAV_STRONG = lazy(r"购物车|我的|会员|个人中心|[Vv][Ii][Pp]|打印|关闭|收藏|分享|微信|微博|QQ|返\s*回|顶部|上一[篇页条章节版]|下一[篇页条章节版]|首页|楼主|只看|发帖|评论|主页|电梯直达|置顶|回复|语音|放大|缩小|附件下载|纠错|字[体号]|登录|注册|扫一扫|无障碍|网站|下载|搜索|朗读|导航|更多")
NAV_LINE = lazy(rf"^(?>(?:[\[【(]?\s*+{_NAV_WORDS}\s*+[\])】]?[\s|丨/·:：>»\-—.,、]*+)+)(?:[Xx]\d+)?$")
_BREADCRUMB = lazy(r"^[>»›]\s*[^\s>»›。]{1,30}(?:\s*[>»›]+\s*[^\s>»›。]{1,30})+$|^首页[^\s。,;:]{2,20}(?:总结|计划|范文|报告|要点|公文)$|^(?:您|你)?的?(?:现在|当前|目前|现|所处|所在)?(?:的|所在)?(?:位置|页面)\s*(?:是|为)?\s*[:：].*$|^(?:首\s*页|主页|网站首页|论坛首页|论坛)\s*(?:[>»›→/|-]++\s*+[^\s>»›→/|。-]{1,30}+\s*+){1,6}$|^(?:[^\s>»›。,;]{2,14}\s*[>»›]+\s*){2,6}[^。]{0,60}$")
_INFO_KEY = r"[(\[【]?(?:(?:发布|更新|发稿|生成|录入|添加|上传|成文|采编|发表|公布|刊发)?(?:时间|日期)|(?:信息|文章|稿件|新闻)?来源|作者|(?:责任)?编辑|责编|审核|初审|复审|终审|校对|录入|供稿|撰稿|发布者?人?|浏览(?:次数|量)?|点击(?:次数|数|率|量)?|阅读(?:次数|量|数|人次)?|访问(?:次数|量)?|字体|字号|保护视力色|人气|评论数?|点赞)\s*+[:：]"
# A value ends before the next key: a line of keys is divided in one way only.
_INFO = lazy(rf"^(?>(?>{_INFO_KEY}[^。;]{{0,44}}?(?=$|{_INFO_KEY}))+)$")
# What such a line of a plan has and that of a page has not: a clause, an amount, a time that is no day, where and for whom.
_OF_PLAN = lazy(r"[,，]|\d\s*[万亿]?(?:元|名|册|份|项|个|%)|[:：]\s*\d{1,2}(?:月|日(?!\d))|(?:时间|日期)\s*[:：]\s*(?:\d{4}年(?!\s*\d{1,2}\s*月\s*\d{1,2}\s*日?)|\d{4}年\d{1,2}月(?!\s*\d)|每|[上下]半|[第全][一二三四年])|(?:评论|点击|浏览|阅读|访问|人气)[:：]\s*[\u4e00-\u9fff]{6}|(?:地点|对象|内容|责任人|负责人|参加人员)\s*[:：]|[底末]前")
_MD_LINK = lazy(r"!?\[(?P<text>[^\[\]\n]{0,40})\]\([^()\n]{0,200}\)")
_NAMED_DATE = lazy(r"^\S{2,16}\s+(?:发布|更新)?(?:时间|日期)\s*[:：]\s*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?$")
# How a site speaks of itself, its readers and its files; no plan speaks so.
_NOTICE = lazy(
    r"本文(?:由|是来自|转自|转载|来源)|本站(?:不(?:对|保证|承担|负|拥有|提供)|仅|所有(?:内容|资料|文章|文档|作品|资源|信息|范文)|内容|资料|文章|文档|(?:提供|整理|收集)(?![^。,]{0,16}\d)|原创|声明|转载|观点|立场)|^以下[^,。]{0,12}(?:给|供)(?:大家|您|你)参考|更多(?:你|您)(?:所?想要|所?需要?)的(?:范文|文章|资料)|小编|本站为(?:你|您)|网友(?:上传|提供|投稿|分享|整理|原创)(?![^。,]{0,12}\d)|未完,全文共\d|当前(?:仅|只)?显示\d+字|(?:此|该|本)(?:文档|资料|篇文章)(?:下载|由|共|版权|所得|来自)|已下载\d+次|下载(?:后(?:可|查看)|文档|全文|完整版)|预览(?:已?结束|前\d)|仅供(?:参考|学习)|欢迎(?:阅读|下载|收藏|关注本(?![地县市区乡镇村院校]))|充值(?:下载|会员|VIP|即可)|版权归|(?:如有|若有|如)侵权|侵权(?:请(?!求)|必|联系|删除|投诉)|上传者|点击(?:查看|下载|进入|阅读)|查看(?:更多|全文|原文)|页已(?:被)?访问|(?:^|[(【\[])更多.{0,12}请(?!进)|您正在(?:浏览|访问|查看)|格式:\s*(?:DOCX?|PDF|TXT)\b|★{2,}|希望(?:对|能对)(?:大家|您|你|各位)|^本作品收录于"
    rf"|{alternation(load('planparse.normalization', 'notices').forms)}"
)
# The terms of a sharing site, which it may number.
DOWNLOADS = lazy(r"下载(?:文档|资料)?前请|部分预览|侵犯(?:了)?(?:您|你)的(?:权益|版权)")
# 某某网 2021-07-27 17:24:44 政府报告: a date to the minute, with no sentence around it.
_CLOCK_LINE = lazy(r"^(?:\S{1,12}\s+)?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s+[^\s,。;:]{1,10})?$|^\d{1,2}\.\d{1,2}\.\d{4}\s+\d{1,2}:\d{2}$|^(?:\S{1,16}\s+)?(?:发表|提交|回复|编辑)于\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?[^。,;]{0,30}$")
_DATE_LINE = lazy(r"^(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s+(?:来源|作者|编辑|浏览|点击|阅读)[^。]{0,60}$")
TAG = lazy(r"^(?:TAGS?|Tags?|标签|文章标签|关键词|热词)\s*[:：].{0,200}$")
_FOOTER = lazy(r"ICP备|ICP证|公网安备|网站标识码|版权所有(?![者人权])|Copyright|COPYRIGHT|©|^主办(?:单位)?[:：].*(?:地址|电话|邮编|维护|备案)|^(?:技术支持|网站维护|运维)[:：]|您是第.{0,12}(?:位|个)访|访问人数(?!达|突破|超|增)|今日访问(?!量?(?:达|突破|超))|累计访问(?![^\W\d量数人总])(?!人[^数次]|量?(?:达|突破|超))|建议使用.{0,20}(?:浏览器|分辨率)|All Rights")
# 2020-08-10 16:22 市住建局 [字号: ] 打印: when and by whom, then what a reader may do.
ISSUED_BY = lazy(r"^(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s+(?P<who>[^\W\d]{2,20})\s*(?>(?:[\[(]?字号[^\n打分收字]{0,12}+|打印|分享|收藏|\s)+)$")
# 2021-06-18 总结: the day and the column that a site puts under a title.
DATED_COLUMN = lazy(r"^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s+[^\W\d]{2,6}$")
_URL_LINE = lazy(r"^(?:(?:Original URL|原文(?:链接|网址|地址))\s*[:：]\s*)?(?:https?://|www\.)\S+$")


def chrome_rule(line: str) -> str | None:
    """The rule that explains a whole line as site chrome."""
    if len(line) > 160:
        return None
    line = _BULLET.sub("", _MD_LINK.sub(lambda m: m["text"], line))
    facts = _PARTED.sub(" ", line).strip()
    if _BREADCRUMB.match(line):
        return "breadcrumb"
    if inline.FONT.fullmatch(line) or (NAV_LINE.match(line) and NAV_STRONG.search(line)):
        return "navigation"
    if inline.FONT.search(line) and _is_info(inline.FONT.sub("", line).strip() or "来源:"):
        return "info_line"
    if _is_info(facts) or _DATE_LINE.match(facts) or _NAMED_DATE.match(line) or (_CLOCK_LINE.match(facts) and not _MEETS.search(line)) or is_dated(facts) or ISSUED_BY.match(line):
        return "info_line"
    if BANNER.match(line) and not MARKER_HEAD.match(line):
        return "site_banner"
    if DOWNLOADS.search(line) or (is_notice(line) and len(line) <= 90 and not MARKER_HEAD.match(line)):
        return "site_notice"
    if _URL_LINE.match(line):
        return "link"
    if line in site_phrases():
        return "site_phrase"
    return None


def _is_info(line: str) -> bool:
    """A line of source, day or readers that a page sets under a title; a plan's own 时间 and 来源 say more than that.

    >>> _is_info("时间:2015年5月6日 来源:县教育局"), _is_info("时间:2015年5月上旬"), _is_info("来源:财政补助500万元")
    (True, False, False)
    """
    return _INFO.match(line) is not None and _OF_PLAN.search(line) is None


# What parts the facts of one line: 2016-02-18 | 来源:县教育局 | 点击:210次.
_PARTED = lazy(r"\s+[|丨│]\s+")
_BULLET = lazy(r"^(?:[•·●]\s*|-\s+)")
# 2018-12-17 10:30:42: to the minute, as pages date what they publish.
MOMENT = lazy(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}:\d{2}(?::\d{2})?")
_LABELS = lazy(r"(?:来源|作者|编辑|字[体号]|浏览|点击|阅读)\s*[:：]?|(?:https?://|www\.)[^\s\u4e00-\u9fff]+")
_LONGEST_DATED, _MOST_NAMES, _LONGEST_NAME = 80, 3, 14


def is_dated(line: str) -> bool:
    """A moment, with nothing beside it but names and what a page counts.

    >>> is_dated("http://www.abc.com.cn 2006年01月18日07:30 江城晚报"), is_dated("2019-05-06 09:30召开会议,部署防汛工作")
    (True, False)
    >>> is_dated("2015年5月6日9:30 全县教育工作会议"), is_dated("2015年5月6日9:30巡查河道")
    (False, False)
    """
    moment = MOMENT.search(line) if len(line) <= _LONGEST_DATED and ":" in line else None
    if moment is None or _MEETS.search(line) or _HAN_AT.match(line, moment.end()):
        return False
    names = _LABELS.sub(" ", f"{line[: moment.start()]} {line[moment.end() :]}").split()
    return len(names) <= _MOST_NAMES and all(len(name) <= _LONGEST_NAME and not _MARKS.search(name) for name in names)


# What a plan sets a time for, and no newspaper is called.
_MEETS = lazy("会议|会场|礼堂|报告厅|召开|举行|举办|报到|开幕|闭幕|启动|动员")
_HAN_AT = lazy(r"[\u4e00-\u9fff](?<!来)(?<!作)(?<!字)(?<!浏)(?<!点)(?<!阅)(?<!编)")
_MARKS = lazy(r"[。,;:、!?\d]")


def is_notice(line: str) -> bool:
    """Whether a line speaks of the site, its files and readers; the one phrase that stands inside text is cut by itself."""
    return _NOTICE.search(inline.EDITABLE.sub("", line)) is not None


# What only a page says in such a line, wherever it stands.
_OF_READERS = lazy(r"\d{4}[-/.年]\d{1,2}|(?:浏览|点击|阅读|访问|字体|字号|人气|评论|点赞|保护视力色)")


def is_of_plan(line: str) -> bool:
    """Whether a line of source or editors may be a plan's own where it stands between its items: 审核:县财政局."""
    return _INFO.match(line) is not None and _OF_READERS.search(line) is None


# Who runs a site, and where it is: a footer only next to another line of one, for plans name so who holds an event and whom to call.
RUN_BY = lazy(r"^(?:主办|承办|协办|主管|维护|管理)(?:单位)?[:：][^,。;]{2,40}$|^(?:(?:单位|联系|办公)?地址|邮编|邮政编码|(?:联系|咨询|办公|值班|投诉|举报|监督)?电话|传真|(?:电子)?邮箱|[Ee]-?mail)[:：].{2,80}$")


def footer_rule(line: str) -> str | None:
    if len(line) < 240 and _FOOTER.search(line) and not MARKER_HEAD.match(line):
        return "footer"
    return "tags" if TAG.match(line) else chrome_rule(line)


def is_prose(line: str) -> bool:
    return len(line) >= 24 and line[-1] in "。!?;:)”」" and not _FOOTER.search(line) and not SHARING.match(line) and not _INFO.match(line)
