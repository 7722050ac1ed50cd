"""What an organ's name says about its power to make 规章 (Legislation Law 立法法 2023 Arts 91, 93)."""

import re

_CENTRAL = re.compile(r"国务院|中华人民共和国|国家|中国|.{1,6}(部|署)$")
_CENTRAL_BRANCH = re.compile(r"总局.+局$")  # 国家税务总局某市税务局: a branch in a place
_BELOW = re.compile(
    r"(局|厅|中心|街道办事处|(乡|镇)人民政府(办公室)?|(?<!自治)区(人民)?政府(办公室)?|(县|旗)(人民)?政府(办公室)?)$"
)
_LOCAL_COMMITTEE = re.compile(r"(省|市|州|盟|县|区|旗).*委员会$")


def may_make_rules(organ: str) -> bool | None:
    """False where the name shows an organ without that power, None where the name does not decide it.

    Departments of the State Council and the governments of provinces, cities with districts and autonomous
    prefectures have it; a 市人民政府 may be a county-level city, so its name does not decide.
    """
    name = re.sub(r"\s", "", organ)
    if _CENTRAL_BRANCH.search(name):
        return False
    if _CENTRAL.match(name):
        return None
    if _BELOW.search(name) or _LOCAL_COMMITTEE.search(name):
        return False
    return None
