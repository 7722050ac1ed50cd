"""Files and rows that cannot be brought in: clear words, nothing half done, nothing guessed."""

import datetime
import io
import re
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import Workbook, load_workbook

from gongkai.base.refusal import Refused
from gongkai.organs.roles import Role
from gongkai.records.models import Event
from gongkai.registers.models import Entry
from gongkai.reports.bringing_in import workbook
from gongkai.reports.bringing_in.actions import bring_in
from gongkai.reports.bringing_in.planning import plan
from gongkai.reports.bringing_in.sheets import MARK, SHEETS
from gongkai.reports.bringing_in.verdicts import Verdict
from officers import TEST, a_section, bureau, officer
from registered import line
from spreadsheets import blank, filled, saved

pytestmark = pytest.mark.django_db
DAY = datetime.date(2020, 3, 2)
GOOD = {"number": "甲1", "matter": "教学仪器", "kind": "政府集中采购", "on": DAY, "amount": 100}


def edited(change, key="procurement", rows=(GOOD,)):
    book = load_workbook(filled(key, rows))
    change(book[SHEETS[key].title])
    return saved(book)


def put(file, name, text):
    """The same file with a part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, text if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, text)
    out.seek(0)
    return out


def titled(*titles):
    book = Workbook()
    book.remove(book.active)
    for title in titles:
        book.create_sheet(title)
    return saved(book)


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (lambda: io.BytesIO(b""), "这不是 .xlsx"),
        (lambda: io.BytesIO("编号,日期\n1,2".encode()), "这不是 .xlsx"),
        (lambda: io.BytesIO(b"PK\x03\x04" + b"x" * 200), "可能已经损坏"),
        (lambda: io.BytesIO(blank("items").getvalue()[:3000]), "可能已经损坏"),
        (
            lambda: io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
            "加了密码，或者是旧的 .xls",
        ),
        (lambda: put(blank("items"), "xl/vbaProject.bin", b"x"), "带有宏"),
        (lambda: put(blank("items"), "xl/worksheets/sheet1.xml", b"<worksheet"), "可能已经损坏"),
        (lambda: titled("Sheet1", "汇总"), "没有认得的工作表；工作表的名称应与模板一致"),
        (lambda: titled("行政许可", "行政处罚"), "一个文件只放一张"),
        (lambda: titled("行政许可"), "没有表头；表头至少要有：许可决定文书号、许可内容、许可决定日期"),
        (lambda: edited(lambda page: page.cell(1, 20, "承办人")), "模板没有的列：T；"),
        (lambda: edited(lambda page: page.cell(1, 20, "项目编号")), "重复的列"),
        (lambda: edited(lambda page: page.cell(3, 7, "=1+1")), "单元格 G3 的公式没有计算结果"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(inside, file, says):
    with pytest.raises(Refused, match=re.escape(says)):
        bring_in(file(), organ=inside, by=TEST)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"on": "3/2/2020"}, "不能确定是哪一天"),
        ({"on": "2020年3月"}, "不能确定是哪一天"),
        ({"on": "2020-3.2"}, "不能确定是哪一天"),
        ({"on": "20200302"}, "不能确定是哪一天"),
        ({"on": "2021-02-29"}, "没有这一天"),
        ({"on": 20200302}, "错误值"),
        ({"on": None}, "“合同签订日期”没有填"),
        ({"on": datetime.date(2999, 1, 1)}, "以后的日期"),
        ({"number": 1.1}, "可能丢了末尾的零"),
        ({"number": 1234567890123456}, "只保留15位"),
        ({"number": DAY}, "当作日期"),
        ({"number": "甲 1"}, "空格"),
        ({"number": "甲0"}, "与第3行相同"),
        ({"number": "甲9"}, "已经登记，但合同金额不同"),
        ({"kind": "集采"}, "不在选项里；只能是：政府集中采购、部门集中采购、分散采购"),
        ({"amount": "1.2万元"}, "不能确定是多少"),
        ({"amount": "1,23"}, "不能确定是多少"),
        ({"amount": -1}, "不能小于零"),
        ({"amount": 0.001}, "两位小数"),
        ({"amount": True}, "真假值"),
        ({"amount": "#REF!"}, "不能确定是多少"),
        ({"section": "没有科"}, "本机关没有这个科室"),
        ({"matter": "联系人电话13800138000"}, "不保存个人信息"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_wrong_row_is_named_and_nothing_is_written(inside, wrong, says):
    line(inside, "procurement", number="甲9", amount=7)
    first = GOOD | {"number": "甲0"}
    rows = [first, GOOD | wrong, GOOD | {"number": "甲2"}]
    file = filled("procurement", rows)
    judged = plan(file, inside)
    assert [each.verdict for each in judged.lines] == [Verdict.NEW, Verdict.WRONG, Verdict.NEW]
    assert says in judged.lines[1].says
    assert judged.lines[1].number == 4
    with pytest.raises(Refused, match="有1行有误，一行也没有写入。第4行："):
        bring_in(file, organ=inside, by=TEST)
    assert Entry.objects.count() == 1
    assert not Event.objects.filter(action="imports.run").exists()


def test_error_values_and_numbers_shown_otherwise_are_refused(inside):
    def change(page):
        page["I3"].value, page["I3"].data_type = "#DIV/0!", "e"
        page["B4"].number_format = "00000"
        page["F5"].value, page["F5"].number_format = 43892, "General"

    file = edited(change, rows=[GOOD, GOOD | {"number": 12}, GOOD | {"number": "甲3"}])
    heads = {cell.value: cell.column_letter for cell in load_workbook(file)["政府采购"][1]}
    assert (heads["项目编号*"], heads["合同签订日期*"]) == ("B", "F")
    says = [each.says for each in plan(file, inside).lines]
    assert "错误值（#DIV/0!）" in says[0]
    assert "可能不同" in says[1]
    assert "是一个数，看不出是哪一天" in says[2]


def test_merged_cells_stray_cells_and_blank_rows(inside):
    def change(page):
        page.merge_cells("D3:D4")
        page["Z6"] = "备注"
        page["A8"] = 7  # a serial alone makes no row

    rows = [GOOD | {"number": f"甲{number}"} for number in range(3)] + [{}, GOOD | {"number": "甲9"}]
    judged = plan(edited(change, rows=rows), inside)
    assert [(each.number, each.verdict.label, each.says[:8]) for each in judged.lines] == [
        (3, "有误", "有合并的单元格，"),
        (4, "有误", "有合并的单元格，"),
        (5, "新增", ""),
        (6, "有误", "没有表头的列里有"),
        (7, "新增", ""),
    ]


def test_a_title_above_the_heading_and_missing_columns_are_no_trouble(inside):
    book = Workbook()
    page = book.active
    page.title = "政府采购"
    page.append(["某县教育局采购台账"])
    page.merge_cells("A1:F1")
    page.append(["项目名称", "项目编号", "组织形式", "合同签订日期", "合同金额"])
    page.append(["教学仪器", 1234, "分散采购", "２０２０．３．２", "1,234.5"])
    bring_in(saved(book), organ=inside, by=TEST)
    entry = Entry.objects.get()
    assert (entry.number, entry.on, str(entry.amount), entry.backfilled) == ("1234", DAY, "1234.50", True)


def test_a_computed_formula_is_read_by_its_result(inside):
    file = filled("procurement", [GOOD])
    path = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(file) as box:
        text = box.read(path)
    computed = text.replace(b"<v>100</v>", b"<f>50+50</f><v>100</v>")
    assert computed != text
    bring_in(put(file, path, computed), organ=inside, by=TEST)
    assert Entry.objects.get().amount == 100


def test_too_many_rows_are_refused(inside, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    with pytest.raises(Refused, match="超过2行"):
        plan(filled("procurement", [GOOD | {"number": f"甲{number}"} for number in range(3)]), inside)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"receipt_on": None}, "“收到申请之日”没有填"),
        ({"applicant_kind": None}, "“申请人类别”没有填"),
        ({"ended_on": None}, "同时有，或者同时没有"),
        ({"ended_on": "2019-10-01"}, "早于收到申请之日"),
        ({"outcome": "申请人逾期未按收费通知要求缴纳费用"}, "2021"),
        ({"number": "2019-0001"}, "与第3行相同"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_request_without_what_its_figures_need_is_refused(inside, wrong, says):
    good = {
        "number": "2019-0001", "receipt_on": "2019-11-04", "applicant_kind": "自然人",
        "outcome": "予以公开", "ended_on": "2019-11-20",
    }  # fmt: skip
    judged = plan(filled("requests", [good, good | {"number": "2019-0002"} | wrong]), inside)
    assert [each.verdict for each in judged.lines] == [Verdict.NEW, Verdict.WRONG]
    assert says in judged.lines[1].says


def test_who_may(inside):
    section = a_section(inside, "人事科")
    file = filled("procurement", [GOOD])
    for role in (Role.CLERK, Role.SECTION_HEAD, Role.SUPERVISOR):
        user = officer(inside, role, name=f"某{role}", section=section if role == Role.CLERK else None)
        with pytest.raises(PermissionDenied, match="补录历史数据由"):
            bring_in(file, organ=inside, by=user)
    head = officer(inside, Role.OFFICE_HEAD, name="主任")
    with pytest.raises(PermissionDenied):
        bring_in(file, organ=bureau("yi"), by=head)
    bring_in(file, organ=inside, by=head)
    event = Event.objects.get(action="imports.run")
    assert (event.actor, event.data["new"], event.data["sheet"]) == (head, 1, "procurement")


def test_every_heading_of_a_sheet_is_its_own():
    for sheet in SHEETS.values():
        labels = [column.field.label for column in sheet.columns]
        assert len({*labels, MARK}) == len(labels) + 1
        for column in sheet.columns:
            if column.choice is not None:
                assert len(column.choice.values) == len(set(column.choice.values.values()))
