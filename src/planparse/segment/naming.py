"""How documents, bodies and years are named: the patterns that titles and facts share."""

from __future__ import annotations

import re

from planparse.lexicon import load
from planparse.patterns import lazy

# How many characters of a document are its head.
HEAD = 1500

_WORDS = load("planparse.segment", "title_words")


def _any(*ids: str) -> str:
    return "(?:" + "|".join(map(re.escape, _WORDS.forms_of(*ids))) + ")"


# What a document calls itself (工作要点), and words in which other headings end too (概况).
KINDS, FORMS = _WORDS.forms_of("kind"), _WORDS.forms_of("form")
KIND, FORM = _any("kind"), _any("kind", "form")
TAIL = r"(?:\((?:草案|试行|摘要|节选|讨论稿|征求意见稿|[^()\n]{1,12})\))?"
YEAR = r"(?:(?:19|20)\d\d|[一二][九零〇○0][零〇○一二三四五六七八九\d]{2}|[Xx×*]{2,4}|20[Xx×*]{2})"
SPAN = lazy(rf"{YEAR}年|学年|\d{{1,2}}月|半年|季度|十[一二三四五]?五(?!年)")
BODY = r"(?:委员会|管理委员会|管委会|党工委|办公室|办事处|人民政府|政府|管理局|总局|分局|局|厅|委|部|办|处|科|股|室|院|中心|学校|中学|小学|幼儿园|大学|学院|医院|公司|集团|支队|大队|街道|乡|镇|党委|党组|协会|联合会|工会|残联|妇联|团委|行署|公署|开发区|高新区|学区|法院|检察院|银行|指挥部|社|站|所|队|馆|园|厂|农场|林场)"
ISSUER = lazy(
    rf"^(?P<issuer>(?:[\u4e00-\u9fff]{{2,20}}{BODY}[、 ]){{0,2}}[\u4e00-\u9fffXx*×·()]{{2,40}}?{BODY})(?=关于|学校(?:工作|德育|教学)|{YEAR}|年|[一二三四五六七八九十]|上半年|下半年|春季|秋季|工作|年度|学年|重点|任务|[\"“《]|的|第|半年|全年|法治|党建|安全|终)"
)
NOTICE = lazy(
    r"^[^。;\n]{4,90}(?:的?通知|的?函|的批复)$|关于(?:印发|下发|转发|公布)[^。;\n]{2,80}的通知"
)
NOT_TITLE = lazy(
    r"^(?:[一二三四五六七八九十]+、|[(（]|\d+[.、]|第[一二三四五六七八九十]+[章条节]|附件|主题词|抄送|关键词)|^(?:根据|按照|为了?|现[将就把]|认真|贯彻|落实|制定)"
)
# A report that has a slogan for its title names itself below: ——在某校第三届教职工代表大会上的工作报告.
GIVEN_AT = lazy(
    r"(?m)^—{1,2}\s*在(?P<body>[\u4e00-\u9fff]{2,24}?)(?:第[^\n。,;]{1,6}[届次])[^\n。;]{2,40}(?:会|会议)上的?(?:工作)?报告\s*$"
)
