"""The processing fee (信息处理费, 国办函〔2020〕109号): progressive on the part above each limit, in whole yuan.

Charging is optional (条例第四十二条 says 可以): a `Fee` is a proposal; a human decides. For one application
choose per item or per volume, never both. Not modelled: the fiscal receipt and refunds.
"""

from dataclasses import dataclass
from datetime import date

from gongkai.law import words
from gongkai.law.cite import Cite, regulation
from gongkai.law.refusal import RefusalError
from gongkai.law.terms import FEES_FROM, Key, term

MOST = 100_000  # more items or pages than anyone asks for: beyond it, a slip of the pen


@dataclass(frozen=True, slots=True)
class BandLine:
    """One band used: from the `first` to the `last` item or page, `price` yuan each."""

    first: int
    last: int
    price: int

    @property
    def count(self) -> int:
        return self.last - self.first + 1

    @property
    def amount(self) -> int:
        return self.count * self.price


@dataclass(frozen=True, slots=True)
class Fee:
    """A proposed fee: `amount` yuan, the bands it is made of, `unit` 件 or 页, and the article."""

    amount: int
    unit: str
    lines: tuple[BandLine, ...]
    cite: Cite

    def explain(self) -> tuple[str, ...]:
        """One sentence per band used, as the fee notice prints them."""
        return tuple(
            words.FEE_LINE.format(
                span=words.span(line.first, line.last),
                unit=self.unit,
                count=line.count,
                price=line.price,
                amount=line.amount,
            )
            for line in self.lines
        )


def items_fee(already: int, n: int, *, on: date | None = None) -> Fee:
    """The fee for `n` further items after `already` items of the same applicant in the same calendar month.

    Items of the month count by receipt date, charged or not. `on` is the day of receipt: the measures of that
    day apply, the latest ones when it is left out.
    """
    day = _day_of_measures(on)
    _number(already, "件", least=0)
    _number(n, "件", least=1)
    _number(already + n, "件", least=1)
    lines = _lines(already + 1, already + n, _item_bands(already + n, day))
    return _fee("件", lines, term(Key.ITEMS_FREE, day).cite)


def price_of_item(k: int, *, on: date | None = None) -> int:
    """What the k-th item of the month costs, in yuan."""
    return items_fee(k - 1, 1, on=on).amount


def pages_fee(pages: int, *, on: date | None = None) -> Fee:
    """The fee for the pages (one side of A4 or smaller) of one application, never summed over several."""
    day = _day_of_measures(on)
    _number(pages, "页", least=0)
    bands = [
        (term(Key.PAGES_FREE, day).value, 0),
        (term(Key.PAGES_SECOND_UNTIL, day).value, term(Key.PAGES_SECOND_PRICE, day).value),
        (term(Key.PAGES_THIRD_UNTIL, day).value, term(Key.PAGES_THIRD_PRICE, day).value),
        (MOST, term(Key.PAGES_LAST_PRICE, day).value),
    ]
    return _fee("页", _lines(1, pages, bands), term(Key.PAGES_FREE, day).cite)


def _item_bands(until: int, day: date) -> list[tuple[int, int]]:
    """Upper limit and price of each band up to a number of items."""
    limit, price = term(Key.ITEMS_SECOND_UNTIL, day).value, term(Key.ITEMS_SECOND_PRICE, day).value
    bands = [(term(Key.ITEMS_FREE, day).value, 0), (limit, price)]
    while limit < until:
        limit += term(Key.ITEMS_STEP, day).value
        price += term(Key.ITEMS_STEP_PRICE, day).value
        bands.append((limit, price))
    return bands


def _lines(first: int, last: int, bands: list[tuple[int, int]]) -> tuple[BandLine, ...]:
    lines = []
    for limit, price in bands:
        if first <= min(limit, last):
            lines.append(BandLine(first, min(limit, last), price))
            first = limit + 1
    return tuple(lines)


def _fee(unit: str, lines: tuple[BandLine, ...], cite: Cite) -> Fee:
    return Fee(sum(line.amount for line in lines), unit, lines, cite)


def _day_of_measures(on: date | None) -> date:
    if on is None:
        return date.max
    if on < FEES_FROM:
        raise RefusalError(
            words.NO_FEE_YET.format(day=words.day(on), since=words.day(FEES_FROM)), regulation(42)
        )
    return on


def _number(number: int, unit: str, least: int) -> None:
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= MOST:
        raise RefusalError(words.BAD_NUMBER.format(unit=unit, least=least, most=MOST, number=number))
