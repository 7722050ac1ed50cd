"""Personal data at rest: sealed with SM4-GCM, found by a blind index, shown masked.

class Request(SealedRow, OrganRow):
    applicant = SealedField(_("申请人"))
    applicant_index = models.CharField(max_length=64, blank=True, db_index=True)

row.conceal(applicant="张三")     row.applicant_index = blind("张三")
row.reveal("applicant")           Request.objects.filter(applicant_index=blind("张三"))
"""

from gongkai.base.sealed.cipher import SealBroken
from gongkai.base.sealed.find import blind, normalised
from gongkai.base.sealed.masks import masked_name, masked_number, masked_phone
from gongkai.base.sealed.rotation import Held, Progress, resealed_by
from gongkai.base.sealed.rows import Erased, SealedField, SealedRow
from gongkai.base.sealed.texts import open_text, seal_text

__all__ = [
    "Erased",
    "Held",
    "Progress",
    "SealBroken",
    "SealedField",
    "SealedRow",
    "blind",
    "masked_name",
    "masked_number",
    "masked_phone",
    "normalised",
    "open_text",
    "resealed_by",
    "seal_text",
]
