"""`manage.py demo`: load the demonstration, or verify it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.demo import account
from gongkai.demo.load import NotHere, due, load
from gongkai.demo.verify import verify
from gongkai.organs.models import Organ


class Command(BaseCommand):
    help = "装入演示数据（五个教育局已公布的年度报告）；--verify 核对装入的与样本是否一致。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--verify", action="store_true", help="只核对，不装入；不一致时退出码为 1")
        parser.add_argument("--if-due", action="store_true", help="该装才装：网站启动时用")

    def handle(self, *, verify: bool, if_due: bool, **options: Any) -> None:
        if verify:
            self._verify()
        elif not if_due or due():
            self._load(tell_nothing_new=not if_due)
        if not verify and Organ.objects.filter(is_demo=True).exists():
            self._account()

    def _load(self, *, tell_nothing_new: bool) -> None:
        try:
            loaded = load()
        except NotHere as problem:
            raise CommandError(str(problem), returncode=5) from problem
        if loaded.organs or loaded.reports:
            self.stdout.write(f"已装入演示数据：{loaded.organs} 个机关，{loaded.reports} 份年度报告")
        elif tell_nothing_new:
            self.stdout.write("演示数据已经在了，没有改动")

    def _account(self) -> None:
        if new := account.keep_in_step():
            self.stdout.write(f"演示账号：{new.username}  密码：{new.password}（也记在 {new.kept_in}）")

    def _verify(self) -> None:
        if faults := verify():
            raise CommandError("；".join(faults), returncode=1)
        self.stdout.write("演示数据与样本一致")
