"""Web pages: a plain one, and one inside each of three invented government sites with navigation, share bars and links."""

from __future__ import annotations

import base64
from html import escape

from typeset.content import Block, Grid

SITES = ("portal", "bureau", "gazette")
_LONGEST_TITLE = 100
STYLE = "table{border-collapse:collapse;width:100%}td{border:1px solid #000;padding:2px}body{font-family:'Noto Sans CJK SC'}"


def page(blocks: list[Block]) -> str:
    """A page with nothing but the document."""
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>文件</title><style>{STYLE}</style></head><body>{_body(blocks)}</body></html>'


def saved(blocks: list[Block]) -> bytes:
    """The plain page as browsers save it, in a MIME message."""
    text = base64.encodebytes(page(blocks).encode()).decode()
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="=_part"; type="text/html"\n\n--=_part\n'
    return f"{head}Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{text}\n--=_part--\n".encode()


def site(blocks: list[Block], name: str) -> str:
    """The document within the page of a site."""
    title = next((block.text for block in blocks if not isinstance(block, Grid)), "")
    if len(title) > _LONGEST_TITLE:  # a document in one line; nobody makes that a title
        title = "文件"
    return {"portal": _portal, "bureau": _bureau, "gazette": _gazette}[name](escape(title), _body(blocks))


def _body(blocks: list[Block]) -> str:
    return "\n".join(_table(block) if isinstance(block, Grid) else f"<p>{escape(block.text)}</p>" for block in blocks)


def _table(grid: Grid) -> str:
    rows = []
    for row in grid.rows:
        if None in row:
            rows.append(f'<tr><td colspan="{len(row)}">{escape(row[0] or "")}</td></tr>')
        else:
            rows.append("<tr>" + "".join(f"<td>{escape(cell or '')}</td>" for cell in row) + "</tr>")
    return f"<table>{''.join(rows)}</table>"


def _links(names: str) -> str:
    return "".join(f'<li><a href="/c/{i}.html">{name}</a></li>' for i, name in enumerate(names.split()))


def _portal(title: str, body: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_青溪市人民政府门户网站</title><script>var visits = 318;</script></head><body>
<div class="top"><a href="/login">登录</a> | <a href="/reg">注册</a> | <a href="/old">长者模式</a> | <a href="/wza">无障碍</a></div>
<header><h2 class="logo">青溪市人民政府</h2><nav class="menu"><ul>{_links("首页 走进青溪 新闻中心 政务公开 办事服务 互动交流 数据开放")}</ul></nav></header>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; <a href="/gh">规划计划</a></div>
<div class="main"><div class="article"><div class="info"><span>来源：市政府办公室</span><span>浏览次数：<em id="hits">318</em></span><span>字号：[大 中 小]</span></div>
<div class="content" id="zoom">{body}</div>
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a><a href="#">打印</a><a href="#">关闭窗口</a></div></div>
<aside class="related"><h3>相关阅读</h3><ul>{_links("图解：一张图读懂民生实事 视频：市长访谈回放 解读：惠企政策问答")}</ul></aside></div>
<footer><p>主办：青溪市人民政府办公室　网站标识码：0000000001</p><p>版权所有　青溪市人民政府　网站地图</p></footer></body></html>"""


def _bureau(title: str, body: str) -> str:
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{title}-云岗县某局</title></head><body>
<table width="1000" align="center"><tr><td colspan="2"><img src="banner.jpg" alt="云岗县"></td></tr>
<tr><td colspan="2"><a href="/">网站首页</a> <a href="/jg">机构概况</a> <a href="/dt">工作动态</a> <a href="/tz">通知公告</a> <a href="/xz">下载中心</a></td></tr>
<tr><td width="200" valign="top"><div class="left"><b>栏目导航</b><ul>{_links("领导分工 内设机构 政策文件 计划总结 财政信息 人事信息")}</ul></div></td>
<td valign="top"><div class="position">您现在的位置：网站首页 &gt;&gt; 计划总结</div>
<div class="tools">【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】 点击数：57</div>
<div class="text">{body}</div>
<div class="pages">上一篇：<a href="/a/1.html">关于开展安全检查的通知</a><br>下一篇：<a href="/a/2.html">关于节日值班安排的公告</a></div></td></tr>
<tr><td colspan="2" align="center">联系我们 | 网站声明 | 设为首页 | 加入收藏<br>技术支持：云岗县信息中心</td></tr></table></body></html>"""


def _gazette(title: str, body: str) -> str:
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{title}</title><style>.a{{color:red}}</style></head><body>
<div id="app"><section class="header"><a class="brand" href="/">江汀区政务网</a><div class="search"><input placeholder="请输入关键字"><button>搜索</button></div></section>
<section class="nav">{"".join(f'<a href="/{n}">{name}</a>' for n, name in enumerate(["首页", "要闻", "公开", "服务", "互动", "专题"]))}</section>
<article class="detail"><h1>{title}</h1><div class="meta">发布时间：2024-03-05 09:12　来源：区政务服务局　<a href="#">收藏</a></div>
<div class="detail-body">{body}</div>
<div class="bar"><a>分享</a><a>复制链接</a><a>保存</a><a>打印本页</a></div></article>
<section class="recommend"><div class="title">推荐阅读</div><a href="/1">我区召开重点项目推进会</a><a href="/2">一图读懂区政府工作报告</a><a href="/3">便民服务进社区</a></section>
<section class="footer">关于我们 | 隐私声明 | 联系方式<br>主办单位：江汀区人民政府　备案号：00000000</section></div></body></html>"""
