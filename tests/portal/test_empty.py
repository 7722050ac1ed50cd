"""The public site before anything is published: honest, and no page is missing."""

import pytest


@pytest.mark.parametrize("path", ["/", "/about/", "/map/", "/organs/", "/reports/", "/reports/sum/"])
def test_pages_are_good_and_say_nothing_of_a_demonstration(bare, path):
    page = bare.get(path)
    assert "演示" not in page.tree.text
    assert "robots" not in page.meta
    assert "X-Robots-Tag" not in page.response.headers


def test_without_reports_there_is_no_sum(bare):
    assert "没有可汇总的数字" in bare.get("/reports/sum/").text
    assert bare.client.get("/reports/sum.json").status_code == 404
    bare.get("/reports/sum/table3/new/natural/", 404)
