"""What the faces ask of annual reports."""

import pytest

from annual_reports import stored
from gongkai.annual.form import Address
from gongkai.annual.merge_sources import MergeRefused
from gongkai.base import scope
from gongkai.reports import queries
from gongkai.reports.models import AnnualReport
from officers import bureau

pytestmark = pytest.mark.django_db
NEW = Address("table3", "new", "total")


@pytest.fixture(autouse=True)
def rows() -> None:
    for slug, year in (("jia", 2019), ("jia", 2020), ("yi", 2020)):
        stored(bureau(slug), year, published=True)
    stored(bureau("yi"), 2019)


def test_reports_come_newest_first_with_their_organ(django_assert_num_queries) -> None:
    with scope.public(), django_assert_num_queries(1):
        assert [str(row)[:-13] for row in queries.listed()] == [
            "jia县教育局2020",
            "yi县教育局2020",
            "jia县教育局2019",
        ]
    with scope.public():
        assert [row.year for row in queries.by_organ(bureau("jia"))] == [2020, 2019]


def test_one_report_by_organ_and_year() -> None:
    with scope.public():
        assert queries.one("jia", 2019).organ.slug == "jia"
        with pytest.raises(AnnualReport.DoesNotExist):
            queries.one("yi", 2019)


def test_a_report_is_checked_when_it_is_asked_for() -> None:
    with scope.organ(bureau("jia")):
        row = queries.one("jia", 2020)
        assert "A3" not in {finding.code for finding in queries.checked(row).findings}
        row.cells["table3"]["new/total"] = 5
        checked = queries.checked(row)
    assert checked.report == row.facts()
    assert "A3" in {finding.code for finding in checked.findings}


def test_reports_are_added_up_in_the_order_given() -> None:
    with scope.public():
        rows = list(queries.listed())
        summed = queries.summed(rows)
        assert summed.rows == tuple(rows)
        assert [source.name for source in summed.merged.sources] == [str(row) for row in rows]
        assert summed.merged.report.cells[NEW] == 0
        assert any("年度不同" in note for note in summed.merged.notes)
        with pytest.raises(MergeRefused):
            queries.summed([])
