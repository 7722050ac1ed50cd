"""Whose report it is and of which year: what the title says, completed from the body only where certain."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from gongkai.annual.reading.keys import plain, simplified
from gongkai.annual.reading.pieces import Piece

_TITLE_LINES = 4
_HEAD = 80  # printed lines among which a title is looked for, unless the first chapter begins later
_FURTHEST = 3000  # a page of a site prints its menus first
_LONGEST = 80  # characters of a title
_YEAR = r"((?:19|20)\d\d|[二2][〇○零0Oo][一二三四五六七八九〇○零\d]{2})\s*年度?"
_WORK = (
    r"(?:的)?(?:政府|政务)?(?:信息|资讯|讯息|政务)公开"
    r"(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:年度)?(?:总结)?(?:报告|年报)"
)
_TAIL = r"(?:[（(][^（()）]{0,12}[)）])?》?$"
_NOISE = r"^(?:附件\d*[:：、]?|[【《\[“]|关于(?:印发|公布|发布)?)*"
_WITH_YEAR = re.compile(rf"{_NOISE}(.{{0,40}}?){_YEAR}(.{{0,40}}?){_WORK}{_TAIL}")
_YEAR_LAST = re.compile(rf"{_NOISE}(.{{2,40}}?){_WORK}[（(]{_YEAR}[)）]》?$")
_ORGAN = re.compile(r"^[\u4e00-\u9fff·（()）]{2,40}$")
_ENDS = re.compile(
    r"(?:局|委|会|办|室|府|厅|部|署|院|中心|队|处|所|馆|街道|公司|校|学|社|团|站|镇|乡|县|区|市|省|园|行)$"
)
_NO_PLACE = re.compile(
    r"城市|都市|市场|市政|市容|社区|园区|小区|县域|区域|地区生产|省级|市级|县级|区级|乡村|城镇|城乡"
)
_PLACE = re.compile(
    r"[\u4e00-\u9fff](?:省|市|区|县|旗|州|盟|镇|乡|街道)|国家|中国|中华|全国|国务院|自治|兵团"
)
_FULL = re.compile(r"^(?:[\u4e00-\u9fff]{1,7}?(?:省|自治区|市|州|盟|地区|区|县|旗|镇|乡|街道))+$")
# A line above the title with which the name may begin; no entry of a menu.
_MAY_BEGIN = re.compile(
    r"^(?!.*(?:公开|首页|报告|年报|新闻|服务|互动|网|位置|信息|栏目|导航|专题|目录|列表|正文|详情|打印))[\u4e00-\u9fff]{1,12}$"
)
_NOT_A_NAME = "我本全各该此其现将由据照对向为在是经把被请从自与和及并以受报同"
_BEFORE_A_NAME = re.compile(
    "根据|按照|依据|依照|遵照|参照|配合|落实|贯彻|结合|会同|联合|通过|接受|执行|学习|围绕|关于|抄送|上级|转发|邀请|协助"
)
_SHORT = re.compile(r"^[\u4e00-\u9fff]{1,3}(?:省|市|州|盟|区|县|旗|镇|乡)")
_ABOUT = re.compile(r"^(?:门户|网站|官网|官方|办公|信息公开(?:专栏|栏目|网)|网)")
_PERIOD = re.compile(
    r"(?:自|从)?(20\d\d)年(?:0?1)月(?:0?1)日?(?:起)?(?:至|到|[-—－~～])(?:(20\d\d)年)?(?:1?2)月(?:3?1)日"
)
_FIRST_CHAPTER = re.compile(r"^(?:[一1][、.．:：]?)?(?:总体|基本|概述)(?:情况|概况)?$")
_SPOKEN = re.compile(r"(20\d\d)年")
_DIGITS = str.maketrans("二一三四五六七八九〇○零Oo", "21345678900000")


def organ_and_year(pieces: Sequence[Piece]) -> tuple[str | None, int | None]:
    """The organ's full name and the year reported on, each None when the document does not settle it."""
    lines = [text for piece in pieces if (text := _squeezed(piece.text))]
    start = _body(lines)
    titles = _titles(lines[: max(_HEAD, start)])
    years = list(dict.fromkeys(year for _, _, year in titles))
    year = years[0] if len(years) == 1 else _year_of_period(lines, years)
    if year is None and len(years) > 1:
        year = _year_of_body(lines[start:], titles)
    if len(years) > 1:
        titles = [title for title in titles if title[2] == year]
    names = list(dict.fromkeys(name for _, name, _ in titles if name))
    if len(names) > 1:  # a site lists the reports of many organs: the body names its own
        names = [name for name in names if any(name in line for line in lines[start:])]
    organ = _settled(names, lines, titles)
    return organ, year


def _body(lines: Sequence[str]) -> int:
    """Where the first chapter begins: behind menus and lists of contents, so its last heading; 0 without one."""
    heads = [place for place, line in enumerate(lines[:_FURTHEST]) if _FIRST_CHAPTER.match(simplified(line))]
    return heads[-1] if heads else 0


