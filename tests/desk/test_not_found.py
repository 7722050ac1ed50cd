"""A desk page that is not there."""

import uuid

import pytest

from gongkai.organs.roles import Role
from officers import officer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/desk/jia/nowhere/", "/desk/nobody/", "/desk/jia/requests/0/"])
def test_what_is_not_there_is_said_in_the_desks_words_with_a_way_back(organ, seen_by, path):
    page = seen_by(officer(organ, Role.OFFICE)).get(path, 404)
    assert "/desk/" in [link["href"] for link in page.main.all("a")]
    for words in ("工作台", "岗位"):
        assert words in page.main.text
    assert "年度" not in page.main.text


def test_a_paper_that_is_not_there_leads_back_to_the_organs_work(organ, seen_by):
    page = seen_by(officer(organ, Role.OFFICE)).get(f"/desk/jia/files/{uuid.uuid4()}/", 404)
    assert "/desk/jia/" in [link["href"] for link in page.main.all("a")]
