"""The types of GB/T 9704 and the families that can stand for each, the right one first.

A family is named as its file names it, in Chinese or English. Behind the licensed ones stand open ones
(FandolFang, LXGW WenKai 霞鹜文楷, Noto 思源); there is no open 小标宋, a bold 宋体 stands for it.
"""

from enum import Enum

_SONG = (
    *("宋体", "SimSun", "方正书宋_GBK", "FZShuSong-Z01", "华文宋体", "STSong", "Songti SC"),
    *("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "思源宋体", "AR PL SungtiL GB"),
)
_HEI = (
    *("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01", "华文黑体", "STHeiti", "Heiti SC"),
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "思源黑体"),
    *("Microsoft YaHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback"),
)
_KAI = ("LXGW WenKai", "霞鹜文楷", "LXGW WenKai GB")


class Role(Enum):
    """A type and its families. `weight` is that of the type where a family has several."""

    FANGSONG = (
        "仿宋",
        400,
        (
            *("仿宋_GB2312", "FangSong_GB2312", "方正仿宋_GB2312", "方正仿宋_GBK", "FZFangSong-Z02"),
            *("仿宋", "FangSong", "华文仿宋", "STFangsong", "Zhuque Fangsong", "朱雀仿宋", "FandolFang R"),
            *_SONG,
        ),
    )
    KAITI = (
        "楷体",
        400,
        (
            *("楷体_GB2312", "KaiTi_GB2312", "方正楷体_GB2312", "方正楷体_GBK", "FZKai-Z03"),
            *("楷体", "KaiTi", "华文楷体", "STKaiti", "Kaiti SC", *_KAI, "FandolKai"),
            *_SONG,
        ),
    )
    HEITI = ("黑体", 400, _HEI)
    SONGTI = ("宋体", 400, _SONG)
    XIAOBIAOSONG = (
        "小标宋",
        700,
        (
            *("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
            *("小标宋", "华文中宋", "STZhongsong", *_SONG),
        ),
    )

    def __init__(self, label: str, weight: int, families: tuple[str, ...]) -> None:
        self.label = label
        self.weight = weight
        self.families = families
