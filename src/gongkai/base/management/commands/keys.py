"""`manage.py keys`: the key ring, seen, rotated, exported, taken in again."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.base import jobs, keyring, keyring_file
from gongkai.base.refusal import Refused
from gongkai.base.sealed import rotation
from gongkai.papers import problems

PURPOSES = {"fields": "加密个人信息", "index": "查找加密的内容", "log": "操作日志的校验码"}


class Command(BaseCommand):
    help = "密钥环：list 列出，rotate 更换，export 导出，import 装回；退出码 0 完成，2 用法不对，5 没有做成。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["list", "rotate", "export", "import"])
        parser.add_argument("name", nargs="?", default="")
        parser.add_argument("--replace", action="store_true")

    def handle(self, *, what: str, name: str, replace: bool, **options: Any) -> None:
        if (what == "list") == bool(name):
            raise CommandError("list 后面不写别的" if name else f"{what} 后面还缺一个值", returncode=2)
        try:
            match what:
                case "list":
                    self._list()
                case "rotate":
                    self._rotate(name)
                case "export":
                    self._export(Path(name).absolute())
                case "import":
                    self._import(Path(name).absolute(), replace)
        except Refused as problem:
            raise CommandError(str(problem), returncode=5) from problem
        except OSError as problem:
            raise CommandError(
                f"密钥写不进去（{problems.words(problem)}）；请检查 {keyring.folder()} 和目标文件夹的权限",
                returncode=5,
            ) from problem

    def _list(self) -> None:
        listed, named = keyring.listed(), keyring.named()
        last = {key.purpose: key for key in listed}
        for key in listed:
            notes = [PURPOSES[key.purpose]]
            notes += ["现用"] if last[key.purpose] == key else []
            notes += ["库里有用它的内容"] if key in named else []
            self.stdout.write(f"{key}  {'，'.join(notes)}")
        for key in keyring.missing(named):
            self.stdout.write(f"{key}  缺少，而库里有用它的内容")
        if not listed:
            self.stdout.write(f"{keyring.folder()} 里还没有密钥；第一次用到时生成")
        elif remain := rotation.remaining():
            self.stdout.write(f"还有 {remain} 项没有改用现在的 fields 密钥，后台任务会接着做")

    def _rotate(self, purpose: str) -> None:
        if purpose not in keyring.ROTATED:
            says = f"能更换的是 {'、'.join(keyring.ROTATED)}；index 不能换，换了就查不到以前的内容"
            raise CommandError(says, returncode=2)
        key = keyring.rotate(purpose)
        self.stdout.write(f"从现在起用 {purpose}-{key.kid}；请重新 gongkai keys export，与备份分开存放")
        if purpose == "fields":
            self.stdout.write(
                f"已加密的 {rotation.remaining()} 项由后台任务改用新密钥，"
                "gongkai keys list 可看还剩多少；旧密钥请不要删"
            )
            jobs.enqueue(jobs.reseal)

    def _export(self, path: Path) -> None:
        names = keyring_file.export(path)
        self.stdout.write(f"导出了 {len(names)} 把密钥：{path}")
        self.stdout.write("有了它就能读出加密的个人信息：请与备份分开，存放在只有负责人拿得到的地方")

    def _import(self, path: Path, replace: bool) -> None:
        new, old = keyring_file.take_in(path, replace=replace)
        self.stdout.write(
            f"装回了 {len(new)} 把密钥：{'、'.join(map(str, new))}" if new else "这些密钥本来都在，没有改动"
        )
        if old:
            self.stdout.write(f"原来的一套移到了 {old}")
