"""What table 二 counts: one rule for each cell of both editions, and the rows that the rule names.

The same condition counts and shows what is behind a count, so the two cannot differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Q

from gongkai.law.cite import Cite, regulation
from gongkai.law.labelled import Labelled
from gongkai.registers.declared import REGISTERS
from gongkai.registers.declared.catalogue import SERVICE_KINDS, ItemKind
from gongkai.registers.declared.money import CENTRALISED
from gongkai.registers.declared.parts import Ending
from gongkai.registers.declared.shapes import Register


class Count(Enum):
    """How a year picks lines of a register; the value is the Chinese clause."""

    MADE = "{on}在本年内"
    PUBLISHED = "公开日期在本年内"
    PUBLISHED_BY_END = "公开日期不晚于本年12月31日，以后废止的也计入"
    ABOLISHED = "停止施行日期在本年内，方式是废止（含宣布失效）；有效期届满的不计"
    IN_FORCE = "{on}不晚于本年12月31日，并且那一天仍然有效"
    BEFORE = "上一年12月31日在清单上"
    CHANGE = "本年12月31日在清单上的减去上一年12月31日在清单上的"
    AMOUNT = "{on}在本年内，{amount}相加，由元折算为万元，不取整"


def _in_force(day: date) -> Q:
    return Q(on__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


@dataclass(frozen=True)
class Measure:
    """One figure of table 二. `unit` is 件, 项 or 万元; `only` limits it to kinds of the register's lines."""

    key: str
    label: str
    unit: str
    register: str
    count: Count
    cite: Cite
    only: tuple[Labelled, ...] = ()
    but: str = ""

    @property
    def declaration(self) -> Register:
        return REGISTERS[self.register]

    @property
    def rule(self) -> str:
        """How it is counted, in one Chinese sentence."""
        fields = self.declaration.by_key
        amount = fields["amount"].label if "amount" in fields else ""
        clause = self.count.value.format(on=fields["on"].label, amount=amount)
        kinds = (
            f"（{fields['kind'].label}：{'、'.join(kind.label for kind in self.only)}）" if self.only else ""
        )
        rest = f"；{self.but}" if self.but else ""
        return (
            f"“{self.declaration.label}”台账{kinds}里{clause}{rest}；另加各科室已签字的数据证明；作废的不计。"
        )

    @property
    def is_amount(self) -> bool:
        return self.count is Count.AMOUNT

    def _of_kind(self) -> Q:
        kinds = Q(kind__in=[kind.value for kind in self.only]) if self.only else Q()
        return Q(register=self.register) & kinds

    def adds(self, year: int) -> Q:
        """The lines that count once each (or with their amount) in the year."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        match self.count:
            case Count.MADE | Count.AMOUNT:
                when = Q(on__range=(first, last))
            case Count.PUBLISHED:
                when = Q(published_on__range=(first, last))
            case Count.PUBLISHED_BY_END:
                when = Q(published_on__lte=last)
            case Count.ABOLISHED:
                when = Q(until__range=(first, last), kind=Ending.ABOLISHED.value)
            case Count.IN_FORCE:
                when = _in_force(last)
            case Count.BEFORE:
                when = _in_force(date(year - 1, 12, 31))
            case Count.CHANGE:
                when = Q(on__range=(first, last)) & _in_force(last)
        return self._of_kind() & when

    def takes(self, year: int) -> Q | None:
        """The lines that count minus one: items that left the catalogue; None where nothing is taken away."""
        if self.count is not Count.CHANGE:
            return None
        gone = Q(until__range=(date(year, 1, 1), date(year, 12, 31)))
        return self._of_kind() & _in_force(date(year - 1, 12, 31)) & gone


def _documents(register: str) -> Sequence[Measure]:
    cite = regulation(20, item=1)
    label = REGISTERS[register].label
    return [
        Measure(f"{register}.{key}", f"{label}：{name}", "件", register, count, cite)
        for key, name, count in (
            ("made", "本年新制作（制发）", Count.MADE),
            ("opened", "本年新公开", Count.PUBLISHED),
            ("opened_total", "对外公开总数", Count.PUBLISHED_BY_END),
            ("abolished", "本年废止", Count.ABOLISHED),
            ("in_force", "现行有效", Count.IN_FORCE),
        )
    ]


def _items(row: str, label: str, cite: Cite, *kinds: ItemKind) -> Sequence[Measure]:
    return [
        Measure(f"{row}.items_before", f"{label}：上一年项目数量", "项", "items", Count.BEFORE, cite, kinds),
        Measure(f"{row}.items_change", f"{label}：本年增/减", "项", "items", Count.CHANGE, cite, kinds),
    ]


def _decisions(row: str, label: str, cite: Cite) -> Measure:
    but = "公开的和依法不公开的、已失效的都计入"
    return Measure(f"{row}.decisions", f"{label}：处理决定数量", "件", row, Count.MADE, cite, but=but)


def _all() -> Sequence[Measure]:
    services, enforcement = regulation(20, item=5), regulation(20, item=6)
    charges, procurement = regulation(20, item=8), regulation(20, item=9)
    return [
        *_documents("rules"),
        *_documents("normative"),
        *_items("licences", "行政许可", services, ItemKind.LICENCE),
        _decisions("licences", "行政许可", services),
        *_items("services", "其他对外管理服务事项", services, *SERVICE_KINDS),
        _decisions("services", "其他对外管理服务事项", services),
        *_items("penalties", "行政处罚", enforcement, ItemKind.PENALTY),
        _decisions("penalties", "行政处罚", enforcement),
        *_items("coercion", "行政强制", enforcement, ItemKind.COERCION),
        _decisions("coercion", "行政强制", enforcement),
        *_items("charges", "行政事业性收费", charges, ItemKind.CHARGE),
        Measure("charges.amount", "行政事业性收费：本年收费金额", "万元", "charges", Count.AMOUNT, charges),
        Measure(
            "procurement.projects", "政府集中采购：采购项目数量", "项", "procurement", Count.MADE, procurement,
            CENTRALISED,
        ),
        Measure(
            "procurement.amount", "政府集中采购：采购总金额", "万元", "procurement", Count.AMOUNT, procurement,
            CENTRALISED,
        ),
    ]  # fmt: skip


MEASURES: dict[str, Measure] = {measure.key: measure for measure in _all()}
