"""How the cells were printed: values that seem printed twice, words where numbers belong. Needs the trace."""

import re
import unicodedata
from collections.abc import Iterator

from gongkai.annual.form import Address, Form
from gongkai.annual.places import where
from gongkai.annual.report import Finding, Report, Severity

CERTAIN = re.compile(r"0\d+|0(\s+0)+")  # 00, 01, 0 0: nobody writes a count like that
TWICE = re.compile(r"(\d+)\1")  # 66, 1212
ENOUGH = 2  # from so many certain doubles on, an even-looking number is in doubt too


def doubled(report: Report, form: Form) -> Iterator[Finding]:
    """Cells that seem printed twice. The value stays what it is; nothing is halved."""
    prints = {item.address: _tidy(item.raw) for item in report.trace if item.address in report.cells}
    certain = [address for address, raw in prints.items() if CERTAIN.fullmatch(raw)]
    for address in certain:
        says = f"{where(form, address)}印为“{prints[address]}”，像是同一个数印了两遍"
        yield _finding(report, "doubled", address, says)
    if len(certain) < ENOUGH:
        return
    for address, raw in prints.items():
        if TWICE.fullmatch(raw) and not CERTAIN.fullmatch(raw):
            half = raw[: len(raw) // 2]
            says = (
                f"{where(form, address)}印为“{raw}”，本文件多处把数印了两遍，这里也可能是{half}；按原样保留"
            )
            yield _finding(report, "doubled", address, says)


def words_for_numbers(report: Report, form: Form) -> Iterator[Finding]:
    """Cells that hold words and no number. Dashes and slashes are blanks."""
    unread = {(item.table, item.row, item.column) for item in report.unread}
    for item in report.trace:
        if item.address in unread or report.cells.get(item.address, 0) is not None:
            continue
        raw = _tidy(item.raw)
        if any(sign.isalpha() for sign in raw):
            short = raw if len(raw) <= 20 else raw[:20] + "…"
            says = f"{where(form, item.address)}写的是“{short}”，不是数字；按空白处理，不当作零"
            yield _finding(report, "word-for-number", item.address, says)


def _tidy(raw: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", raw).split())


def _finding(report: Report, code: str, address: Address, says: str) -> Finding:
    value = report.cells[address]
    return Finding(code, Severity.WARNING, says, *address, left=value)
