"""A printed PDF as what a scanner, a telephone or a fax makes of it: pictures of its pages, damaged by the way."""

import ctypes
import math
import random
from collections.abc import Callable
from io import BytesIO

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter
from pypdfium2 import raw

Page = Image.Image
Way = Callable[[Page, random.Random], Page]


def scanned(pdf: bytes, seed: int = 1, way: str = "grey") -> bytes:
    """The PDF of pictures of a PDF's pages, seeded; `way` is one of WAYS."""
    pages = pictures(pdf, seed, way)
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=WAYS[way][0])
    return out.getvalue()


def with_hidden_text(pdf: bytes, text: str) -> bytes:
    """A scan with a layer of invisible text over it, as other programs leave what they recognised."""
    file = pypdfium2.PdfDocument(pdf)
    for page in file:
        for line in range(30):
            shown = raw.FPDFPageObj_NewTextObj(file, b"Helvetica", 9)
            coded = f"{text}\0".encode("utf-16-le")
            raw.FPDFText_SetText(shown, (ctypes.c_ushort * (len(coded) // 2)).from_buffer_copy(coded))
            raw.FPDFTextObj_SetTextRenderMode(shown, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
            raw.FPDFPageObj_Transform(shown, 1, 0, 0, 1, 90, 100 + 20 * line)
            raw.FPDFPage_InsertObject(page, shown)
        raw.FPDFPage_GenerateContent(page)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def pictures(pdf: bytes, seed: int = 1, way: str = "grey") -> list[Page]:
    """The pictures of the pages."""
    rng = random.Random(f"{seed}/{way}" if way != "grey" else seed)
    dots, change = WAYS[way]
    return [
        change(page.render(scale=dots / 72).to_pil().convert("L"), rng) for page in pypdfium2.PdfDocument(pdf)
    ]


def _clean(page: Page, rng: random.Random) -> Page:
    return page


def _grey(page: Page, rng: random.Random) -> Page:
    """Turned a little, with grey noise."""
    return _noisy(_turned(page, rng.uniform(-0.8, 0.8)), 0.12)


def _turned(page: Page, angle: float) -> Page:
    return page.rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC)


def _noisy(page: Page, share: float) -> Page:
    return Image.blend(page, Image.effect_noise(page.size, 12), share)


def _pressed(page: Page, rng: random.Random) -> Page:
    """As a copier mails it: turned a little, soft, pressed hard as JPEG."""
    page = _turned(page, rng.uniform(-0.5, 0.5)).filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 0.8)))
    out = BytesIO()
    page.save(out, "JPEG", quality=rng.randint(45, 70))
    return Image.open(BytesIO(out.getvalue())).convert("L")


def _slanted(page: Page, rng: random.Random) -> Page:
    return _noisy(_turned(page, rng.choice((-1, 1)) * rng.uniform(1.5, 3.0)), 0.08)


def _fax(page: Page, rng: random.Random) -> Page:
    """Black or white, with specks."""
    bits = _turned(page, rng.uniform(-0.4, 0.4)).point(lambda shade: 255 if shade > 150 else 0)
    draw = ImageDraw.Draw(bits)
    for _ in range(page.width * page.height // 20000):
        x, y = rng.randrange(page.width), rng.randrange(page.height)
        draw.ellipse((x, y, x + rng.randint(0, 2), y + rng.randint(0, 2)), fill=rng.choice((0, 255)))
    return bits.convert("1").convert("L")


def _photo(page: Page, rng: random.Random) -> Page:
    """As a telephone sees it: from aside, with a shadow."""
    wide, high = page.size
    corners = [
        (x + sign_x * rng.uniform(0, 0.04) * wide, y + sign_y * rng.uniform(0, 0.04) * high)
        for x, y, sign_x, sign_y in ((0, 0, -1, -1), (0, high, -1, 1), (wide, high, 1, 1), (wide, 0, 1, -1))
    ]
    seen = page.transform(
        page.size, Image.Transform.QUAD, [place for corner in corners for place in corner],
        resample=Image.Resampling.BICUBIC, fillcolor=120,
    )  # fmt: skip
    shade = Image.linear_gradient("L").rotate(rng.choice((0, 90, 180, 270))).resize(page.size)
    shade = shade.point(lambda grey: 130 + grey * 125 // 255)
    return _noisy(Image.composite(seen, Image.new("L", page.size, 0), shade), 0.06)


def _stamped(page: Page, rng: random.Random) -> Page:
    """With a round stamp somewhere, grey where red was."""
    page = page.copy()
    draw = ImageDraw.Draw(page)
    for _ in range(2):
        x, y = rng.uniform(0.2, 0.8) * page.width, rng.uniform(0.2, 0.8) * page.height
        around = page.width * 0.11
        draw.ellipse((x - around, y - around, x + around, y + around), outline=105, width=page.width // 250)
        for spike in range(5):
            turn = math.tau * spike / 5
            draw.line(
                (x, y, x + around / 3 * math.cos(turn), y + around / 3 * math.sin(turn)),
                fill=105,
                width=page.width // 120,
            )
    return _grey(page, rng)


def _faint(page: Page, rng: random.Random) -> Page:
    """Little toner on greyish paper."""
    return _noisy(page.point(lambda shade: 130 + shade * 100 // 255), 0.05)


def _quarter(page: Page, rng: random.Random) -> Page:
    return _grey(page, rng).rotate(rng.choice((90, 270)), expand=True)


def _over(page: Page, rng: random.Random) -> Page:
    return _grey(page, rng).rotate(180)


# way → dots an inch, what happens to the picture
WAYS: dict[str, tuple[int, Way]] = {
    "clean": (200, _clean),
    "clean 150": (150, _clean),
    "clean 300": (300, _clean),
    "grey": (200, _grey),
    "grey 150": (150, _grey),
    "grey 300": (300, _grey),
    "pressed": (200, _pressed),
    "pressed 150": (150, _pressed),
    "slanted": (200, _slanted),
    "fax": (200, _fax),
    "photo": (200, _photo),
    "stamped": (200, _stamped),
    "faint": (200, _faint),
    "low": (96, _grey),
    "quarter": (200, _quarter),
    "upside down": (200, _over),
}
