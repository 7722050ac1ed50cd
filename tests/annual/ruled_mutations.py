"""Made reports as ruled grids whose cells are blanked, swapped, deleted or merged, and what they print then."""

import random
from collections import defaultdict
from dataclasses import dataclass, replace

from corpus.made import Made
from gongkai.annual.form import Address, Line
from gongkai.annual.form import Kind as CellKind
from gongkai.annual.forms import form_of
from gongkai.annual.grid import grid
from gongkai.annual.reading.keys import without_number
from gongkai.annual.reading.ruled.unnamed import PROVEN
from gongkai.annual.reading.values import parse
from gongkai.annual.report import Report, Value
from gongkai.papers.geometry import headers_of, placed
from gongkai.papers.kinds import Kind
from gongkai.papers.model import Block, Cell, Document, Grid, Heading, Paragraph
from gongkai.papers.tiling import tiled

Place = tuple[str, int, int]  # section, row, column
MUTATIONS = ("blank", "swap", "swap_alike", "delete", "merge_across", "merge_down", "repeat")


@dataclass
class Printed:
    """The cells of a report's grids by their places, and for every address its cell, its row's label, its head."""

    made: Made
    cells: dict[Place, Cell]
    data: dict[Address, tuple[Place, Place, Place]]
    gone: set[Place]
    covered: dict[Place, list[Place]]  # a merged cell → the cells it swallowed


def printed(made: Made) -> Printed:
    """The official grids of a made report."""
    form = form_of(made.edition)
    found = Printed(made, {}, {}, set(), {})
    for section in form.sections:
        texts = {address: text for address, text in made.printed.items() if text}
        rows = placed(grid(section, {}, {}, texts))
        heads = headers_of(rows)
        for row in rows:
            for item in row:
                found.cells[section.key, item.row, item.column] = item.cell
                if item.cell.key is None:
                    continue
                address = Address(*item.cell.key.split("/"))
                table = form.table(address)
                label = _leaf(table.row_leaves, address.row).label
                name = _leaf(table.column_leaves, address.column).label
                said = {
                    head.cell.text: (section.key, head.row, head.column)
                    for head in heads[item.row, item.column]
                }
                found.data[address] = ((section.key, item.row, item.column), said[label], said[name])
    return found


def _leaf(lines: tuple[Line, ...], key: str) -> Line:
    return next(line for line in lines if line.key == key)


def mutate(page: Printed, rng: random.Random) -> str:
    """One mutation; its name."""
    how = rng.choice(MUTATIONS)
    there = sorted(place for place in page.cells if place not in page.gone)
    one = rng.choice(there)
    cell = page.cells[one]
    if how == "blank":
        page.cells[one] = replace(cell, text="")
    elif how == "delete":
        page.gone.add(one)
    elif how in ("swap", "swap_alike", "repeat"):
        alike = [
            place
            for place in there
            if place[0] == one[0] and (how == "swap" or page.cells[place].header == cell.header)
        ]
        other = rng.choice(alike)
        text = page.cells[other].text
        if how != "repeat":
            page.cells[other] = replace(page.cells[other], text=cell.text)
        page.cells[one] = replace(page.cells[one], text=text)
    else:
        _merge(page, one, across=how == "merge_across")
    return how


def _merge(page: Printed, one: Place, *, across: bool) -> None:
    """Merge a cell with its neighbour where both are as high or as wide; the texts of both, or of the first."""
    cell = page.cells[one]
    section, row, column = one
    other = (section, row, column + cell.across) if across else (section, row + cell.down, column)
    beside = page.cells.get(other)
    if beside is None or other in page.gone:
        return
    if (beside.down != cell.down) if across else (beside.across != cell.across):
        return
    both = row % 2 and cell.header == beside.header
    text = cell.text + beside.text if both else cell.text or beside.text
    page.cells[one] = replace(
        cell,
        text=text,
        across=cell.across + beside.across if across else cell.across,
        down=cell.down if across else cell.down + beside.down,
    )
    page.gone.add(other)
    page.covered.setdefault(one, []).append(other)
    page.covered[one] += page.covered.pop(other, [])


