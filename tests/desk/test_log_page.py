"""The log's page: for the audit administrator alone, in words, newest first, in pages."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

import gongkai
import pages
from asked import DAY, NAME, PHONE, WISH, received
from gongkai.base import scope
from gongkai.cases import evidence
from gongkai.cases.models import Proposal
from gongkai.desk import urls  # noqa: F401  the pages add their words
from gongkai.desk.doors import Visit
from gongkai.desk.log_subjects import subjects
from gongkai.desk.log_words import WORDS
from gongkai.organs.actions import appoint
from gongkai.organs.models import Organ
from gongkai.organs.roles import Role
from gongkai.records import log
from gongkai.records.models import Event, Scan, SignOff, StoredFile
from officers import TEST, a_section, administrators, bureau, officer, person
from registered import line

SOURCES = [path for path in Path(gongkai.__file__).parent.rglob("*.py") if "desk" not in path.parts]
ACTION = re.compile(r"(?:accounts|organs|files|signoff|registers|cases|remedies|reports|imports)\.[a-z_]+")
# Kinds of papers that are signed, and a system actor: they look like actions and are none.
OTHERS = {"cases.reply", "cases.step", "cases.overtaken", "registers.count"}
MODELS = {model._meta.label_lower for model in apps.get_models()}


def actions_in(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ACTION.fullmatch(node.value):
            yield node.value


def test_everything_that_is_logged_has_words():
    written = {action for path in SOURCES for action in actions_in(path)} - OTHERS - MODELS
    assert len(written) > 30
    assert written - WORDS.keys() == set()


@pytest.fixture
def audit(db, own_keys, client):
    organ = bureau("jia")
    client.force_login(administrators(organ)[2])
    return pages.Pages(client)


def test_the_newest_comes_first_in_words_and_in_pages(audit):
    organ = bureau("jia")
    log.append_many([log.Entry("cases.assign", organ)] * 60, organ=organ, by=TEST)
    log.append("signoff.agree", organ, organ=organ, by=TEST)
    first = audit.get("/desk/jia/log/")
    rows = list(first.main.one("tbody").all("tr"))
    assert len(rows) == 50
    assert "签批同意" in rows[0].text
    assert "系统（test）" in rows[0].text
    second = audit.get("/desk/jia/log/?page=2")
    assert "登记行政机关" in second.main.one("tbody").text
    assert audit.get("/desk/jia/log/?page=nonsense").main.one("tbody").text == first.main.one("tbody").text


def about(page):
    """What the column 对象 says, newest first, with its links."""
    cells = [list(row.all("td"))[-1] for row in page.main.one("tbody").all("tr")]
    return [(cell.text, [link["href"] for link in cell.all("a")]) for cell in cells]


def test_what_was_done_to_is_called_as_the_lists_call_it(audit):
    organ = bureau("jia")
    request = received(organ, DAY)
    entry = line(organ, "licences", number="甲〔2020〕7号")
    section = a_section(organ, "基础教育科")
    user = person("李四")
    appoint(user, organ, Role.CLERK, section=section, by=TEST)
    log.append("accounts.signed_in", user, organ=organ, by=TEST)
    log.append("cases.recompute", None, organ=organ, by=TEST)
    found = about(audit.get("/desk/jia/log/"))
    assert found[0] == ("—", [])
    assert found[1] == (f"账号 {user.username}", [])
    assert (f"公开申请 {request.number}", []) in found
    assert (f"台账记录 {entry.declaration.label} 甲〔2020〕7号", []) in found
    assert ("科室 基础教育科", ["/desk/jia/organ/sections/"]) in found
    assert ("岗位 科室经办人", ["/desk/jia/people/"]) in found
    assert ("行政机关 jia县教育局", ["/desk/jia/organ/"]) in found
    everything = "".join(text for text, _links in found)
    for word in (NAME, PHONE, WISH, "李四", "民办学校设立", "cases.", "registers."):
        assert word not in everything


def test_a_file_is_not_called_by_its_name_nor_what_is_gone_by_a_guess(audit):
    organ = bureau("jia")
    with scope.organ(organ):
        file = StoredFile.objects.create(
            organ=organ, name="张三的申请.pdf", sha256="0" * 64, size=1, content_type="application/pdf",
            state=Scan.CLEAN,
        )  # fmt: skip
    gone = Organ(pk=987654, name="没有了")
    log.append("files.keep", file, organ=organ, by=TEST)
    log.append("organs.amend", gone, organ=organ, by=TEST)
    found = about(audit.get("/desk/jia/log/"))
    assert found[:2] == [("行政机关 987654", []), (f"文件 {file.pk}", [])]


def test_who_may_also_read_the_papers_gets_their_links(audit):
    organ = bureau("jia")
    request = received(organ, DAY)
    mine = subjects_for(organ, Visit(person(), organ, frozenset({Role.OFFICE})))
    assert mine["cases.request", str(request.pk)].href == f"/desk/jia/requests/{request.pk}/"
    assert (
        subjects_for(organ, Visit(person(), organ, frozenset({Role.AUDIT_ADMIN})))[
            "cases.request", str(request.pk)
        ].href
        == ""
    )


def subjects_for(organ, visit):
    with scope.organ(organ):
        return subjects(Event.objects.all(), visit)


def test_a_page_is_resolved_at_once_not_row_by_row(audit):
    organ = bureau("jia")
    for _each in range(3):
        received(organ, DAY)
    few = count_queries(audit)
    for _each in range(12):
        received(organ, DAY)
        line(organ, "licences")
    # One more kind is one query more; more rows are none.
    assert count_queries(audit) <= few + 1


def count_queries(audit):
    with CaptureQueriesContext(connection) as queries:
        audit.get("/desk/jia/log/")
    return len(queries)


@pytest.mark.parametrize("role", [Role.OFFICE, Role.LEADER, Role.SUPERVISOR])
def test_who_works_on_requests_does_not_read_the_log(db, client, role):
    organ = bureau("jia")
    client.force_login(officer(organ, role))
    page = pages.Pages(client).get("/desk/jia/log/", 403)
    assert "审计管理员" in page.text


def test_a_step_that_waits_and_a_paper_to_sign_are_called_by_their_request_and_title(audit):
    organ = bureau("jia")
    request = received(organ, DAY)
    with scope.organ(organ):
        proposal = Proposal.objects.create(
            organ=organ, request=request, step="extend", proposed_by=person("李四")
        )
        paper = SignOff.objects.create(
            organ=organ, kind="cases.step", title="延期审批", subject_type="cases.proposal",
            subject_id=str(proposal.pk), drafted_by=person(),
        )  # fmt: skip
    for subject in (proposal, paper):
        log.append("signoff.start", subject, organ=organ, by=TEST)
    label = evidence.step("extend").label
    assert about(audit.get("/desk/jia/log/"))[:2] == [
        ("签批 延期审批", []),
        (f"待同意的步骤 {request.number} {label}", []),
    ]
