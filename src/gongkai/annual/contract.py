"""The exchange format of a report (JSON): written in one fixed shape and order, read strictly.

Rows and columns go by the official words (`Form.names`). A section of one table prints each row as a list in
the order of the columns, a section of stacked tables prints each row as an object.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import simplejson

from gongkai.annual.contract_values import (
    ContractError,
    as_array,
    as_number,
    as_object,
    as_text,
    as_unit,
    exact,
    known,
    name_or_none,
    no_constant,
    numbered,
    plain,
    text_or_none,
    unique_keys,
    whole,
)
from gongkai.annual.contract_words import Words, words_of
from gongkai.annual.form import Address, Edition, Section
from gongkai.annual.forms import form_of
from gongkai.annual.report import Chapter, Finding, Report, Trace, Unread, Value

SECTIONS = ("table2", "table3", "table4")


def dump(report: Report, findings: Iterable[Finding] = (), *, trace: bool = False) -> dict[str, Any]:
    """The report as plain JSON values (int, Decimal, str, None, list, dict), keys in the contract's order."""
    words = words_of(report.edition)
    unread = [*report.unread, *_holes(report)]
    result: dict[str, Any] = {
        "organ": report.organ,
        "year": report.year,
        "format": report.edition.value if report.edition else None,
        "complete": report.complete,
        **{key: _rows(report, key) for key in SECTIONS},
        "units": {words.unit_key(address): unit for address, unit in report.units.items()},
        "findings": [finding_words(finding, report) for finding in findings],
        "unread": [
            {
                **words.place(item.table, item.row, item.column),
                "at": item.at,
                "text": item.text,
                "why": item.why,
            }
            for item in unread
        ],
        "sections": {
            key: {"title": chapter.title, "text": chapter.text} for key, chapter in report.chapters.items()
        },
    }
    if trace:
        result["trace"] = [
            {**words.place(*item.address), "raw": item.raw, "at": item.at} for item in report.trace
        ]
    return result


def dumps(
    report: Report, findings: Iterable[Finding] = (), *, trace: bool = False, indent: int | None = None
) -> str:
    """`dump` as text: Chinese as it is, decimals exact, the same report always the same text."""
    return text_of(dump(report, findings, trace=trace), indent=indent)


def finding_words(finding: Finding, report: Report) -> dict[str, Any]:
    """One finding about a report as the format prints it."""

    def side(value: Value | str) -> Value | str:
        return value if isinstance(value, str) else plain(value)

    return {
        "code": finding.code,
        "severity": finding.severity.value,
        **words_of(report.edition).place(finding.table, finding.row, finding.column),
        "says": finding.says,
        "left": side(finding.left),
        "right": side(finding.right),
    }


def text_of(value: object, *, indent: int | None = None) -> str:
    """JSON text of plain values, with exact decimals."""
    return simplejson.dumps(value, ensure_ascii=False, use_decimal=True, allow_nan=False, indent=indent)


def loads(text: str) -> Report:
    """Read the exchange format. Raises ContractError for anything else."""
    try:
        value = simplejson.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=unique_keys,
            parse_constant=no_constant,
            parse_int=whole,
            parse_float=exact,
        )
    except simplejson.JSONDecodeError as error:
        raise ContractError(
            f"第{error.lineno}行第{error.colno}列起不是完整的JSON，文件可能被截断或改动过"
        ) from None
    except RecursionError:
        raise ContractError("JSON的层次过深，不是年度报告的交换格式") from None
    return load(value)


def load(value: object) -> Report:
    """The report in a parsed object. Raises ContractError.

    Findings, which a check gives anew, and keys beside the contract's are passed over.
    """
    top = as_object(value, "最外层")
    for key in ("organ", "year", "format", *SECTIONS, "units"):
        if key not in top:
            raise ContractError(f"缺少“{key}”，不是年度报告的交换格式")
    edition = _edition(top["format"])
    words = words_of(edition)
    cells: dict[Address, Value] = {}
    for key in SECTIONS:
        cells |= _cells(as_object(top[key], key), key, edition)
    return Report(
        organ=name_or_none(top["organ"], "organ"),
        year=_year(top["year"]),
        edition=edition,
        cells=cells,
        units={
            known(words.address_of_unit(key), f"units中的“{key}”"): as_unit(unit, f"units中“{key}”的单位")
            for key, unit in as_object(top["units"], "units").items()
        },
        chapters={
            key: _chapter(chapter, f"sections中的“{key}”")
            for key, chapter in as_object(top.get("sections", {}), "sections").items()
        },
        unread=tuple(_unread(item, words, at) for item, at in numbered(top.get("unread", []), "unread")),
        trace=tuple(_trace(item, words, at) for item, at in numbered(top.get("trace", []), "trace")),
    )


