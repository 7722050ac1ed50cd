"""What happens to reports on their way: each damage changes the sheets, the prose or the finished text."""

import random
import re
from collections.abc import Callable

from corpus.grids import Sheet, requests
from corpus.made import APPLICANTS, Made, make

Sheets = dict[str, Sheet]
TRADITIONAL = str.maketrans(
    "开请数转结办区处这计属于国规护权类内务过执询项无机关掌没现制补后确访举报诉认获总继续费缴纳范发废许罚强业采购额单万条对减组织构会况议讼经维纠审动体问题进为",
    "開請數轉結辦區處這計屬於國規護權類內務過執詢項無機關掌沒現製補後確訪舉報訴認獲總繼續費繳納範發廢許罰強業採購額單萬條對減組織構會況議訟經維糾審動體問題進為",
)
WIDE = {ord("0") + step: chr(0xFF10 + step) for step in range(10)}


def _each_row(sheets: Sheets, change: Callable[[list[str]], list[str] | None]) -> None:
    for sheet in sheets.values():
        for rows in (sheet.raw, sheet.full):
            rows[:] = [changed for row in rows if (changed := change(row)) is not None]


def _label(row: list[str]) -> str:
    return next((cell for cell in reversed(row) if len(cell) > 3 and not cell[0].isascii()), "")


