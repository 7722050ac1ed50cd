"""What a reader says of how the text of a cell came about (`Cell.remark`); several are joined by 、."""

from collections.abc import Iterable

TRACKED = "有修订"  # a tracked change: the text is what stands when the changes are accepted
FIELD = "由公式得出"  # the stored result of a formula field
STRUCK = "有删除线"
RAISED = "有上标、下标或公式"  # digits may be a note's number or an exponent
UNSEEN = "有看不清或可能没有显示的字"  # in the colour of the ground, far too small, perhaps out of the page
PICTURE = "有图片"  # what a picture says is not known: such a cell is not blank
REORDERED = "转换前后次序不同"  # a converter gave the figures in another order than the original file
RECOMPUTED = "公式可能被转换程序重算"  # and what the file printed is not known
UNMERGED = "可能原是合并单元格"  # the source does not say which cells were merged

# A figure in a cell with one of these is not certain; a blank neither.
DOUBTFUL = (STRUCK, RAISED, UNSEEN, PICTURE, REORDERED, RECOMPUTED, UNMERGED)


def joined(remarks: Iterable[str]) -> str:
    """The remarks as one text, each once, always in the same order."""
    return "、".join(sorted(set(remarks)))
