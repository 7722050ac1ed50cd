"""`gongkai manage found`: an organ's first day, and its first administrators."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from gongkai.accounts.actor import System
from gongkai.accounts.models import User
from gongkai.base.refusal import Refused
from gongkai.organs import actions
from gongkai.organs.models import Kind, Organ

BY = System("found")
ROLES = {"system": "系统管理员", "security": "安全管理员", "audit": "审计管理员"}


class Command(BaseCommand):
    help = "登记一个行政机关，指定三名管理员（系统、安全、审计，须是三个人）；没有账号的开设账号，初始密码只显示一次。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="机关的网址名，如 jiaxian-edu")
        for key, word in ROLES.items():
            parser.add_argument(f"--{key}", required=True, metavar="用户名=姓名", help=word)
        parser.add_argument("--name", help="机关名称；机关已登记的不用写")
        parser.add_argument("--place", help="所在地，如 某省某市某县")
        parser.add_argument("--kind", choices=Kind.values, default=Kind.COUNTY_DEPARTMENT, help="机关类别")
        parser.add_argument("--parent", help="上级机关的网址名")
        parser.add_argument(
            "--close", metavar="用户名", help="先停用这个账号：唯一的安全管理员已离开或者无法登录时用"
        )

    def handle(self, *, slug: str, **options: Any) -> None:
        try:
            with transaction.atomic():
                organ = Organ.objects.filter(slug=slug).first() or self._register(slug, options)
                self._close(organ, options["close"])
                people = {key: self._person(organ, options[key]) for key in ROLES}
                system, security, audit = (user for user, _ in people.values())
                actions.found(organ, system=system, security=security, audit=audit, by=BY)
        except ValidationError as problem:
            raise CommandError("；".join(problem.messages), returncode=2) from problem
        except Refused as problem:
            raise CommandError(str(problem), returncode=1) from problem
        for key, (user, password) in people.items():
            first = f"  初始密码：{password}" if password else ""
            self.stdout.write(f"{ROLES[key]}：{user.username}{first}")

    def _close(self, organ: Organ, username: str | None) -> None:
        if username is None:
            return
        if (lost := User.objects.filter(username__iexact=username).first()) is None:
            raise CommandError(f"没有用户名是 {username} 的账号", returncode=2)
        actions.close_account(lost, organ=organ, by=BY)

    def _register(self, slug: str, options: dict[str, Any]) -> Organ:
        if not options["name"] or not options["place"]:
            raise CommandError(
                f"还没有网址名是 {slug} 的机关；要登记它，请加 --name 和 --place", returncode=2
            )
        parent = None
        if options["parent"]:
            parent = Organ.objects.filter(slug=options["parent"]).first()
            if parent is None:
                raise CommandError(f"没有网址名是 {options['parent']} 的上级机关", returncode=2)
        return actions.register(
            by=BY,
            slug=slug,
            name=options["name"],
            short_name=options["name"],
            place=options["place"],
            kind=options["kind"],
            parent=parent,
        )

    def _person(self, organ: Organ, given: str) -> tuple[User, str]:
        """An account by its name, opened where there is none: then with its first password."""
        username, _, name = given.partition("=")
        if (user := User.objects.filter(username__iexact=username).first()) is not None:
            return user, ""
        return actions.open_account(organ, username=username, name=name, by=BY)
