"""`manage.py restore FILE`: put a backup in the place of what is here, and verify the log."""

from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from gongkai.base.refusal import Refused
from gongkai.records import backup, heads, verification
from gongkai.records.backup import CannotRead, Manifest, NeedsReplace, Restored
from gongkai.records.log import Head


class Command(BaseCommand):
    help = "从备份恢复数据库和附件；退出码 0 完成，1 日志核对没有通过，2 要加 --replace，4 备份有问题，5 现在不能恢复。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--replace", action="store_true")

    def handle(self, *, file: str, replace: bool, **options: Any) -> None:
        begun = monotonic()
        try:
            with backup.Archive(Path(file).absolute()) as archive:
                about = archive.manifest
                self.stdout.write(f"核对并恢复 {about.made_at} 的备份（{about.size / 1e6:.1f} MB）……")
                restored = backup.restore(archive, replace=replace)
        except CannotRead as problem:
            raise CommandError(str(problem), returncode=4) from problem
        except NeedsReplace as problem:
            raise CommandError(str(problem), returncode=2) from problem
        except Refused as problem:
            raise CommandError(str(problem), returncode=5) from problem
        except DatabaseError as problem:
            # What the database says may quote a row.
            raise CommandError(
                f"数据库没有做完（{type(problem).__name__}），原有的数据没有变；请检查磁盘空间和数据库",
                returncode=5,
            ) from problem
        self._tell(restored, monotonic() - begun)
        self._verify(restored.manifest)

    def _tell(self, restored: Restored, seconds: float) -> None:
        manifest = restored.manifest
        rows = sum(manifest.rows.values())
        self.stdout.write(
            f"恢复好了：{len(manifest.rows)} 张表 {rows} 行，附件 {manifest.files} 个（{seconds:.1f} 秒）"
        )
        for table, count in manifest.rows.items():
            if count:
                self.stdout.write(f"  {table}  {count}")
        if restored.migrated:
            self.stdout.write(f"备份来自旧版本（{manifest.program}），数据库已升级 {restored.migrated} 步")
        if restored.kept:
            self.stdout.write(f"原有的数据库是坏的，留在 {restored.kept}；不再需要时请自行删除")

    def _verify(self, manifest: Manifest) -> None:
        """The log must be what it was when the backup was made; what was written down later is named."""
        found = verification.verify(Head(head["chain"], head["seq"], head["mac"]) for head in manifest.chains)
        for fault in found.faults[:20]:
            self.stdout.write(f"日志 {fault.chain} 第 {fault.seq} 条：{fault.says}")
        if not found.ok:
            raise CommandError(
                f"数据恢复了，但操作日志查出 {len(found.faults)} 处问题；"
                "请换一个备份，或用 gongkai audit verify 细查",
                returncode=1,
            )
        self.stdout.write(f"操作日志核对通过：{len(found.chains)} 条链，{found.events} 条日志")
        last = {head.chain: head.seq for head in heads.kept().heads}
        kept = {head["chain"]: head["seq"] for head in manifest.chains}
        for chain, seq in last.items():
            if seq > kept.get(chain, 0):
                self.stdout.write(f"日志 {chain} 在备份之后还记到过第 {seq} 条，那些操作不在这个备份里")
