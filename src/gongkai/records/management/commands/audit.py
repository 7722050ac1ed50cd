"""`manage.py audit`: verify the log, or print where its chains end."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.base import scope
from gongkai.records import files, heads, log, rows, signoff, verification

SHOWN = 20  # faults printed one by one


class Command(BaseCommand):
    help = "核对操作日志、签批和附件是否完整；退出码 0 完整，1 查出问题，2 所给的末端不对。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify", "heads"])
        parser.add_argument("--head", dest="given", action="append", default=[])

    def handle(self, *, what: str, given: list[str], **options: Any) -> None:
        if what == "heads":
            self._print_heads()
        else:
            self._verify(given)

    def _print_heads(self) -> None:
        for each in log.heads():
            self.stdout.write(heads.line(each), ending="")

    def _verify(self, given: list[str]) -> None:
        written = heads.kept()
        try:
            known = [*written.heads, *(head for each in given for head in _heads(each))]
        except ValueError as problem:
            raise CommandError(str(problem), returncode=2) from problem
        with verification.one_moment(), scope.everywhere("audit verify"):
            found = verification.verify(known)
            said = [*files.verify(), *signoff.verify(), *rows.verify()]
        spoilt = [each for each in said if not isinstance(each, rows.Remark)]
        self._some(f"{each.chain} 第 {each.seq} 条：{each.says}" for each in found.faults)
        self._some(iter(spoilt))
        self._some(f"提示：{heads.file()} 第 {number} 行写坏了，没有用它" for number in written.spoilt)
        self._some(f"提示：{each.chain} 第 {each.seq} 条：{each.says}" for each in found.remarks)
        self._some(f"提示：{each}" for each in said if isinstance(each, rows.Remark))
        self._some(
            f"提示：{chain} 还没有库外末端，末尾若被截断查不出来；后台任务会定时记下"
            for chain in sorted(found.chains.keys() - {head.chain for head in known})
        )
        counted = f"核对了 {len(found.chains)} 条链、{found.events} 条日志，库外末端 {len(known)} 个"
        if faults := len(found.faults) + len(spoilt):
            raise CommandError(f"{counted}：查出 {faults} 处问题", returncode=1)
        self.stdout.write(f"{counted}：完整")

    def _some(self, sentences: Iterator[str]) -> None:
        for number, sentence in enumerate(sentences):
            if number == SHOWN:
                rest = 1 + sum(1 for _ in sentences)
                self.stdout.write(f"……还有 {rest} 处")
                return
            self.stdout.write(sentence)


def _heads(given: str) -> list[log.Head]:
    """A head as typed, or all heads of a file."""
    chain, _, rest = given.partition(":")
    seq, _, mac = rest.partition(":")
    if seq.isdecimal() and len(mac) == 64:
        return [log.Head(chain, int(seq), mac)]
    if Path(given).is_file() and (kept := heads.kept(Path(given))).heads:
        return [*kept.heads]
    raise ValueError(f"--head 的值“{given}”不是“链:序号:校验码”，也不是存有末端的文件")
