"""Whose report, of which year: from the title, and None rather than a guess."""

import pytest

from gongkai.annual.reading.organ import organ_and_year
from gongkai.annual.reading.pieces import pieces_of
from gongkai.papers.open import from_text


@pytest.mark.parametrize(
    ("text", "organ", "year"),
    [
        ("云溪县教育局2021年政府信息公开工作年度报告", "云溪县教育局", 2021),
        ("2021年度北江市东岭区民政局政府信息\n\n公开工作报告", "北江市东岭区民政局", 2021),
        ("# 2020年 云溪县教育局\n\n信息公开工作年度报告", "云溪县教育局", 2020),
        ("云溪县教育局\n2020年政府信息公开工作年度报告\n正文\n云溪县教育局\n", "云溪县教育局", 2020),
        ("云溪县教育局政府信息公开工作年度报告（2022年）", "云溪县教育局", 2022),
        ("雲溪縣教育局二〇二一年度政府信息公開工作年度報告", "雲溪縣教育局", 2021),
        (
            "教育局2020年政府信息公开工作年度报告\n2020年，温县教育局抓落实。温县标准目录。",
            "温县教育局",
            2020,
        ),
        ("和\n平区民政局2021年政府信息公开工作年度报告\n正文\n和平区民政局\n", None, 2021),
        ("长河省\n南屏市教育局2021年政府信息公开工作年度报告\n正文\n", None, 2021),
        ("教育局2020年政府信息公开工作年度报告\n我区教育局抓落实。", None, 2020),
        ("教育局2020年政府信息公开工作年度报告\n2020年，温县教育局抓落实。", "温县教育局", 2020),
        ("教育局2020年政府信息公开工作年度报告\n根据焦作市教育局要求，报告如下。", None, 2020),
        ("教育局2020年政府信息公开工作年度报告\n按照市教育局要求，报告如下。", None, 2020),
        ("北江市人民政府\n2019年政府信息公开工作年度报告\n我局严格落实。", None, 2019),
        ("2019年政府信息公开工作年度报告", None, 2019),
        ("2019年政府信息公开工作年度报告\n2020年政府信息公开工作年度报告\n", None, None),
        ("城市管理局2020年政府信息公开工作年度报告", None, 2020),
        ("关于做好2020年政府信息公开工作年度报告编制工作的通知", None, None),
    ],
)
def test_title(text: str, organ: str | None, year: int | None) -> None:
    assert organ_and_year(pieces_of(from_text(text))) == (organ, year)


_MENU = "首页\n政务公开\n" + "".join(f"栏目{number}\n" for number in range(150))
_BODY = "一、总体情况\n2021年，本局公开信息12条。2021年无收费。2021年举办培训。比2020年多。\n二、主动公开政府信息情况\n"


@pytest.mark.parametrize(
    ("text", "organ", "year"),
    [
        pytest.param(
            f"{_MENU}云溪县教育局2021年政府信息公开工作年度报告\n{_BODY}",
            "云溪县教育局",
            2021,
            id="menus first",
        ),
        pytest.param(
            f"2019年政府信息公开工作年度报告\n2020年政府信息公开工作年度报告\n{_MENU}"
            f"云溪县教育局2021年政府信息公开工作年度报告\n{_BODY}",
            "云溪县教育局",
            2021,
            id="a list of other years",
        ),
        pytest.param(
            f"云溪县民政局2021年政府信息公开工作年度报告\n云溪县教育局2021年政府信息公开工作年度报告\n{_MENU}"
            f"云溪县教育局2021年政府信息公开工作年度报告\n{_BODY}云溪县教育局\n2022年1月",
            "云溪县教育局",
            2021,
            id="a list of other organs",
        ),
        pytest.param(
            f"云溪县民政局2021年政府信息公开工作年度报告\n{_MENU}"
            f"云溪县教育局2021年政府信息公开工作年度报告\n{_BODY}",
            None,
            2021,
            id="two organs, the body names neither",
        ),
        pytest.param(
            f"2020年政府信息公开工作年度报告\n{_MENU}2021年政府信息公开工作年度报告\n一、总体情况\n"
            "2020年2021年并列。\n",
            None,
            None,
            id="two years, the body does not decide",
        ),
    ],
)
def test_a_title_among_a_site_s_own_words(text: str, organ: str | None, year: int | None) -> None:
    assert organ_and_year(pieces_of(from_text(text))) == (organ, year)


_SAID = "一、总体情况\n2022年，云溪县教育局公开信息12条。2022年收到申请3件，比2021年多。\n二、主动公开政府信息情况\n"
_OTHER = "云溪县民政局2021年政府信息公开工作年度报告\n"
_OWN = "云溪县教育局2022年政府信息公开工作年度报告\n"


@pytest.mark.parametrize(
    ("text", "organ", "year"),
    [
        pytest.param(_OTHER + _SAID, None, None, id="a link is the only title"),
        pytest.param(_SAID + _OTHER, None, None, id="the only title follows the report"),
        pytest.param(_OWN + _SAID + _OTHER, "云溪县教育局", 2022, id="a link to the one before follows"),
        pytest.param(_OTHER + _OWN + _SAID, "云溪县教育局", 2022, id="a link to the one before stands above"),
        pytest.param(_OWN + _SAID + _OTHER + _SAID, None, None, id="two reports in one file"),
        pytest.param(
            "云溪县人民政府\n2022年政府信息公开工作年度报告\n" + _SAID, None, 2022, id="a publisher above"
        ),
        pytest.param(
            "教育局2022年政府信息公开工作年度报告\n我局在长河省教育局、南屏市教育局的指导下工作。",
            None,
            2022,
            id="guided",
        ),
        pytest.param(
            "教育局2022年政府信息公开工作年度报告\n贯彻《南屏市教育局2022年要点》。",
            None,
            2022,
            id="a paper's title",
        ),
        pytest.param("云溪县教育局2022政府信息公开年报\n", "云溪县教育局", 2022, id="no 年"),
        pytest.param(
            "云溪县教育局关于2022年政府信息公开工作年度报告的公示\n", "云溪县教育局", 2022, id="announced"
        ),
        pytest.param(
            "云溪县教育局2022年政府信息公开工作年度报告-云溪县人民政府\n",
            "云溪县教育局",
            2022,
            id="the site behind",
        ),
        pytest.param(
            "云溪县教体局（云溪县招考办）2022年政府信息公开工作年度报告",
            "云溪县教体局（云溪县招考办）",
            2022,
            id="two names",
        ),
    ],
)
def test_whose_report_it_is_among_other_titles(text: str, organ: str | None, year: int | None) -> None:
    assert organ_and_year(pieces_of(from_text(text))) == (organ, year)
