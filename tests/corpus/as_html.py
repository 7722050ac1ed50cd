"""A page as web pages: plain, as a government site's CMS prints it, as a word processor saves it, sloppy."""

import random
from collections.abc import Callable
from html import escape

from corpus.ruled import Page, Rows

_MENU = (
    "首页",
    "机构概况",
    "新闻动态",
    "政务公开",
    "办事服务",
    "互动交流",
    "政府信息公开指南",
    "政府信息公开制度",
)
_LINKS = ("政府信息公开年报", "法定主动公开内容", "依申请公开", "无障碍浏览", "网站地图", "联系我们")


def plain(page: Page, rng: random.Random) -> bytes:
    body = [f"<h1>{escape(''.join(page.title))}</h1>", *_blocks(page, _table)]
    return _page(page, "\n".join(body)).encode()


def cms(page: Page, rng: random.Random) -> bytes:
    """Navigation, an article in a layout table, spans in every cell, scripts, hidden parts."""
    menu = "".join(f'<li><a href="#">{name}</a></li>' for name in _MENU * rng.randint(1, 6))
    links = "".join(f"<p><a href='#'>{escape(name)}</a></p>" for name in _LINKS)
    title = escape("".join(page.title))
    article = "\n".join(_blocks(page, _spanned_table))
    about = (
        f"<table width='100%'><tr><td>索引号：</td><td>0000{rng.randint(10, 99)}/2022-0001</td><td>发布机构：</td>"
        f"<td>某县人民政府办公室</td></tr><tr><td>发布日期：</td><td>2022-01-2{rng.randint(0, 9)}</td>"
        f"<td>名称：</td><td>{title}</td></tr></table>"
    )
    body = (
        f"<script>var total = 12;</script><div class='top'><ul>{menu}</ul></div>"
        f"<div class='pos'>当前位置：首页 &gt; 政务公开 &gt; 年度报告</div>"
        f"<table class='layout'><tr><td valign=top>{links}</td><td>{about}<h2>{title}</h2>"
        f"<div style='display:none'>99 98 97</div><p>浏览次数：{rng.randint(10, 999)}次</p>"
        f"<div class='TRS_Editor'><style>.x{{color:red}}</style>{article}</div></td></tr></table>"
        "<div class='foot'>主办单位：某县人民政府　备案号：某ICP备05000001号　网站标识码：0000000000</div>"
        "<!-- 1 2 3 --><noscript>请启用脚本 5</noscript>"
    )
    charset = rng.choice(("utf-8", "gb2312", "gbk"))
    return _page(page, body, charset, site="某县人民政府门户网站").encode(
        "utf-8" if charset == "utf-8" else "gb18030"
    )


def word_saved(page: Page, rng: random.Random) -> bytes:
    """As Word saves it: conditional comments, `<o:p>`, classes, gb2312."""
    lines = [
        f"<p class=MsoTitle align=center><b><span lang=ZH-CN>{escape(line)}</span></b></p>"
        for line in page.title
    ]
    body = "".join(lines) + "\n".join(_blocks(page, _word_table))
    whole = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">\n<head>\n'
        '<meta http-equiv=Content-Type content="text/html; charset=gb2312">\n'
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>1</w:View></w:WordDocument></xml><![endif]-->\n"
        f"<title>{escape(''.join(page.title))}</title></head>\n<body lang=ZH-CN>"
        f"<div class=WordSection1>{body}</div></body></html>"
    )
    return whole.encode("gb18030")


def sloppy(page: Page, rng: random.Random) -> bytes:
    """No closing tags in tables, spans with units, upper case, rows outside tbody."""
    lines = [f"<CENTER><FONT SIZE=5>{escape(line)}</FONT></CENTER><BR>" for line in page.title]
    return ("<HTML><BODY>" + "".join(lines) + "\n".join(_blocks(page, _sloppy_table))).encode()


def _page(page: Page, body: str, charset: str = "utf-8", site: str = "") -> str:
    title = escape("".join(page.title) + (f"_{site}" if site else ""))
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="{charset}"><title>{title}</title></head>\n'
        f"<body>\n{body}\n</body></html>\n"
    )


def _blocks(page: Page, table: Callable[[Rows], str]) -> list[str]:
    out = []
    for kind, block in page.blocks:
        if isinstance(block, str):
            name = "h3" if kind == "h" else "p"
            out.append(f"<{name}>{escape(block)}</{name}>")
        else:
            out.append(table(block))
    return out


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _span(down: int, across: int) -> str:
    return (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")


def _table(rows: Rows) -> str:
    lines = [
        "<tr>"
        + "".join(f"<td{_span(cell.down, cell.across)}>{_lines(cell.text)}</td>" for cell in row)
        + "</tr>"
        for row in rows
    ]
    return '<table border="1"><tbody>' + "\n".join(lines) + "</tbody></table>"


def _spanned_table(rows: Rows) -> str:
    def cell_(text: str) -> str:
        parts = text.split("\n")
        return "".join(
            f'<p style="text-align:center"><span style="font-family:宋体">{escape(part) or "&nbsp;"}</span></p>'
            for part in parts
        )

    lines = [
        "<tr>\n"
        + "\n".join(f"<td{_span(c.down, c.across)} width=60>{cell_(c.text)}</td>" for c in row)
        + "\n</tr>"
        for row in rows
    ]
    return '<div align="center"><table cellspacing=0 border=1>' + "\n".join(lines) + "</table></div>"


def _word_table(rows: Rows) -> str:
    def cell_(text: str) -> str:
        inside = "<br>\n".join(f"<span lang=EN-US>{escape(part)}</span>" for part in text.split("\n"))
        return f"<p class=MsoNormal align=center>{inside}<span lang=EN-US><o:p></o:p></span></p>"

    lines = [
        " <tr style='height:14.2pt'>\n"
        + "\n".join(
            f"  <td width=58{_span(c.down, c.across)} style='border:solid black 1.0pt'>\n  {cell_(c.text)}\n  </td>"
            for c in row
        )
        + "\n </tr>"
        for row in rows
    ]
    return "<table class=MsoNormalTable border=0 cellspacing=0>\n" + "\n".join(lines) + "\n</table>"


def _sloppy_table(rows: Rows) -> str:
    def span(down: int, across: int) -> str:
        return (f" ROWSPAN={down}" if down > 1 else "") + (f' COLSPAN="{across}px"' if across > 1 else "")

    lines = ["<TR>" + "".join(f"<TD{span(c.down, c.across)}>{_lines(c.text)}" for c in row) for row in rows]
    return "<TABLE BORDER>" + "\n".join(lines) + "</TABLE>"


HTML = {"html": plain, "html cms": cms, "html word": word_saved, "html sloppy": sloppy}
