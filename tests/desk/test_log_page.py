"""The log's page: for the audit administrator alone, in words, newest first, in pages."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

import gongkai
import pages
from gongkai.desk import urls  # noqa: F401  the pages add their words
from gongkai.desk.log_words import WORDS
from gongkai.organs.roles import Role
from gongkai.records import log
from officers import TEST, administrators, bureau, officer

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
def audit(db, client):
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


@pytest.mark.parametrize("role", [Role.OFFICE, Role.LEADER, Role.SUPERVISOR])
def test_who_works_on_requests_does_not_read_the_log(db, client, role):
    organ = bureau("jia")
    client.force_login(officer(organ, role))
    page = pages.Pages(client).get("/desk/jia/log/", 403)
    assert "审计管理员" in page.text
