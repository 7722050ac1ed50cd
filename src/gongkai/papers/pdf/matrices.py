"""From the points of a PDF file to the page as it is seen."""

from pypdfium2 import raw

from gongkai.papers.pdf.page import Box, Matrix


def page_matrix(box: Box, turned: int) -> tuple[Matrix, float, float]:
    """From the file's points (`box`: left, bottom, right, top) to the page as seen, with its width and height."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    if turned == 1:
        return (0.0, 1.0, 1.0, 0.0, -bottom, -left), height, width
    if turned == 2:
        return (-1.0, 0.0, 0.0, 1.0, right, -bottom), width, height
    if turned == 3:
        return (0.0, -1.0, -1.0, 0.0, top, right), height, width
    return (1.0, 0.0, 0.0, -1.0, -left, top), width, height


def matrix_of(item: object) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def joined(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_through(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> Box:
    """The upright box around a rectangle after the matrix."""
    points = [moved(matrix, x, y) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
