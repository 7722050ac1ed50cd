"""`manage.py backup FILE`: the database and the files in one file, while the site runs."""

from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from gongkai.base.refusal import Refused
from gongkai.records import backup


class Command(BaseCommand):
    help = "把数据库和附件备份成一个文件；退出码 0 完成，5 没有做成。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")

    def handle(self, *, file: str, **options: Any) -> None:
        begun = monotonic()
        try:
            manifest = backup.take(Path(file).absolute())
        except Refused as problem:
            raise CommandError(str(problem), returncode=5) from problem
        except DatabaseError as problem:
            raise CommandError("数据库读不了，没有备份；请检查数据库是否在运行", returncode=5) from problem
        seconds = max(monotonic() - begun, 0.001)
        size = manifest.size / 1e6
        self.stdout.write(f"备份写好了：{file}（{size:.1f} MB，{seconds:.1f} 秒）")
        rows = sum(manifest.rows.values())
        self.stdout.write(f"{len(manifest.rows)} 张表 {rows} 行，附件 {manifest.files} 个")
        if manifest.keys:
            self.stdout.write(
                f"密钥不在备份里，恢复时要用 {'、'.join(manifest.keys)}；请用 gongkai keys export 另行保存"
            )
