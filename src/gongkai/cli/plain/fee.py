"""`gongkai fee`: the information-handling fee (信息处理费)."""

from datetime import date

import click

from gongkai.cli.plain.command import command
from gongkai.cli.plain.options import DAY, Whole, as_json, pretty
from gongkai.cli.plain.status import Failure, Status
from gongkai.law.fees import Fee, items_fee, pages_fee
from gongkai.law.refusal import RefusalError


@command(
    "fee",
    example="gongkai fee --items 35\ngongkai fee --items 5 --already 28 --explain\n"
    "gongkai fee --item 31\ngongkai fee --pages 120",
)
@click.option("--items", type=Whole(1), metavar="件数", help="按件计收：同一申请人同一自然月的件数。")
@click.option(
    "--already", type=Whole(0), default=0, metavar="件数", help="与 --items 同用：本月此前已有的件数。"
)
@click.option("--item", type=Whole(1), metavar="第几件", help="按件计收：本月第几件单独的价。")
@click.option("--pages", type=Whole(0), metavar="页数", help="按量计收：一件申请的页数（A4 及以下单面）。")
@click.option("--on", type=DAY, metavar="日期", help="收到申请之日；2021-01-01 以前不能收费。")
@click.option("--explain", is_flag=True, help="逐档列出。")
@as_json
def fee_command(
    items: int | None,
    already: int,
    item: int | None,
    pages: int | None,
    on: date | None,
    explain: bool,
    as_json: bool,
) -> int:
    """算信息处理费（元）：超额累进，按件或按量，一件申请只能选一种。
    这是建议数；收不收由机关决定（条例第四十二条）。"""
    if sum(value is not None for value in (items, item, pages)) != 1:
        raise Failure(Status.USAGE, "请给出 --items、--item、--pages 三者之一，例如 gongkai fee --items 35")
    if already and items is None:
        raise Failure(Status.USAGE, "--already 只与 --items 同用，例如 gongkai fee --items 5 --already 28")
    try:
        fee = _fee(items, already, item, pages, on)
    except RefusalError as refused:
        raise Failure(Status.USAGE, str(refused)) from refused
    if as_json:
        bands = [
            {"first": band.first, "last": band.last, "price": band.price, "amount": band.amount}
            for band in fee.lines
        ]
        click.echo(
            pretty({"fee": fee.amount, "unit": "元", "per": fee.unit, "bands": bands, "cite": str(fee.cite)})
        )
        return 0
    click.echo(fee.amount)
    if explain:
        click.echo("\n".join((*fee.explain(), f"依据：{fee.cite.full}")))
    return 0


def _fee(items: int | None, already: int, item: int | None, pages: int | None, on: date | None) -> Fee:
    if items is not None:
        return items_fee(already, items, on=on)
    if item is not None:
        return items_fee(item - 1, 1, on=on)
    return pages_fee(pages or 0, on=on)