def document(page: Printed, *, flowing: bool) -> Document:
    """The page as a document. Flowing, a deleted cell draws those after it to the left; else it leaves a gap."""
    made = page.made
    blocks: list[Block] = [Heading(f"{made.organ}{made.year}年政府信息公开工作年度报告", "")]
    swallowed = {place for places in page.covered.values() for place in places}
    for section in form_of(made.edition).sections:
        blocks.append(Heading(f"{section.chapter}、{section.title}", "", 2))
        rows: dict[int, list[Cell]] = defaultdict(list)
        for place, cell in sorted(page.cells.items()):
            if place[0] != section.key:
                continue
            rows[place[1]] += []
            if place in page.gone:
                if not flowing and place not in swallowed:
                    rows[place[1]].append(Cell("", "", cell.down, cell.across, gap=True))
                continue
            rows[place[1]].append(replace(cell, at="/".join(map(str, place))))
        drawn = tiled([rows[row] for row in sorted(rows)], "")
        blocks.append(Grid(drawn.rows, drawn.shape, ""))
    blocks += [Heading("五、存在的主要问题及改进情况", "", 2), Paragraph("公开不够主动。", "")]
    return Document(tuple(blocks), "", None if flowing else Kind.PDF)


def truth(page: Printed) -> dict[Address, Value]:
    """What may be given: the cells in which one row's label and one column's name meet, as they were before cells
    moved. A merged cell belongs to a row only if the row's label is merged with it."""
    form = form_of(page.made.edition)
    owner = {each: place for place, places in page.covered.items() for each in places}
    found: dict[Address, list[Value | str]] = defaultdict(list)
    bare: dict[Address, list[Value | str]] = defaultdict(list)  # 其他, 总计: rows only where no other is one
    for address, (place, label, head) in page.data.items():
        section = form.section(address.table)
        label = owner.get(label, label)
        row = _key(page, label, [leaf for each in section.tables for leaf in each.row_leaves], numbered=False)
        column = _key(
            page, head, [leaf for each in section.tables for leaf in each.column_leaves], numbered=True
        )
        if row is None or column is None or Address(address.table, row, column) not in page.data:
            continue
        aimed = Address(address.table, row, column)
        if (
            owner.get(place)
            and _rows(page, owner[place]) <= _rows(page, label)
            and not _wider(page, owner[place])
        ):
            continue  # it is the cell that swallowed it
        moved = row != address.row and without_number(page.cells[label].text) in ("其他", "总计")
        into = bare if moved or page.cells[label].text in ("其他", "总计") else found
        if (
            place in page.gone
            or not _columns(page, place) <= _columns(page, head) | {place[2]}
            or not _rows(page, place) <= {place[1], *_rows(page, label)}
        ):
            into[aimed].append("nowhere")
        else:
            into[aimed].append(parse(page.cells[place].text, form.kind(aimed)).value)
    return {
        address: values[0]
        for address, values in (bare | found).items()
        if len(set(values)) == 1 and not isinstance(values[0], str)
    }


def _rows(page: Printed, place: Place) -> frozenset[int]:
    """The rows of the cells that a cell has swallowed, and its own."""
    return frozenset((place[1], *(each[1] for each in page.covered.get(place, ()))))


def _columns(page: Printed, place: Place) -> frozenset[int]:
    return frozenset((place[2], *(each[2] for each in page.covered.get(place, ()))))


def _wider(page: Printed, place: Place) -> bool:
    """Whether a cell has swallowed one of another column."""
    return any(each[2] != place[2] for each in page.covered.get(place, ()))


def _key(page: Printed, place: Place, lines: list[Line], *, numbered: bool) -> str | None:
    if place in page.gone:
        return None
    text = page.cells[place].text
    names = {line.label if numbered else without_number(line.label): line.key for line in lines}
    return names.get(text if numbered else without_number(text))


def silent(page: Printed, report: Report) -> list[str]:
    """What was given and is not printed. A column whose name is gone may be given where its sums prove it."""
    right = truth(page)
    doubted = {(each.table, each.row, each.column) for each in report.unread}
    proven = {each.address for each in report.trace if PROVEN in each.at}
    wrong = []
    for address, value in report.cells.items():
        if tuple(address) in doubted or (address in right and right[address] == value):
            continue
        if address in proven and parse(page.cells[page.data[address][0]].text, CellKind.COUNT).value == value:
            continue
        wrong.append(f"{'/'.join(address)}: {right.get(address, 'absent')} read {value}")
    return wrong
