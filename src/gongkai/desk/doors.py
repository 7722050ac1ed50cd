"""Who comes in: an officer reaches an organ's pages by a post there, and sees that organ's rows alone.

The address names the organ. Where the visitor holds no post there the answer is 404, as if the organ had no
desk: nobody learns from the answer what exists. Where the post does not cover a page it is 403 with the reason.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gongkai.accounts.models import User
from gongkai.base import scope
from gongkai.organs import authority
from gongkai.organs.models import Organ
from gongkai.organs.roles import BUSINESS, Role

READING = ("GET", "HEAD")
# Everyone who sees what the organ works on; the supervisor of the parent changes nothing.
READERS = BUSINESS
OFFICERS = tuple(role for role in BUSINESS if role is not Role.SUPERVISOR)

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Visit:
    """An officer at an organ's desk today."""

    user: User
    organ: Organ
    roles: frozenset[Role]

    def holds(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def reads_only(self) -> bool:
        """Only as supervisor of the parent: nothing may be changed."""
        return self.roles == {Role.SUPERVISOR}


def organ_page(*roles: Role) -> Callable[[View], View]:
    """A page of an organ's desk for who holds one of the roles; any post at the organ where none is named.

    The view is called as `view(request, organ, …)` within the organ's scope; `request.desk` is the Visit.
    A supervisor of the parent may read only, unless the role is named.
    """

    def open_for(view: View) -> View:
        @wraps(view)
        @never_cache
        @login_required
        def door(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponseBase:
            with authority.remembered():
                return enter(request, slug, **kwargs)

        def enter(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponseBase:
            visit = _visit(request, slug)
            if roles and not visit.holds(*roles):
                names = "、".join(str(role.label) for role in roles)
                raise PermissionDenied(
                    _("这一页由%(roles)s使用；您在%(organ)s没有这样的职务。")
                    % {"roles": names, "organ": visit.organ}
                )
            if request.method not in READING and visit.reads_only and Role.SUPERVISOR not in roles:
                raise PermissionDenied(
                    _("您以监督人员身份查看%(organ)s的工作台，只能查阅。") % {"organ": visit.organ}
                )
            request.desk = visit  # type: ignore[attr-defined]
            with scope.organ(visit.organ):
                return view(request, visit.organ, **kwargs)

        door.roles = roles  # type: ignore[attr-defined]
        return door

    return open_for


def _visit(request: HttpRequest, slug: str) -> Visit:
    organ = Organ.objects.filter(slug=slug).first()
    roles = authority.roles_of(request.user, organ) if organ is not None else frozenset()
    if organ is None or not roles:
        raise Http404(_("没有这一页。"))
    return Visit(request.user, organ, roles)  # type: ignore[arg-type]
