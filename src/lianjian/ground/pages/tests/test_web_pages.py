from __future__ import annotations

import pytest

from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.pages.kinds import Kind
from lianjian.ground.pages.reading import Told, read


def told(body: str, *, head: str = "", charset: str = "utf-8", name: str = "网页.html") -> Told:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read(page.encode(charset), name)


def notes(one: Told) -> list[str]:
    return [str(note) for note in one.notes]


def test_paragraphs_breaks_and_lists_are_lines():
    found = told("<p>　　石桥村<b>签约</b>，<br>销售\n  二十吨。</p><ul><li>一<li>二</ul>完")
    assert found.kind == Kind.HTML
    assert found.text == "石桥村签约，\n销售 二十吨。\n一\n二\n完"


def test_a_table_is_lines_with_tabs_and_keeps_its_columns():
    found = told("<table><tr><th colspan=2>村<th>吨<tr><td><td>石桥<td>20<br>以上</table>")
    assert found.text == "村\t\t吨\n\t石桥\t20 以上"


def test_a_page_laid_out_in_tables_is_text():
    found = told("<table><tr><td>左<td><table><tr><td>甲<td>1<tr><td>乙<td>2</table></table>")
    assert found.text == "左\n甲\t1\n乙\t2"


def test_scripts_styles_comments_and_what_nobody_sees_are_left_out():
    found = told(
        "<style>p{}</style><p>看得见</p><script>alert('脚本')</script><!-- 注释 -->"
        "<p style='display: none'>藏一</p><p hidden>藏二</p><span style='font-size:0'>藏三</span>"
        "<noscript>无脚本</noscript><template>模板</template>"
    )
    assert found.text == "看得见"
    assert notes(found) == ["有 3 处读者看不见的文字没有读。"]


def test_pronunciations_are_left_out_and_said():
    found = told("<p><ruby>村<rp>(</rp><rt>cūn</rt><rp>)</rp></ruby>里</p>")
    assert found.text == "村里"
    assert notes(found) == ["略去了字上方的注音。"]


def links(number: int) -> str:
    return "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(number))


def test_menus_and_lists_of_links_are_left_out_and_counted():
    found = told(
        f"<div class=top><ul>{links(6)}</ul></div><p>正文见<a href=x>协议</a>。</p>"
        f"<nav>导航</nav><footer>版权所有</footer>"
    )
    assert found.text == "正文见协议。"
    assert notes(found) == ["略去正文之外的菜单和链接列表共 24 字。"]


def test_a_paragraph_that_is_a_link_stays():
    assert told("<p><a href=x>石桥村签约</a></p><p>正文</p>").text == "石桥村签约\n正文"


def test_a_page_of_nothing_but_links_is_read():
    found = told(f"<ul>{links(5)}</ul>")
    assert found.text == "\n".join(f"栏目{n}" for n in range(5))


def test_the_main_part_is_what_the_page_calls_so_and_its_heading_goes_with_it():
    long = "石桥村党支部与省农科院签订协议。" * 5
    found = told(
        f"<h1>签约</h1><div>站内公告</div><article><p>{long}</p></article><div>联系我们</div>",
        head="<title>签约_某县党建</title>",
    )
    assert found.text == f"签约\n{long}"
    assert found.title == "签约"


def test_the_title_comes_without_the_name_of_its_site():
    assert told("<p>x", head="<title>石桥村签约 - 某县党建网</title>").title == "石桥村签约"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16"])
@pytest.mark.parametrize("said", ["utf-8", "gb2312", "big5", "iso-8859-1", ""])
def test_the_charset_is_found_whatever_the_page_says(charset: str, said: str):
    text = "石橋村黨支部與農業科學院簽訂協議，幫助銷售農產品。"
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={said}">' if said else ""
    found = told(f"<p>{text}</p>", head=head, charset=charset)
    assert found.text == text
    assert found.charset_declared == (said if charset != "utf-16" else "")


def test_a_wrong_charset_and_lost_letters_are_said():
    page = "<meta charset=gb2312><p>石桥村签约，销售农产品。</p>".encode()
    found = read(page[: page.index("约".encode()) + 1] + b"</p>", "页.html")
    assert found.text == "石桥村签\ufffd"
    assert notes(found) == ["页面声明的编码与实际不符，已按实际编码读取。", "有 1 个字读不出来。"]


def test_a_part_of_a_page_without_its_head_is_a_page_if_its_name_says_so():
    assert read("石桥村<br>签约".encode(), "片段.htm").text == "石桥村\n签约"
    assert read("石桥村<br>签约".encode(), "片段.txt").kind == Kind.TEXT


def test_a_page_without_text_says_so():
    with pytest.raises(Invalid, match="没有文字"):
        told("<img src=a.png>")


def test_what_lies_too_deep_is_refused_and_never_cut_off_in_silence():
    with pytest.raises(Invalid, match="过于缠绕"):
        told("<div>" * 400 + "深处")