def _named_columns(section: Section) -> bool:
    return len(section.tables) > 1


def _rows(report: Report, key: str) -> dict[str, Any]:
    if report.form is None:
        return {}
    section = report.form.section(key)
    rows: dict[str, Any] = {}
    for table in section.tables:
        for row, name in table.row_names.items():
            addresses = {word: Address(key, row, column) for column, word in table.column_names.items()}
            if not any(address in report.cells for address in addresses.values()):
                continue
            if _named_columns(section):
                rows[name] = {
                    word: plain(report.cells[address])
                    for word, address in addresses.items()
                    if address in report.cells
                }
            else:
                rows[name] = [plain(report.cells.get(address)) for address in addresses.values()]
    return rows


def _holes(report: Report) -> list[Unread]:
    """Cells not shown in a row printed as a list: their null must not pass for a printed blank."""
    if report.form is None:
        return []
    said = {(item.table, item.row, item.column) for item in report.unread}
    return [
        Unread(*address, at="", text="", why="原件中没有这一格，或者无法确定它的位置")
        for section in report.form.sections
        if not _named_columns(section)
        for table in section.tables
        for row in table.row_names
        for address in [Address(section.key, row, column) for column in table.column_names]
        if address not in report.cells
        and address not in said
        and any(Address(section.key, row, column) in report.cells for column in table.column_names)
    ]


def _cells(rows: Mapping[str, object], key: str, edition: Edition | None) -> dict[Address, Value]:
    if edition is None:
        if rows:
            raise ContractError(f"“format”为空，“{key}”中却有数据")
        return {}
    section = form_of(edition).section(key)
    named = _named_columns(section)
    places = {name: (row, table) for table in section.tables for row, name in table.row_names.items()}
    cells: dict[Address, Value] = {}
    for name, values in rows.items():
        place = f"{key}中“{name}”"
        row, table = known(places.get(name), place)
        if named:
            by_word = {word: column for column, word in table.column_names.items()}
            for word, number in as_object(values, place).items():
                column = known(by_word.get(word), f"{place}的“{word}”")
                cells[Address(key, row, column)] = as_number(number, f"{place}的“{word}”")
            continue
        numbers = as_array(values, place)
        if len(numbers) != len(table.column_names):
            raise ContractError(f"{place}应有{len(table.column_names)}个数，这里有{len(numbers)}个")
        for (column, word), number in zip(table.column_names.items(), numbers, strict=True):
            cells[Address(key, row, column)] = as_number(number, f"{place}的“{word}”")
    return cells


def _chapter(value: object, at: str) -> Chapter:
    chapter = as_object(value, at)
    return Chapter(as_text(chapter.get("title"), f"{at}的title"), as_text(chapter.get("text"), f"{at}的text"))


def _place(item: Mapping[str, object], words: Words, at: str) -> tuple[str | None, str | None, str | None]:
    names = [text_or_none(item.get(key), f"{at}的{key}") for key in ("table", "row", "column")]
    return known(words.keys(*names), f"{at}所指的表、行或列")


def _unread(value: object, words: Words, at: str) -> Unread:
    item = as_object(value, at)
    texts = [as_text(item.get(key), f"{at}的{key}") for key in ("at", "text", "why")]
    return Unread(*_place(item, words, at), *texts)


def _trace(value: object, words: Words, at: str) -> Trace:
    item = as_object(value, at)
    table, row, column = _place(item, words, at)
    if table is None or row is None or column is None:
        raise ContractError(f"{at}没有写明表、行和列")
    return Trace(
        Address(table, row, column),
        as_text(item.get("raw"), f"{at}的raw"),
        as_text(item.get("at"), f"{at}的at"),
    )


def _edition(value: object) -> Edition | None:
    if value is None:
        return None
    if not isinstance(value, str) or value not in [edition.value for edition in Edition]:
        raise ContractError("“format”应为“2019”、“2021”或null")
    return Edition(value)


def _year(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1900 <= value <= 2999:
        raise ContractError("“year”应为四位年份或null")
    return value
