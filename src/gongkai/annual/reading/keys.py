"""The key of a wording: NFKC, simplified characters, only Han characters, letters and digits."""

import re
import unicodedata
from functools import lru_cache

# Traditional forms, wrong conversions and look-alikes of the characters that occur in the form's labels.
_PAIRS = """
⺠民 ⻄西 ⻅见 ⻆角 ⻋车 ⻓长 ⻔门 ⻘青 ⻚页 ⻛风 ⼈人 ⽆无 並并 佈布 來来 係系
個个 傳传 價价 內内 動动 務务 區区 問问 單单 國国 執执 報报 壓压 它他 實实 審审
專专 對对 導导 屬属 幹干 廢废 強强 彌弥 彙汇 後后 從从 復复 徵征 應应 戶户 捲卷
採采 據据 數数 於于 會会 條条 業业 構构 標标 機机 檔档 權权 歷历 沒没 況况 減减
準准 為为 無无 獲获 現现 產产 當当 發发 監监 眾众 確确 穩稳 穫获 範范 簽签 籤签
糾纠 納纳 級级 組组 結结 給给 經经 維维 縣县 總总 織织 繳缴 繼继 續续 罰罚 臺台
與与 舉举 萬万 處处 衆众 補补 裡里 製制 複复 覆复 見见 規规 計计 訊讯 訓训 託托
訟讼 訪访 許许 訴诉 詢询 該该 誌志 認认 説说 請请 講讲 證证 議议 護护 費费 資资
購购 轉转 辦办 這这 進进 過过 違违 還还 釋释 錄录 門门 閉闭 開开 間间 關关 險险
隱隐 隻只 雙双 項项 須须 領领 題题 額额 類类 餘余 體体 點点 齊齐
"""
_SIMPLE = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}
_PINYIN = re.compile(
    r"[（(\[【]\s*[A-Za-zÀ-ɏ\u0300-\u036f\u01cd-\u01dc]+[A-Za-zÀ-ɏ\u0300-\u036f\s'’·-]*[)）\]】]"
)
_DECORATION = re.compile(r"\*\*|__|\\(?=[^\w\s])|</?\w[^<>]{0,60}>")
_NUMBERING = re.compile(
    r"^\s*(?:[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[)）]|[一二三四五六七八九十\d]{1,3}\s*[、.．,，:：)）]|[①-⑳])"
    r"\s*[、.．]?\s*"
)
_GROUP_NUMBER = re.compile(
    r"\s*(?:[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）]|[一二三四五六七八九十]{1,3}\s*[、.．,，:：])"
)
_EXCEPT = re.compile(r"不含|不包括|除外|剔除|扣除")
_HAN = re.compile(r"[\u4e00-\u9fff]")


_SHORT = 80  # characters: names, labels and captions come again and again, prose does not


def simplified(text: str) -> str:
    """NFKC and simplified characters; places in the result are places in the NFKC text."""
    return _simplified_short(text) if len(text) <= _SHORT else _simplified(text)


def _simplified(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_SIMPLE)


_simplified_short = lru_cache(maxsize=8192)(_simplified)


@lru_cache(maxsize=8192)
def _fold_char(char: str) -> str:
    return "".join(
        part
        for part in unicodedata.normalize("NFKC", char).translate(_SIMPLE)
        if part.isalnum() and unicodedata.category(part) != "No"
    )


def plain(text: str) -> str:
    """The text without Markdown marks, tags and pinyin in brackets."""
    if "*" in text or "_" in text or "\\" in text or "<" in text:
        text = _DECORATION.sub("", text)
    return _PINYIN.sub("", text) if ("(" in text or "（" in text or "[" in text or "【" in text) else text


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The key of a text."""
    folded = "".join(map(_fold_char, plain(text)))
    return folded.replace("资讯", "信息").replace("讯息", "信息") if "讯" in folded else folded


def fold_with_origins(text: str) -> tuple[str, list[int]]:
    """The key of a text that is `plain`, and for each of its characters the place it came from."""
    parts: list[str] = []
    origins: list[int] = []
    for place, char in enumerate(text):
        for part in _fold_char(char):
            parts.append(part)
            origins.append(place)
    folded = "".join(parts)
    return folded.replace("资讯", "信息").replace("讯息", "信息") if "讯" in folded else folded, origins


def without_number(text: str) -> str:
    """The text without the numbering it begins with: 一、 （三） 1. — wrong or renumbered ones too."""
    return _NUMBERING.sub("", text, count=1)


def is_numbered_as_group(text: str) -> bool:
    """Whether a text begins with 四、 or （四）, as groups and rows outside them do; rows in a group have 4."""
    return _GROUP_NUMBER.match(text) is not None


def has_han(text: str) -> bool:
    return _HAN.search(text) is not None


def excepts(text: str) -> bool:
    """Whether a text says that something is left out: its words in brackets are part of the name then."""
    return _EXCEPT.search(text) is not None
