"""What people may be at an organ."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.law import steps


class Role(models.TextChoices):
    """The roles of an organ. A post gives one of them to a person for a time."""

    CLERK = "clerk", _("科室经办人")
    SECTION_HEAD = "section-head", _("科室负责人")
    OFFICE = "office", _("政府信息公开工作机构经办人")
    OFFICE_HEAD = "office-head", _("政府信息公开工作机构负责人")
    SECRECY = "secrecy", _("保密审查人员")
    LEGAL = "legal", _("法制审核人员")
    LEADER = "leader", _("行政机关负责人")
    SUPERVISOR = "supervisor", _("监督人员")
    SYSTEM_ADMIN = "system-admin", _("系统管理员")
    SECURITY_ADMIN = "security-admin", _("安全管理员")
    AUDIT_ADMIN = "audit-admin", _("审计管理员")


# Three separated administrators (等级保护：系统管理、安全管理、审计管理分设).
ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
BUSINESS = tuple(role for role in Role if role not in ADMINISTRATORS)

# Who of the organ may take a step of the law's procedure.
LAW: dict[steps.Role, tuple[Role, ...]] = {
    steps.Role.CLERK: (Role.OFFICE, Role.CLERK),
    steps.Role.OFFICE_HEAD: (Role.OFFICE_HEAD,),
    steps.Role.REVIEWER: (Role.SECRECY,),
    steps.Role.LEADER: (Role.LEADER,),
}
