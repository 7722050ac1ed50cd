"""A printed PDF as a scan of it: pictures of the pages at 200 dots an inch, each turned a little, with grey noise."""

import random
from io import BytesIO

import pypdfium2
from PIL import Image


def scanned(pdf: bytes, seed: int = 1) -> bytes:
    rng = random.Random(seed)
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=200 / 72).to_pil().convert("L")
        picture = picture.rotate(rng.uniform(-0.8, 0.8), fillcolor=255, resample=Image.Resampling.BICUBIC)
        noise = Image.effect_noise(picture.size, 12)
        pages.append(Image.blend(picture, noise, 0.12))
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    return out.getvalue()
