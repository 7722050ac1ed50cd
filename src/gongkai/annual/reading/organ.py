"""Whose report it is and of which year: what the title says, completed from the body only where certain."""

import re
from collections import Counter
from collections.abc import Sequence

from gongkai.annual.reading.keys import simplified
from gongkai.annual.reading.pieces import Piece
from gongkai.annual.reading.titles import Title, is_name, squeezed, title_in, titles_of

_HEAD = (
    80  # printed lines among which a title is looked for where no first chapter says where the body begins
)
_FURTHEST = 3000  # a page of a site prints its menus first
_SIGNATURE = 12  # last lines
_SHORTEST = 4  # characters of a name with its place
_CLEAR = 3  # times that the body speaks of a year
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
# What is said of an organ above: its guidance, its papers, and those named after 、 with it.
_SEAT = re.compile(r"^[\u4e00-\u9fff]{1,12}?(?:省|自治区|市|州|盟|区|县|旗|镇|乡)(?=[\u4e00-\u9fff])")
_ABOVE = re.compile(
    r"^(?:[、和及与][\u4e00-\u9fff]{2,20}?)*(?:等[^，。；]{0,8})?(?:的)?(?:正确|统一|有力|具体|悉心)?(?:指导|领导|部署|安排|要求|支持|帮助|关心|印发|下发|转发|关于|监督)"
)
_ABOUT = re.compile(r"^(?:门户|网站|官网|官方|办公|信息公开(?:专栏|栏目|网)|网)")
_PERIOD = re.compile(
    r"(?:自|从)?(20\d\d)年(?:0?1)月(?:0?1)日?(?:起)?(?:至|到|[-—－~～])(?:(20\d\d)年)?(?:1?2)月(?:3?1)日"
)
_FIRST_CHAPTER = re.compile(r"^(?:[一1][、.．:：]?)?(?:总体|基本|概述)(?:情况|概况)?$")
_LONGEST_CHAPTER = 8  # characters of such a title
_SPOKEN = re.compile(r"(20\d\d)年")


def organ_and_year(pieces: Sequence[Piece]) -> tuple[str | None, int | None]:
    """The organ's full name and the year reported on, each None when the document does not settle it."""
    organ, year, _ = whose(pieces)
    return organ, year


def whose(pieces: Sequence[Piece]) -> tuple[str | None, int | None, list[int]]:
    """Organ and year, and every year that a title names."""
    lines = [text for piece in pieces if (text := squeezed(piece.text))]
    heads = [
        place
        for place, line in enumerate(lines[:_FURTHEST])
        if len(line) <= _LONGEST_CHAPTER and _FIRST_CHAPTER.match(simplified(line))
    ]
    start = heads[-1] if heads else 0  # behind menus and lists of contents
    titles = titles_of(lines[: start if heads else _HEAD])
    several = _reports(titles, heads)
    years = list(dict.fromkeys(title.year for title in titles))
    year = years[0] if len(years) == 1 else _year_of_period(lines, years)
    if year is None and len(years) > 1:
        year = _year_of_body(lines[start:], titles)
    if len({title.year for title in several}) > 1:
        year = None
    if len(years) > 1:
        titles = [title for title in titles if title.year == year]
    body = lines[start:]
    if len(years) == 1 and year is not None and _speaks_of_another(body, year):
        titles, year = [title for title in titles if _named_in(title.name, body)], None
    names = list(dict.fromkeys(title.name for title in titles if title.name))
    if len(names) > 1:  # a site lists the reports of many organs: the body names its own
        names = [name for name in names if _named_in(name, body)]
    if len({title.name for title in several if title.name}) > 1:
        return None, year, years
    if _of_another(names, body):
        above = any(lines[title.start] == title.name for title in titles)
        return (
            None,
            year if above else None,
            years,
        )  # a publisher above the title, or a link to something else
    return _as_printed(_settled(names, lines, titles), pieces), year, years


def _as_printed(name: str | None, pieces: Sequence[Piece]) -> str | None:
    """The name with the brackets that the source prints."""
    if name is None or "(" not in name:
        return name
    wide = name.replace("(", "（").replace(")", "）")
    return wide if any(wide in "".join(piece.text.split()) for piece in pieces) else name


def _reports(titles: Sequence[Title], heads: Sequence[int]) -> list[Title]:
    """Of each first chapter that follows a title the nearest one: several where a file holds several reports."""
    found = []
    before = -1
    for head in heads:
        above = [title for title in titles if before < title.start < head]
        found += above[-1:]
        before = head
    return found


def _year_of_body(body: Sequence[str], titles: Sequence[Title]) -> int | None:
    """Of several titles' years the one of the title nearest to the body, if the body speaks of it most."""
    spoken = _years_in(body)
    nearest = titles[-1].year
    others = max((spoken[year] for year in {title.year for title in titles} - {nearest}), default=0)
    return nearest if spoken[nearest] > max(1, others) else None


def _years_in(body: Sequence[str]) -> Counter[int]:
    return Counter(int(year) for line in body for year in _SPOKEN.findall(line))


def _speaks_of_another(body: Sequence[str], year: int) -> bool:
    """Whether the body speaks of another year and hardly of the title's: the title is a link to something else."""
    spoken = _years_in(body)
    return any(
        times >= _CLEAR and times > 2 * spoken[year] for other, times in spoken.items() if other != year
    )


def _named_in(name: str, body: Sequence[str]) -> bool:
    return bool(name) and any(name in line for line in body)


def _of_another(names: Sequence[str], body: Sequence[str]) -> bool:
    """Whether the body, which never says the title's name, names another organ of its place, or is signed by one."""
    if len(names) != 1 or _named_in(names[0], body):
        return False
    place = _SEAT.match(simplified(names[0]))
    if place is None:
        return False
    other = re.compile(
        rf"(?:^|[，。；：、,;:年]){re.escape(names[0][: place.end()])}[\u4e00-\u9fff]{{1,12}}?(?:局|委员会|厅)"
    )
    signed = (line for line in body[-_SIGNATURE:] if len(line) > _SHORTEST and is_name(line))
    return any(map(other.search, body)) or any(_SEAT.match(simplified(line)) for line in signed)


def _year_of_period(lines: list[str], years: list[int]) -> int | None:
    """The one year whose first and last day the text names as its period, among the titles' years if any."""
    found = {
        int(match[1]) for line in lines for match in _PERIOD.finditer(line) if match[2] in (None, match[1])
    }
    if years:
        found &= set(years)
    return found.pop() if len(found) == 1 else None


def _settled(names: list[str], lines: list[str], titles: Sequence[Title]) -> str | None:
    if len(names) != 1:
        return None
    name = names[0]
    if not is_name(name):
        return None
    first = next(title.start for title in titles if title.name == name)
    if not _PLACE.search(_NO_PLACE.sub("", simplified(name))):
        full = _full_name(name, lines)
        cut = first and _MAY_BEGIN.match(lines[first - 1]) and full != lines[first - 1] + name
        return None if cut else full
    if first and _MAY_BEGIN.match(lines[first - 1]) and not _stands_alone(name, lines, first):
        return None  # a line end may have cut the name
    if lines[first] == name and title_in(lines[first + 1]) and not _confirmed(name, lines, first):
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
                and not _ABOVE.match(line[match.end() :])
                and line[: match.start()].count("《") <= line[: match.start()].count("》")
                and (_SHORT.match(place) or sum(each.count(place) for each in lines) > 1)
            ):
                found[place] += 1
    if not found:
        return None
    first = next(iter(found))
    return first + name if found[first] == max(found.values()) else None
