"""What counts as copied prose, what never does, and that what is shown is what is printed."""

import time
from dataclasses import replace

import pytest

from gongkai.annual.copied import Relation, contained, copied, shingles
from gongkai.annual.report import Chapter, Report

LAST = """
（一）主动公开。2020年，我局通过门户网站公开政府信息108条，其中规范性文件3件，政策解读5篇。
（二）队伍建设。全年组织业务学习两次，新上岗的联络员先学规程，再上岗办理申请；学习情况记入科室考核。
回看全年，办事指南更新得不够及时，群众要打电话再问一遍。
"""
OTHER = """
今年的工作从清理旧栏目开始，三十多个长期不用的栏目关停，剩下的逐个指定了更新的人。
申请的答复统一由法规科核稿，引用条款写全，送达方式写明。
"""
FORM = """
根据《中华人民共和国政府信息公开条例》第五十条规定，现公布云溪县教育局2020年政府信息公开工作年度报告。
本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成。
本报告所列数据的统计期限自2020年1月1日起至2020年12月31日止。
本报告电子版可在云溪县人民政府门户网站下载。
如对本报告有疑问，请与云溪县教育局办公室联系（地址：云溪县人民路1号，邮编：300000，电话：0000-1234567）。
根据《中华人民共和国政府信息公开条例》（以下简称《条例》）和《国务院办公厅政府信息与政务公开办公室关于印发〈政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，结合我局实际，编制本报告。
本报告中所列数据的统计期限从2020年1月1日开始，到12月31日为止。
本年度报告的电子版可在“云溪县人民政府”网站（http://www.yunxi.example.gov.cn）查阅。
联系电话：0000-1234567，电子邮箱：xxgk@yunxi.example.gov.cn。
没有其他需要报告的事项。
本机关2020年度未收取信息处理费。
按照《政府信息公开信息处理费管理办法》规定的按件、按量收费标准，本年度没有产生信息公开处理费。
"""


def report(text: str, organ: str | None = "云溪县教育局", year: int | None = 2020) -> Report:
    return Report(organ, year, None, {}, chapters={"一": Chapter("一、总体情况", text.strip())})


def test_the_same_prose_is_copied_whole() -> None:
    found = copied(report(LAST, year=2021), report(LAST))
    assert found.share == 1
    assert found.relation is Relation.LAST_YEAR
    assert found.changed == 0
    (chapter,) = found.chapters
    assert (chapter.number, chapter.copied_sentences) == ("一", chapter.sentences)
    assert [passage.text for passage in found.passages] == [passage.source_text for passage in found.passages]


def test_prose_of_ones_own_is_not_copied() -> None:
    found = copied(report(OTHER, year=2021), report(LAST))
    assert (found.share, found.passages) == (0, ())


def test_replaced_figures_years_and_names_hide_nothing() -> None:
    text = (
        LAST.replace("108", "215")
        .replace("2020", "2021")
        .replace("两次", "三次")
        .replace("我局", "青山县教育局")
    )
    found = copied(report(text, "青山县教育局", 2021), report(LAST))
    assert found.share == 1
    assert found.relation is Relation.NEIGHBOUR
    replaced = {pair for passage in found.passages for pair in passage.figures}
    assert replaced == {("2020", "2021"), ("我局", "青山县教育局"), ("108", "215"), ("两", "三")}
    assert 0 < found.changed < found.copied


def test_another_numbering_and_other_blanks_hide_nothing() -> None:
    text = LAST.replace("（一）", "1.").replace("（二）", "二是").replace("，", "， ").replace("；", "；\n")
    assert copied(report(text), report(LAST)).share == 1


def test_what_was_put_between_is_ones_own() -> None:
    added = "另外，今年试行了申请人回访，每季度抽取十件，由监察室打电话询问是否满意。"
    text = LAST.replace("回看全年", f"{added}\n回看全年")
    found = copied(report(text), report(LAST))
    assert 0.6 < found.share < 0.9
    assert not any("回访" in passage.text for passage in found.passages)


def test_half_a_sentence_counts_by_its_signs_but_not_as_a_sentence() -> None:
    text = "2020年，我局通过门户网站公开政府信息108条，比上年增加，主要是补登了往年没有上网的招生章程和学区划分。"
    (chapter,) = copied(report(text), report(LAST)).chapters
    assert chapter.copied_sentences == 0
    assert 0 < chapter.share < 0.6


def test_sentences_that_the_form_demands_count_for_nobody() -> None:
    assert copied(report(FORM, year=2021), report(FORM)).signs == 0
    assert copied(report(FORM + OTHER), report(FORM + LAST)).copied == 0


def test_common_phrases_are_no_copies() -> None:
    one = "我局认真贯彻落实上级决策部署，把招生政策逐条写成问答，印成折页送到每个幼儿园。"
    other = "本年认真贯彻落实上级决策部署，先后修订了采购和资助两类信息的公开目录，并向社会征求意见。"
    assert copied(report(one), report(other)).copied == 0


def test_passages_are_shown_as_printed_longest_first() -> None:
    text = OTHER + LAST.replace("，", ",")
    found = copied(report(text), report(LAST))
    assert [passage.signs for passage in found.passages] == sorted(
        (passage.signs for passage in found.passages), reverse=True
    )
    for passage in found.passages:
        assert passage.text in text
        assert passage.source_text in LAST


@pytest.mark.parametrize(
    ("organ", "year", "relation"),
    [
        ("云溪县教育局", 2019, Relation.LAST_YEAR),
        ("教育局", 2018, Relation.OTHER_YEAR),
        ("青山县教育局", 2020, Relation.NEIGHBOUR),
        ("云溪县教育局", 2020, Relation.UNKNOWN),
        (None, 2019, Relation.UNKNOWN),
    ],
)
def test_whose_the_other_report_is(organ: str | None, year: int, relation: Relation) -> None:
    assert copied(report(LAST), report(LAST, organ, year)).relation is relation


def test_shingles_find_the_likely_source_among_many_and_stay_the_same() -> None:
    mine = shingles(report(LAST.replace("108", "215"), "青山县教育局"))
    assert contained(mine, shingles(report(LAST))) == 1
    assert contained(mine, shingles(report(OTHER))) == 0
    assert contained(frozenset(), mine) == 0
    assert min(shingles(report("新上岗的联络员先学规程再上岗。"))) == 1203218220522964695


def test_odd_texts_do_no_harm() -> None:
    for text in (
        "",
        "。。。；；",
        "#@#@#@#@#@#@#@#@#@",
        "①",
        "\ud800" * 40,
        "1" * 5000,
        "无" * 5000,
        "《" * 3000,
    ):
        assert copied(report(text), report(text)).share in (0, 1)
        shingles(report(text))


def test_two_long_reports_are_compared_in_no_time() -> None:
    sentences = "".join(
        f"第{number}项工作由科室{number % 7}承办，结果在栏目里逐条列出。" for number in range(400)
    )
    one, other = report(sentences), report(sentences.replace("逐条", "逐一"))
    begun = time.process_time()
    assert copied(one, other).share > 0.3
    assert time.process_time() - begun < 20  # a fraction of a second; alike sentences are the worst case
    assert replace(one, chapters={}).chapters == {}
