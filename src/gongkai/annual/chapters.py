"""The six chapters of the report, declared: number, title, wordings met, what to say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChapterForm:
    """One chapter. `table` is the section key where it holds tables; `must_say` is the rule for people."""

    number: str
    title: str
    must_say: str
    table: str | None = None
    also: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        return f"{self.number}、{self.title}"


CHAPTERS = (
    ChapterForm(
        "一",
        "总体情况",
        "从主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面说明全年情况",
        also=(
            "概述",
            "总体工作情况",
            "基本情况",
            "总体概况",
            "政府信息公开工作总体情况",
            "工作总体情况",
        ),
    ),
    ChapterForm(
        "二",
        "主动公开政府信息情况",
        "按统一表格填写主动公开的情况",
        "table2",
        also=(
            "主动公开政府信息的情况",
            "政府信息主动公开情况",
        ),
    ),
    ChapterForm(
        "三",
        "收到和处理政府信息公开申请情况",
        "按统一表格填写申请的收到、办理和结转情况",
        "table3",
        also=(
            "收到和处理政府信息公开申请的情况",
            "政府信息公开申请收到和处理情况",
            "收到和处理政府信息申请情况",
            "依申请公开政府信息情况",
            "收到和处理政府信息公开申请",
        ),
    ),
    ChapterForm(
        "四",
        "政府信息公开行政复议、行政诉讼情况",
        "按统一表格填写行政复议、行政诉讼的结果",
        "table4",
        also=(
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "因政府信息公开工作被申请行政复议、提起行政诉讼的情况",
            "政府信息公开行政复议和行政诉讼情况",
            "因政府信息公开申请行政复议、提起行政诉讼的情况",
            "政府信息公开行政复议、行政诉讼的情况",
            "行政复议、行政诉讼情况",
        ),
    ),
    ChapterForm(
        "五",
        "存在的主要问题及改进情况",
        "写明本机关自己的问题和改进，不能空白、只写“无”或照抄上年",
        also=(
            "政府信息公开工作存在的主要问题及改进情况",
            "存在的主要问题和改进情况",
            "存在问题及改进情况",
            "存在的问题及改进情况",
            "存在的主要问题及改进措施",
            "存在的问题及改进措施",
            "存在的主要问题及下步改进措施",
            "存在的不足及改进措施",
            "主要问题及改进情况",
        ),
    ),
    ChapterForm(
        "六",
        "其他需要报告的事项",
        "收取信息处理费的，写明件数和金额；没有其他事项的写明没有",
        also=(
            "其他需要报告的情况",
            "需要报告的其他事项",
            "其他需报告的事项",
        ),
    ),
)

# Number → every wording of the title met, the official one first.
TITLES: dict[str, tuple[str, ...]] = {each.number: (each.title, *each.also) for each in CHAPTERS}
