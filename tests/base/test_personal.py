"""Numbers that belong to one person are found in a text, others are not."""

import pytest

from gongkai.base.personal import has_number


@pytest.mark.parametrize(
    "text",
    [
        "发给11010519491231002X",
        "张三110101199003078888",  # mistyped: the check digit is wrong, the birthday stands
        "张三１１０１０１１９９００３０７８８８８",
        "电话13800138000。",
    ],
)
def test_a_number_of_a_person_is_found(text):
    assert has_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "项目410825202003070012",  # a code with a day in it
        "110101199013078888",  # no such day
        "合同编号4108252020030700121",
        "预算1234567.50元",
        "2020年3月7日",
    ],
)
def test_other_numbers_pass(text):
    assert not has_number(text)