def _year_of_body(body: Sequence[str], titles: Sequence[tuple[int, str, int]]) -> int | None:
    """Of several titles' years the one of the title nearest to the body, if the body speaks of it most by far."""
    spoken = Counter(int(year) for line in body for year in _SPOKEN.findall(line))
    nearest = titles[-1][2]
    others = max((spoken[year] for year in {title[2] for title in titles} - {nearest}), default=0)
    return nearest if spoken[nearest] >= max(3, 2 * others + 1) else None


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff*#_]+", "", unicodedata.normalize("NFKC", plain(text)))


def _titles(head: list[str]) -> list[tuple[int, str, int]]:
    """Every title among the first lines: number of its first line, the name in it, its year.

    A title is taken as short as it is one; only where it names nobody the lines above may hold the name.
    """
    found: list[tuple[int, str, int]] = []
    taken = -1  # the last line that belongs to a title
    for end in range(len(head)):
        best: tuple[int, str, int] | None = None
        for start in range(end, max(taken, end - _TITLE_LINES), -1):
            text = "".join(head[start : end + 1])
            if len(text) > _LONGEST:
                break
            title = _title(text)
            if title is None or (best is not None and not _named(title[0])):
                continue
            best = (start, *title)
            if title[0]:
                break
        if best:
            found.append(best)
            taken = end
    return found


def _named(name: str) -> bool:
    return bool(_ORGAN.match(name) and _ENDS.search(simplified(name)))


def _title(text: str) -> tuple[str, int] | None:
    same_length = simplified(text)
    if len(same_length) != len(text):
        text = same_length
    match = _WITH_YEAR.match(same_length)
    if match:
        parts = [_trimmed(text[match.start(group) : match.end(group)]) for group in (1, 3)]
        year = int(match[2].translate(_DIGITS))
        names = [part for part in parts if part]
        return (names[0] if len(names) == 1 else "", year)
    match = _YEAR_LAST.match(same_length)
    if match:
        return (_trimmed(text[match.start(1) : match.end(1)]), int(match[2].translate(_DIGITS)))
    return None


def _trimmed(text: str) -> str:
    return re.sub(r"^[\s的:：、,，.《“【]+|[\s的:：、,，.》”】]+$", "", text)


def _year_of_period(lines: list[str], years: list[int]) -> int | None:
    """The one year whose first and last day the text names as its period, among the titles' years if any."""
    found = {
        int(match[1]) for line in lines for match in _PERIOD.finditer(line) if match[2] in (None, match[1])
    }
    if years:
        found &= set(years)
    return found.pop() if len(found) == 1 else None


def _settled(names: list[str], lines: list[str], titles: list[tuple[int, str, int]]) -> str | None:
    if len(names) != 1:
        return None
    name = names[0]
    if not _named(name):
        return None
    first = next(start for start, each, _ in titles if each == name)
    if not _PLACE.search(_NO_PLACE.sub("", simplified(name))):
        full = _full_name(name, lines)
        cut = first and _MAY_BEGIN.match(lines[first - 1]) and full != lines[first - 1] + name
        return None if cut else full
    if first and _MAY_BEGIN.match(lines[first - 1]) and not _stands_alone(name, lines, first):
        return None  # a line end may have cut the name
    if lines[first] == name and _title(lines[first + 1]) and not _confirmed(name, lines, first):
        return None  # a publisher's name may stand above a title that names nobody
    return name


def _stands_alone(name: str, lines: list[str], first: int) -> bool:
    """Whether the body confirms the name, and never with the end of the line above the title before it."""
    before = lines[first - 1][-1]
    longer = any(before + name in line for line in lines) or any(
        line.startswith(name) and place not in (0, first) and lines[place - 1].endswith(before)
        for place, line in enumerate(lines)
    )
    return not longer and _confirmed(name, lines, first)


def _confirmed(name: str, lines: list[str], first: int) -> bool:
    body = lines[:first] + lines[first + 1 :]
    if name in body:
        return True
    if name.endswith("政府"):
        return False
    return any(
        not _ABOUT.match(line[place.end() :]) for line in body for place in re.finditer(re.escape(name), line)
    )


def _full_name(name: str, lines: list[str]) -> str | None:
    """The first name in the body that ends in `name` and stands by itself, with a short place before it or one
    that the text names again; None if another such name occurs more often."""
    found: Counter[str] = Counter()
    for line in lines:
        for match in re.finditer(rf"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{{2,24}}?){re.escape(name)}", line):
            place = match[1]
            if (
                _FULL.match(place)
                and place[0] not in _NOT_A_NAME
                and not _BEFORE_A_NAME.match(place)
                and (_SHORT.match(place) or sum(each.count(place) for each in lines) > 1)
            ):
                found[place] += 1
    if not found:
        return None
    first = next(iter(found))
    return first + name if found[first] == max(found.values()) else None
