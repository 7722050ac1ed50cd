"""`manage.py bring_in`: bring in what was kept before the system; `gongkai import` calls it."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.accounts.actor import System
from gongkai.base.refusal import Refused
from gongkai.organs.models import Organ
from gongkai.papers import problems
from gongkai.reports.bringing_in.actions import bring_in
from gongkai.reports.bringing_in.last_report import bring_in_report, read_report
from gongkai.reports.bringing_in.planning import plan
from gongkai.reports.bringing_in.sheets import SHEETS
from gongkai.reports.bringing_in.verdicts import Plan, Verdict
from gongkai.reports.bringing_in.writing import template as write_template

OPERATOR = System("import")
WRONG, USAGE, CANNOT_OPEN, ENVIRONMENT = 1, 2, 4, 5


class Command(BaseCommand):
    help = "补录使用本系统以前的数据：.xlsx 模板，或上一年的年度报告。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--template", help="写一份空白模板：" + " ".join(SHEETS))
        parser.add_argument("--organ", help="机关的网址名")
        parser.add_argument("--dry-run", action="store_true", help="只试算")
        parser.add_argument("--report", action="store_true", help="文件是年度报告")

    def handle(
        self,
        *,
        file: str,
        template: str | None,
        organ: str | None,
        dry_run: bool,
        report: bool,
        **options: Any,
    ) -> None:
        path = Path(file)
        if template is not None:
            if organ is not None or dry_run or report:
                raise CommandError(
                    "--template 只写一份空白模板，不能与 --organ、--dry-run、--report 同用", returncode=USAGE
                )
            self._template(template, path)
        elif report:
            self._report(path, _organ(organ), dry_run)
        else:
            self._sheet(path, _organ(organ), dry_run)

    def _template(self, key: str, path: Path) -> None:
        if key not in SHEETS:
            raise CommandError(f"没有“{key}”这个模板；有：{'、'.join(SHEETS)}", returncode=USAGE)
        if path.suffix.lower() != ".xlsx":
            raise CommandError("模板的文件名要以 .xlsx 结尾", returncode=USAGE)
        if path.exists():
            raise CommandError(f"{path} 已经有了，没有覆盖；请换一个文件名", returncode=USAGE)
        try:
            with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".xlsx") as whole:
                write_template(SHEETS[key], whole)
                path.hardlink_to(whole.name)
                path.chmod(0o644)
        except OSError as problem:
            raise CommandError(
                f"{path} 写不进去（{problems.words(problem)}）", returncode=ENVIRONMENT
            ) from problem
        self.stdout.write(f"已写好“{SHEETS[key].title}”的模板：{path}")

    def _sheet(self, path: Path, organ: Organ, dry_run: bool) -> None:
        try:
            with path.open("rb") as file:
                judged = plan(file, organ)
                if dry_run:
                    self._tell_rows(judged, list(Verdict))
                elif judged.is_good:
                    judged = bring_in(file, organ=organ, by=OPERATOR)
                else:
                    self._tell_rows(judged, [Verdict.WRONG])
        except Refused as problem:
            raise CommandError(str(problem), returncode=CANNOT_OPEN) from problem
        except OSError as problem:
            raise CommandError(
                f"{path} 打不开（{problems.words(problem)}）", returncode=CANNOT_OPEN
            ) from problem
        self.stdout.write(judged.summary)
        if not judged.is_good:
            raise CommandError("有误的行改好以前，一行也不写入", returncode=WRONG)
        self.stdout.write("只是试算，什么都没有写" if dry_run else f"已写入{judged.counts[Verdict.NEW]}行")

    def _tell_rows(self, judged: Plan, verdicts: list[Verdict]) -> None:
        for line in judged.lines:
            if line.verdict in verdicts:
                self.stdout.write(f"第{line.number}行  {line.verdict.label}  {line.says}".rstrip())

    def _report(self, path: Path, organ: Organ, dry_run: bool) -> None:
        try:
            found = read_report(path, organ) if dry_run else bring_in_report(path, organ=organ, by=OPERATOR)
        except Refused as problem:
            raise CommandError(str(problem), returncode=WRONG) from problem
        self.stdout.write(f"{found.verdict.label}  {found.says}")
        if found.verdict is Verdict.WRONG:
            raise CommandError("没有写入", returncode=WRONG)
        if dry_run:
            self.stdout.write("只是试算，什么都没有写")


def _organ(slug: str | None) -> Organ:
    if slug is None:
        raise CommandError("还缺 --organ：导入到哪个机关", returncode=USAGE)
    found = Organ.objects.filter(slug=slug).first()
    if found is None:
        slugs = "、".join(Organ.objects.order_by("slug").values_list("slug", flat=True)[:20]) or "还没有机关"
        raise CommandError(f"没有网址名是“{slug}”的机关；有：{slugs}", returncode=USAGE)
    return found
