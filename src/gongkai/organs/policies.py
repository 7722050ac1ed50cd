"""Who may keep the directory, the organ's record, its posts and its accounts."""

from typing import Any

from django.utils.translation import gettext as _

from gongkai.accounts.actor import Actor, System
from gongkai.accounts.models import User
from gongkai.organs import authority
from gongkai.organs.models import Organ, Post, Substitution
from gongkai.organs.roles import Role


def _installs(actor: Actor) -> bool:
    """The system itself, and who set the installation up."""
    return isinstance(actor, System) or (actor.is_active and actor.is_superuser)


def directory(actor: Actor, parent: Organ | None) -> str | None:
    """Entering and ending organs below `parent`, and moving them to another."""
    if _installs(actor) or (parent is not None and authority.mandate(actor, parent, Role.SYSTEM_ADMIN)):
        return None
    return _("登记、撤并行政机关和变更上级机关，由上级机关的系统管理员或者装机人员办理；请与他们联系。")


def record(actor: Actor, organ: Organ) -> str | None:
    """The organ's record, its sections."""
    return authority.refusal(actor, organ, Role.SYSTEM_ADMIN, doing=_("维护机关登记事项和科室"))


def structure(actor: Actor, organ: Organ) -> str | None:
    """Schools and units, groups and officers: the disclosure office knows them too."""
    return authority.refusal(
        actor, organ, Role.SYSTEM_ADMIN, Role.OFFICE_HEAD, Role.OFFICE, doing=_("维护下属单位和工作组织")
    )


def found(actor: Actor) -> str | None:
    """Giving an organ its first administrators."""
    if _installs(actor):
        return None
    return _("机关的第一批管理员由装机人员指定；已有安全管理员的，请由其任命。")


def posts(actor: Actor, organ: Organ, *receivers: User) -> str | None:
    """Giving and ending posts. Nobody gives one to oneself, nor to whom one stands in for."""
    if sentence := authority.refusal(actor, organ, Role.SECURITY_ADMIN, doing=_("任免岗位")):
        return sentence
    return _not_for_oneself(actor, organ, receivers)


def stand_in(actor: Actor, post: Post, substitute: User) -> str | None:
    """Naming a substitute: the holder for an own post among colleagues, or the security administrator."""
    if isinstance(actor, User) and post.user_id == actor.pk:
        if _belongs(substitute, post.organ):
            return None
        return _("代理人应当是%(organ)s的人员；请选本机关的人，或者请安全管理员指定。") % {
            "organ": post.organ.name
        }
    if authority.mandate(actor, post.organ, Role.SECURITY_ADMIN) is None:
        return _("只能为自己的岗位指定代理人；替他人指定，请找本机关的安全管理员。")
    return _not_for_oneself(actor, post.organ, (substitute,))


def end_stand_in(actor: Actor, substitution: Substitution) -> str | None:
    """The holder, the substitute and the security administrator may end it."""
    if isinstance(actor, User) and actor.pk in (substitution.post.user_id, substitution.substitute_id):
        return None
    return authority.refusal(actor, substitution.organ, Role.SECURITY_ADMIN, doing=_("终止他人的岗位代理"))


def open_account(actor: Actor, organ: Organ) -> str | None:
    return authority.refusal(actor, organ, Role.SYSTEM_ADMIN, doing=_("开设账号"))


def close_account(actor: Actor, organ: Organ, user: User) -> str | None:
    return _account(actor, organ, user, Role.SYSTEM_ADMIN, _("停用账号"))


def reset_password(actor: Actor, organ: Organ, user: User) -> str | None:
    return _account(actor, organ, user, Role.SYSTEM_ADMIN, _("重设密码"))


def reset_second_factor(actor: Actor, organ: Organ, user: User) -> str | None:
    """Not by who resets passwords: nobody alone can become somebody else."""
    return _account(actor, organ, user, Role.SECURITY_ADMIN, _("解除第二重验证"))


def _account(actor: Actor, organ: Organ, user: User, role: Role, doing: str) -> str | None:
    if sentence := authority.refusal(actor, organ, role, doing=doing):
        return sentence
    if isinstance(actor, User) and actor.pk == user.pk:
        return _("自己的账号请在“我的账号”里办理，或者请另一名管理员办理。")
    if not isinstance(actor, System) and (user.is_superuser or not _kept_by(user, organ)):
        return _("这个账号不由%(organ)s管理；请与账号所属机关的管理员联系。") % {"organ": organ.name}
    return None


def _kept_by(user: User, organ: Organ) -> bool:
    membership: Any = getattr(user, "membership", None)
    return membership is not None and membership.organ_id == organ.pk


def _belongs(user: User, organ: Organ) -> bool:
    return _kept_by(user, organ) or any(
        held.principal is None and held.post.organ_id == organ.pk for held in authority.holdings(user)
    )


def _not_for_oneself(actor: Actor, organ: Organ, receivers: tuple[User, ...]) -> str | None:
    acts = authority.mandate(actor, organ, Role.SECURITY_ADMIN)
    barred = {actor.pk} if isinstance(actor, User) else set()
    if acts is not None and acts.principal is not None:
        barred.add(acts.principal.pk)
    if any(receiver.pk in barred for receiver in receivers):
        return _("不能给自己（或者自己所代理的人）任命岗位；请由本机关另一名安全管理员或者上级办理。")
    return None
