"""Files in which digits that nobody sees are joined to figures: hidden for certain, or perhaps. The first must be read
as if they were not there; with the second the figure may be declined, never be read with them."""

import random
import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from corpus.as_html import plain
from corpus.as_office import docx
from corpus.ruled import Page

_SHARE = 0.3  # of the figures
_STYLES = (
    *("display:none", "visibility:hidden", "opacity:0", "font-size:0", "text-indent:-9999px"),
    *(
        "position:absolute;left:-9999px",
        "clip-path:inset(50%)",
        "height:0;overflow:hidden;display:inline-block",
    ),
    *("color:#fff", "color:transparent", "font-size:1px", "opacity:.01", "color:red;background:red"),
)
_MARKUP = ("<!--{}-->", "<template>{}</template>", "<span hidden>{}</span>", "<font color=white>{}</font>")
_RUNS = (
    *("<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>', "<w:strike/>"),
    *('<w:vertAlign w:val="superscript"/>', '<w:position w:val="12"/>', '<w:color w:val="F8F8F8"/>'),
)
_DELETED = '<w:del w:id="7" w:author="a"><w:r><w:delText>{}</w:delText></w:r></w:del>'


def html(page: Page, rng: random.Random) -> bytes:
    """By style attributes, by classes of the page, by markup."""
    rules = "".join(f".v{number}{{{style}}}" for number, style in enumerate(_STYLES))

    def with_more(found: re.Match[str]) -> str:
        if rng.random() > _SHARE:
            return found[0]
        number, digit = rng.randrange(len(_STYLES)), rng.randint(1, 9)
        more = rng.choice(
            (
                f'<span style="{_STYLES[number]}">{digit}</span>',
                f"<b class=v{number}>{digit}</b>",
                rng.choice(_MARKUP).format(digit),
            )
        )
        return f"<td>{more}{found[1]}</td>" if rng.random() < 0.3 else f"<td>{found[1]}{more}</td>"

    text = re.sub(r"<td>(\d+)</td>", with_more, plain(page, rng).decode())
    return text.replace("</head>", f"<style>{rules}</style></head>").encode()


def word(page: Page, rng: random.Random) -> bytes:
    """By the properties of a run, and by a tracked deletion."""

    def with_more(found: re.Match[str]) -> str:
        if rng.random() > _SHARE:
            return found[0]
        digit = rng.randint(1, 9)
        if rng.random() < 0.2:
            return found[0] + _DELETED.format(digit)
        return f"{found[0]}<w:r><w:rPr>{rng.choice(_RUNS)}</w:rPr><w:t>{digit}</w:t></w:r>"

    out = BytesIO()
    with ZipFile(BytesIO(docx(page, rng))) as made, ZipFile(out, "w", ZIP_DEFLATED) as changed:
        for name in made.namelist():
            data = made.read(name)
            if name == "word/document.xml":
                data = re.sub(r"<w:r><w:t>\d+</w:t></w:r>", with_more, data.decode()).encode()
            changed.writestr(name, data)
    return out.getvalue()


VEILED = {"html veiled": html, "docx veiled": word}
