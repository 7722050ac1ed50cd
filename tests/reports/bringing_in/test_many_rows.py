"""10,000 rows, the size the issue names: seconds, not minutes. It takes some of them to find out."""

import datetime
import io
import time

import pytest
from openpyxl import Workbook

from gongkai.base.refusal import Refused
from gongkai.records.models import Event
from gongkai.registers import queries
from gongkai.registers.models import Entry
from gongkai.reports.bringing_in.actions import bring_in
from gongkai.reports.bringing_in.verdicts import Verdict
from officers import TEST

pytestmark = pytest.mark.django_db
MANY = 10_000


def licences(*, wrong=()):
    book = Workbook(write_only=True)
    page = book.create_sheet("行政许可")
    page.append(["许可决定文书号*", "许可内容*", "许可类别", "许可决定日期*"])
    first = datetime.date(2018, 1, 1)
    for number in range(MANY):
        day = "去年" if number in wrong else first + datetime.timedelta(days=number % 365)
        page.append([f"甲〔2018〕{number}号", "民办学校设立", "普通", day])
    file = io.BytesIO()
    book.save(file)
    return file


def test_three_bad_rows_of_many_are_named_and_nothing_is_written_until_they_are_mended(inside):
    begun = time.monotonic()
    with pytest.raises(Refused) as refusal:
        bring_in(licences(wrong=(3, 5000, 9999)), organ=inside, by=TEST)
    said = str(refusal.value)
    assert said.startswith("有3行有误，一行也没有写入。第5行：")
    assert "第5002行：" in said
    assert "第10001行：" in said
    assert not Entry.objects.exists()
    assert not Event.objects.filter(action__in=("imports.run", "registers.enter_many")).exists()
    mended = licences()
    assert bring_in(mended, organ=inside, by=TEST).counts == {Verdict.NEW: MANY}
    assert queries.counted(inside, 2018)["licences.decisions"].value == MANY
    assert time.monotonic() - begun < 60  # some 4 s on a quiet machine
