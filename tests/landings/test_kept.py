"""What the next landing keeps is whole: a table without a row would come through every upgrade unseen."""

import pytest
from django.apps import apps

from annual_reports import stored
from foreign import things_of
from gongkai.base import scope
from officers import bureau

pytestmark = [pytest.mark.web, pytest.mark.django_db]


def test_each_table_of_the_reports_has_a_row_to_be_kept():
    organ = bureau("jia")
    stored(organ, 2020)
    things_of(organ)
    with scope.everywhere("tests: what the next landing keeps"):
        empty = [
            model.__name__
            for model in apps.get_app_config("reports").get_models()
            if not model._base_manager.exists()
        ]
    assert empty == []