def none(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """Nothing."""


def missing_row(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """A row of table 三 is not printed."""
    key, label = rng.choice(
        (("ref_secret", "1.属于国家秘密"), ("np_repeat", "2.重复申请"), ("na_make", "2.没有现成"))
    )
    _each_row({"三": sheets["三"]}, lambda row: None if any(cell.startswith(label) for cell in row) else row)
    if key == "ref_secret":  # its group's heading goes with it
        pass
    for address in [each for each in made.values if each.row == key]:
        del made.values[address]


def extra_row(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """A row that the form does not have, with figures of its own."""
    figures = [str(rng.randint(0, 9)) for _ in range(7)]
    sheet = sheets["三"]
    place = rng.randint(sheet.heads + 4, len(sheet.raw) - 2)
    sheet.raw.insert(place, ["其中：网上申请件", *figures])
    sheet.full.insert(place, ["", "其中：网上申请件", "", *figures])


def explained_row(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """A row of explanation in the middle of the table."""
    sheet = sheets["三"]
    place = rng.randint(sheet.heads + 2, len(sheet.raw) - 2)
    sheet.raw.insert(place, ["注：以下各项按照第二十条第（一）项口径填报，2项以上的分别计"])
    sheet.full.insert(place, [sheet.raw[place][0], *[""] * 9])


def typo(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """One character of a label is wrong or missing."""

    def change(row: list[str]) -> list[str]:
        label = _label(row)
        if len(label) > 6 and "单位" not in label and rng.random() < 0.2:
            spot = rng.randint(3, len(label) - 1)
            return [
                label[:spot] + rng.choice(("", "某")) + label[spot + 1 :] if cell == label else cell
                for cell in row
            ]
        return row

    state = rng.getstate()
    for sheet in sheets.values():
        for rows in (sheet.raw, sheet.full):
            rng.setstate(state)
            rows[:] = [change(row) for row in rows]


def lost_label(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """A row keeps its figures and loses its label."""
    label, key = rng.choice(
        (("5.属于三类", "ref_internal"), ("3.要求提供", "np_publication"), ("二、上年结转", "carried_in"))
    )
    _each_row({"三": sheets["三"]}, lambda row: ["" if cell.startswith(label) else cell for cell in row])
    for address in [each for each in made.values if each.row == key]:
        del made.values[address]


def swapped(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """Two columns of table 三 change places, head and figures."""
    order = list(APPLICANTS)
    left, right = rng.sample(range(1, 6), 2)
    order[left], order[right] = order[right], order[left]
    sheets["三"] = requests(made, tuple(order))


def lost_head(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """The words of table 三's head are gone."""
    sheet = sheets["三"]
    del sheet.raw[:3], sheet.full[:3]
    sheet.heads = 0


def repeated_head(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """A page break: the head again and a page number between two rows."""
    sheet = sheets["三"]
    place = rng.randint(6, len(sheet.raw) - 3)
    number = rng.choice(("- 5 -", "5", "第5页 共8页", "5 / 8"))
    sheet.raw[place:place] = [[number], *sheet.raw[:3]]
    sheet.full[place:place] = [[number, *[""] * 9], *sheet.full[:3]]


def page_number(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """A bare page number between two rows."""
    for key in ("二", "三"):
        sheet = sheets[key]
        place = rng.randint(sheet.heads + 2, len(sheet.raw) - 1)
        number = str(rng.randint(1, 9))
        sheet.raw.insert(place, [number])
        sheet.full.insert(place, [number, *[""] * (len(sheet.full[0]) - 1)])


def beside(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """Last year's figures beside this year's in every row of table 三."""
    last = make(rng)
    last.edition = made.edition
    if set(last.printed) != set(made.printed):
        return
    other = requests(last, APPLICANTS)
    sheet = sheets["三"]
    for rows, others, labels in ((sheet.raw, other.raw, 1), (sheet.full, other.full, 3)):
        for row, twin in zip(rows, others, strict=True):
            row += twin[-7:] if len(twin) >= 7 else twin[labels:]


def quoted(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """A second table 三, of another year, after the first."""
    last = make(rng)
    last.edition = made.edition
    if set(last.printed) != set(made.printed):
        return
    other = requests(last, APPLICANTS)
    sheets["三乙"] = other


def wide_digits(made: Made, sheets: Sheets, rng: random.Random) -> None:
    _each_row(sheets, lambda row: [cell.translate(WIDE) if cell.isdigit() else cell for cell in row])


def traditional(made: Made, sheets: Sheets, rng: random.Random) -> None:
    _each_row(sheets, lambda row: [cell.translate(TRADITIONAL) for cell in row])


def doubled(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """Cells that print their value twice; zeros remain zeros."""
    spelling = {"0": ("00", "0 0", "0"), "1": ("01", "1")}
    state = rng.getstate()
    for sheet in sheets.values():
        for rows in (sheet.raw, sheet.full):
            rng.setstate(state)
            rows[:] = [
                [rng.choice(spelling[cell]) if cell in spelling else cell for cell in row] for row in rows
            ]


def pinyin(made: Made, sheets: Sheets, rng: random.Random) -> None:
    _each_row(
        sheets,
        lambda row: [
            cell.replace("数量", "数量（shùliàng）").replace("总计", "总计(zǒngjì)") for cell in row
        ],
    )


def kangxi(made: Made, sheets: Sheets, rng: random.Random) -> None:
    _each_row(
        sheets, lambda row: [cell.replace("人", "⼈").replace("行", "⾏").replace("无", "⽆") for cell in row]
    )


def cut_labels(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """Long labels are cut by a line end inside the cell."""
    _each_row(sheets, lambda row: [cell[:9] + "\n" + cell[9:] if len(cell) > 14 else cell for cell in row])


def wrongly_converted(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """Traditional characters as a careless converter chooses them."""

    def change(row: list[str]) -> list[str]:
        return [_converted(cell) for cell in row]

    _each_row(sheets, change)


def _converted(cell: str) -> str:
    for plain, wrong in (
        ("复议", "覆議"),
        ("信息", "資訊"),
        ("制作", "製作"),
        ("现行", "現行"),
        ("案卷", "案捲"),
    ):
        cell = cell.replace(plain, wrong)
    return cell.translate(TRADITIONAL).replace("徵收", "征收")


def missing_section(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """One of the tables is not printed."""
    number, table = rng.choice((("二", "table2"), ("四", "table4")))
    del sheets[number]
    for address in [each for each in made.values if each.table == table]:
        del made.values[address]
        made.units.pop(address, None)


def commas(made: Made, sheets: Sheets, rng: random.Random) -> None:
    _each_row(sheets, lambda row: [f"{int(cell):,}" if cell.isdigit() else cell for cell in row])


def counted(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """A measure word behind the figures of table 三."""
    _each_row({"三": sheets["三"]}, lambda row: [f"{cell}件" if cell.isdigit() else cell for cell in row])


def dashes(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """Blank cells of table 三 hold a dash."""
    sign = rng.choice(("-", "/", "—", "无"))
    sheet = sheets["三"]
    for rows in (sheet.raw, sheet.full):
        rows[sheet.heads :] = [
            [*row[:-7], *(cell or sign for cell in row[-7:])] for row in rows[sheet.heads :]
        ]


def unnumbered(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """Labels without the numbers they begin with."""
    _each_row({"三": sheets["三"]}, lambda row: [_NUMBER.sub("", cell) for cell in row])


def short_labels(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """The words in brackets are gone."""
    _each_row({"三": sheets["三"]}, lambda row: [re.sub(r"（区分.*）|（本列.*）", "", cell) for cell in row])


def spread_labels(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """Blanks inside short labels, to fill the width of the cell."""
    _each_row(sheets, lambda row: [" ".join(cell) if cell in _SPREAD else cell for cell in row])


_NUMBER = re.compile(r"^(?:（[一二三四五六七]）|[一二四]、|\d\.)")
_SPREAD = ("总计", "其他", "自然人", "结果维持", "行政复议", "规章")


def hollow(made: Made, sheets: Sheets, rng: random.Random) -> None:
    """Lines that repeat the line before vanish, as in some conversions; `writing` does it to the finished table."""


DAMAGES = {
    name: damage
    for name, damage in globals().items()
    if callable(damage)
    and not name.startswith("_")
    and name[0].islower()
    and getattr(damage, "__module__", "") == __name__
    and name not in ("make", "requests")
}
