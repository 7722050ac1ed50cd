"""`manage.py demo`: load the demonstration, or compare what is loaded with what was published."""

from time import monotonic
from typing import Any

import simplejson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.demo import account
from gongkai.demo.chance import SEED
from gongkai.demo.load import NotHere, due, load
from gongkai.demo.verify import Compared, Verified, verify
from gongkai.organs.models import Organ
from gongkai.records import heads


class Command(BaseCommand):
    help = "装入演示数据（五个教育局的年度报告和一年的记录）；--verify 只把已装入的与公布的数比较。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--verify", action="store_true", help="只比较，不装入；与说明的不符时退出码为 1")
        parser.add_argument("--json", dest="as_json", action="store_true", help="以 JSON 写出比较的结果")
        parser.add_argument("--seed", type=int, help="日期和文字怎样分布")
        parser.add_argument("--if-due", action="store_true", help="该装才装：网站启动时用")
        parser.add_argument("--no-accounts", dest="accounts", action="store_false", help="不开演示账号")

    def handle(
        self, *, verify: bool, as_json: bool, seed: int | None, if_due: bool, accounts: bool, **options: Any
    ) -> None:
        if verify:
            self._verify(as_json=as_json)
            return
        if not if_due or due():
            self._load(SEED if seed is None else seed, tell_nothing_new=not if_due)
        if accounts and Organ.objects.filter(is_demo=True).exists():
            self._accounts()

    def _load(self, seed: int, *, tell_nothing_new: bool) -> None:
        begun = monotonic()
        if due():
            self.stdout.write("装入演示数据：五个教育局的报告和一年的记录……")
        try:
            loaded = load(seed=seed)
        except NotHere as problem:
            raise CommandError(str(problem), returncode=5) from problem
        if loaded.organs or loaded.reports or loaded.years:
            self.stdout.write(
                f"已装入演示数据：{loaded.organs} 个机关，{loaded.reports} 份年度报告，"
                f"{loaded.years} 个局一年的记录（{monotonic() - begun:.1f} 秒）"
            )
            heads.write()
        elif tell_nothing_new:
            self.stdout.write("演示数据已经在了，没有改动")

    def _accounts(self) -> None:
        if new := account.keep_in_step():
            for each in new:
                self.stdout.write(f"演示账号：{each.username}  密码：{each.password}  （{each.name}）")
            self.stdout.write(f"演示账号也记在 {account.file()}")

    def _verify(self, *, as_json: bool) -> None:
        found = verify()
        if as_json:
            text = simplejson.dumps(found.words(), ensure_ascii=False, indent=2, use_decimal=True)
            self.stdout.write(text)
        else:
            for each in found.compared:
                self._tell(each)
        if not found.ok:
            raise CommandError(_faults(found), returncode=1)
        if not as_json:
            self.stdout.write("各局的数都与说明的一致，报告与样本一致")

    def _tell(self, each: Compared) -> None:
        tables = "、".join(f"表{table}" for table in each.tables)
        self.stdout.write(f"{each.name} {tables}：印出 {each.printed} 格，相同 {each.equal} 格")
        for cell in each.differ:
            compiled = "空白" if cell.compiled is None else cell.compiled
            self.stdout.write(f"  {cell.cell}：按记录是{compiled}，公布的是{cell.published}；{cell.why}")


def _faults(found: Verified) -> str:
    return "；".join(
        [
            *(f"{each.name}{each.tables}：{each.fault}" for each in found.compared if each.fault),
            *found.stored,
        ]
    )
