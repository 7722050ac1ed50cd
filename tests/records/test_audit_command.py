"""`gongkai audit`: what it prints and how it ends."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from gongkai.records import heads, log
from officers import TEST
from own_organ import organ

__all__ = ["organ"]

pytestmark = pytest.mark.django_db


def audit(*words, **options):
    out = io.StringIO()
    try:
        call_command("audit", *words, stdout=out, **options)
    except CommandError as problem:
        return problem.returncode, out.getvalue() + str(problem)
    return 0, out.getvalue()


@pytest.fixture
def written(organ):
    log.append("organs.amend", organ, organ=organ, by=TEST)
    log.append("organs.amend", organ, organ=organ, by=TEST)
    return organ


def test_a_whole_log_is_said_to_be_whole_with_its_numbers(written):
    status, said = audit("verify")
    assert status == 0
    assert said.endswith("核对了 1 条链、3 条日志，库外末端 0 个：完整\n")
    assert f"提示：organ-{written.pk} 还没有库外末端" in said
    heads.write()
    assert audit("verify") == (0, "核对了 1 条链、3 条日志，库外末端 1 个：完整\n")


def test_the_heads_that_were_written_down_are_compared_without_being_asked_for(written):
    heads.write()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_event")
        cursor.execute("DELETE FROM records_chain")
    status, said = audit("verify")
    assert status == 1
    assert "日志被截断，或者数据库是旧备份" in said


def test_a_head_typed_or_in_a_file_is_compared_too(written, tmp_path):
    typed = str(log.head(written))
    assert audit("verify", given=[typed])[0] == 0
    assert audit("verify", given=[typed[:-1] + "x"])[0] == 1
    kept = tmp_path / "kept.jsonl"
    kept.write_text(audit("heads")[1], encoding="utf-8")
    assert audit("verify", given=[str(kept)]) == (0, "核对了 1 条链、3 条日志，库外末端 1 个：完整\n")


def test_a_line_of_heads_that_is_none_does_not_stop_the_verification(written):
    heads.write()
    with heads.file().open("a", encoding="utf-8") as out:
        out.write("nonsense")
    status, said = audit("verify")
    assert (status, "heads.jsonl 第 2 行写坏了" in said) == (0, True)


def test_what_is_no_head_is_refused_by_name(written):
    status, said = audit("verify", given=["nonsense"])
    assert (status, "“nonsense”不是“链:序号:校验码”" in said) == (2, True)


def test_of_very_many_faults_the_first_are_told_and_the_others_counted(written):
    log.append_many([log.Entry("organs.amend", written)] * 30, organ=written, by=TEST)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_event SET action = 'x' WHERE action = 'organs.amend'")
    status, said = audit("verify")
    assert status == 1
    assert "……还有 12 处" in said
    assert said.endswith("查出 32 处问题")
