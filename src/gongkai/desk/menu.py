"""The desk's columns, and who sees which."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.desk.doors import OFFICERS, READERS, Visit
from gongkai.organs.roles import Role
from gongkai.reports.receiving.policies import OFFICE


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the name of its address, what it is called, for whom; nobody named: everybody."""

    name: str
    words: str | Promise
    roles: tuple[Role, ...] = ()


COLUMNS = (
    Column("today", _("今日待办")),
    Column("requests", _("公开申请"), READERS),
    Column("remedies", _("复议诉讼"), READERS),
    Column("registers", _("台账"), READERS),
    Column("counts", _("数据证明"), READERS),
    Column("files", _("文件"), READERS),
    Column("reports", _("年度报告"), READERS),
    Column("received", _("读取年报文件"), OFFICE),
    Column("signoffs", _("签批"), OFFICERS),
    Column("organ", _("机关")),
    Column("people", _("人员")),
    Column("log", _("日志"), (Role.AUDIT_ADMIN,)),
)


def columns_of(visit: Visit) -> list[Column]:
    """The columns this officer uses."""
    return [column for column in COLUMNS if not column.roles or visit.holds(*column.roles)]
