"""Text as the runs and paragraphs of WordprocessingML."""

import re
from xml.sax.saxutils import escape

from gongkai.papers.writing.characters import shown

# Signs that stand in fonts of both kinds: without the hint they would be set narrow, in the Latin font.
_BOTH = re.compile("[“”‘’…—·§×÷°±√①-⑳]")
_CUT = re.compile("([\n\t])")
_SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_HINT = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'


def runs(text: str) -> str:
    """One run; line ends and tabs as their own elements."""
    if not text:
        return ""
    text = escape(shown(text))
    hint = _HINT if _BOTH.search(text) else ""
    if "\n" not in text and "\t" not in text:
        return f'<w:r>{hint}<w:t xml:space="preserve">{text}</w:t></w:r>'
    inner = "".join(
        _SIGNS.get(piece) or f'<w:t xml:space="preserve">{piece}</w:t>' for piece in _CUT.split(text) if piece
    )
    return f"<w:r>{hint}{inner}</w:r>"


def paragraph(style: str, content: str = "", more: str = "") -> str:
    """A paragraph of a style ("" is the body's); `more` is further paragraph properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""
    return f"<w:p>{properties}{content}</w:p>"
