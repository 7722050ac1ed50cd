"""Lines in registers for tests, made through the real actions."""

import datetime
import itertools

from gongkai.registers import actions
from officers import TEST

DAY = datetime.date(2020, 3, 2)

# The least that each register asks for, beside its number and day.
LEAST = {
    "items": {"matter": "教师资格认定", "kind": "licence"},
    "rules": {"matter": "某市校车安全管理办法"},
    "normative": {"matter": "关于规范办学行为的通知"},
    "licences": {"matter": "民办学校设立"},
    "services": {"matter": "学历认证"},
    "penalties": {"matter": "擅自举办民办学校"},
    "coercion": {"matter": "查封场所"},
    "charges": {"matter": "普通话水平测试费", "amount": 50},
    "procurement": {"matter": "教学仪器", "kind": "central", "amount": 120000},
}
_serial = itertools.count(1)


def values(register, *, on=DAY, number=None, **more):
    return {"number": number or f"甲〔{on.year}〕{next(_serial)}号", "on": on, **LEAST[register], **more}


def line(organ, register, *, by=TEST, **more):
    """One line with the least its register asks for."""
    return actions.enter(register, organ=organ, by=by, **values(register, **more))
