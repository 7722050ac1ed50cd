"""Units of amounts: in the cell, else in the head of its column, else in a caption above the table."""

import re
from dataclasses import replace

from gongkai.annual.reading.readings import Reading
from gongkai.annual.reading.values import unit_of

NO_UNIT = "没有认出这一列的表头，金额的单位不能确定"
_CUT = re.compile(r"单位|[（(][^（()）]*$")  # a head that is cut off before its unit ends


def with_unit(reading: Reading, head: str) -> Reading:
    """The reading with the unit its head states, where the cell itself states none."""
    if reading.unit is not None or reading.why is not None:
        return reading
    unit = unit_of(head)
    if unit:
        return replace(reading, unit=unit)
    if _CUT.search(head):
        return Reading(None, reading.raw, reading.at, why=NO_UNIT)
    return reading
