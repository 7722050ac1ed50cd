"""How each cell of tables 三 and 四 is counted, in one sentence with its source. Table 二: `registers.measures`."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongkai.annual.form import Address, Counted, Form, Line
from gongkai.annual.identities import totals_of
from gongkai.law.cite import Cite, Instrument
from gongkai.law.outcomes import Outcome, Standing
from gongkai.law.remedies import Verdict

FORMATS = {"2019": Instrument.FORMAT_2019, "2021": Instrument.FORMAT_2021}
STANDINGS = {
    Standing.NEW: gettext_noop(
        "收到申请之日（条例第三十一条）在%(year)s年内的申请，一件计一次；尚未双方确认收到的，以及作为更正个人信息、"
        "公共企事业单位申诉等另行办理的（条例第四十一条、第五十五条），不计。"
    ),
    Standing.CARRIED_IN: gettext_noop(
        "收到申请之日（条例第三十一条）在%(before)s年12月31日以前、到该日尚未办结的申请；另行办理的不计。"
    ),
    Standing.CARRIED_OUT: gettext_noop(
        "收到申请之日（条例第三十一条）在%(year)s年12月31日以前、到该日尚未办结的申请；另行办理的不计。"
    ),
}
RESULT = gettext_noop("在%(year)s年内办结，结果为%(results)s的申请；一件申请只计一项结果。")
TOTAL = gettext_noop("合计：%(says)s（%(format)s）。")
WHO = gettext_noop("只计申请人为“%(who)s”的。")
ROUTE = gettext_noop("因政府信息公开工作引起的“%(route)s”。")
ENDED = gettext_noop("在%(year)s年内审结，结果为“%(verdict)s”的计入。")
PENDING = gettext_noop("在%(year)s年12月31日以前提起、到该日尚未审结的计入。")


def rule(form: Form, year: int, address: Address) -> str:
    """The sentence for a cell of table 三 or 四."""
    table = form.table(address)
    row = next(leaf for leaf in table.row_leaves if leaf.key == address.row)
    column = next(leaf for leaf in table.column_leaves if leaf.key == address.column)
    sums = [] if row.of and column.of else [_total(form, address)]
    if address.table == "table4":
        sentences = [_(ROUTE) % {"route": row.label}, *sums, *_verdict(column, year)]
    else:
        sentences = [*_row(row, year), *sums, *_column(column)]
    return "".join(sentences)


def _total(form: Form, address: Address) -> str:
    said = [identity.balance.says for identity in totals_of(form.edition)[address]]
    return _(TOTAL) % {"says": "；".join(dict.fromkeys(said)), "format": FORMATS[form.edition.value].value}


def _row(row: Line, year: int) -> Iterable[str]:
    outcomes = [each for each in row.of if isinstance(each, Outcome)]
    if outcomes:
        results = "、".join(f"“{each.label}”（{_cited(each.cites)}）" for each in outcomes)
        return [_(RESULT) % {"year": year, "results": results}]
    return [_(STANDINGS[each]) % {"year": year, "before": year - 1} for each in _standing(row.of)]


def _standing(of: Iterable[Counted]) -> Iterable[Standing]:
    return [each for each in of if isinstance(each, Standing)]


def _column(column: Line) -> Iterable[str]:
    return [_(WHO) % {"who": column.label}] if column.of else []


def _verdict(column: Line, year: int) -> Iterable[str]:
    if Verdict.PENDING in column.of:
        return [_(PENDING) % {"year": year}]
    return [_(ENDED) % {"year": year, "verdict": column.label}] if column.of else []


def _cited(cites: Iterable[Cite]) -> str:
    return "、".join(str(cite) for cite in cites)
