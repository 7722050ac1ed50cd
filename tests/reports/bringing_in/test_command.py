"""`gongkai import`: the management command behind it tells every row and ends with the right status."""

import io

import pytest
from click.testing import CliRunner
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from gongkai.cli.web.import_ import import_command
from gongkai.records.models import Event
from gongkai.registers.models import Entry
from gongkai.reports.bringing_in.sheets import SHEETS
from spreadsheets import filled

pytestmark = pytest.mark.django_db
ROW = {"number": "甲1", "matter": "教学仪器", "kind": "政府集中采购", "on": "2020-03-02", "amount": 100}


@pytest.fixture
def file(tmp_path):
    def written(*rows):
        path = tmp_path / "采购.xlsx"
        path.write_bytes(filled("procurement", rows).getvalue())
        return str(path)

    return written


def run(*arguments, **options):
    out = io.StringIO()
    call_command("bring_in", *arguments, stdout=out, **options)
    return out.getvalue().splitlines()


def fails(*arguments, **options):
    out = io.StringIO()
    with pytest.raises(CommandError) as problem:
        call_command("bring_in", *arguments, stdout=out, **options)
    return problem.value.returncode, str(problem.value), out.getvalue().splitlines()


def test_a_trial_reports_every_row_and_writes_nothing(inside, file):
    said = run(file(ROW, ROW | {"number": "甲2"}), organ="jia", dry_run=True)
    assert said == [
        "第3行  新增",
        "第4行  新增",
        "“政府采购”共2行：新增2行，已有0行，有误0行。",
        "只是试算，什么都没有写",
    ]
    assert not Entry.objects.exists()


def test_a_run_writes_once_and_the_log_names_the_system(inside, file):
    path = file(ROW)
    assert run(path, organ="jia")[-1] == "已写入1行"
    assert run(path, organ="jia")[-1] == "已写入0行"
    assert Entry.objects.get().backfilled
    event = Event.objects.get(action="imports.run")
    assert (event.system, event.actor) == ("import", None)


@pytest.mark.parametrize("dry_run", [True, False])
def test_wrong_rows_are_told_and_end_with_status_1(inside, file, dry_run):
    path = file(ROW, ROW | {"number": "甲2", "on": "去年"})
    status, says, said = fails(path, organ="jia", dry_run=dry_run)
    assert (status, "一行也不写入" in says) == (1, True)
    assert any(line.startswith("第4行  有误  “合同签订日期”不能确定是哪一天") for line in said)
    assert ("第3行  新增" in said) == dry_run
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("options", "status", "says"),
    [
        ({}, 2, "还缺 --organ"),
        ({"organ": "nowhere"}, 2, "没有网址名是“nowhere”的机关"),
        ({"organ": "jia"}, 4, "打不开"),
        ({"organ": "jia", "report": True}, 1, "没有"),
        ({"template": "nothing"}, 2, "没有“nothing”这个模板"),
        ({"template": "items"}, 2, "以 .xlsx 结尾"),
        ({"template": "items", "organ": "jia"}, 2, "不能与 --organ、--dry-run、--report 同用"),
        ({"template": "items", "dry_run": True}, 2, "不能与 --organ、--dry-run、--report 同用"),
        ({"template": "items", "report": True}, 2, "不能与 --organ、--dry-run、--report 同用"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_words(inside, tmp_path, options, status, says):
    found, sentence, _said = fails(str(tmp_path / "没有.txt"), **options)
    assert found == status
    assert says in sentence


@pytest.mark.parametrize("column", ["kind", "on", "amount", "section", "number"])
def test_no_word_of_a_cell_is_told(inside, file, column):
    """A phone number in a wrong column does not reach the screen, nor a log of it."""
    status, says, said = fails(file(ROW | {column: "张三 13911112222"}), organ="jia", dry_run=True)
    told = "".join([says, *said])
    assert status == 1
    assert "第3行  有误" in told
    assert "13911112222" not in told
    assert "张三" not in told


def test_a_template_is_written_and_never_over_a_file(tmp_path):
    path = tmp_path / "a.xlsx"
    run(str(path), template="items")
    assert load_workbook(path).sheetnames[0] == "权责事项"
    assert fails(str(path), template="items")[0] == 2
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".xlsx"] == ["a.xlsx"]


def test_the_help_names_every_template():
    said = CliRunner().invoke(import_command, ["--help"]).output
    assert all(key in said for key in SHEETS)
