"""The explanation of a deadline: every span, pause and act, in words, with its article."""

from datetime import date

import pytest

from gongkai.law.clock import deadline, reply_deadline
from gongkai.law.events import Party
from gongkai.law.explain import StepKind
from gongkai.law.history import Consultation, Delay, Extension, FeeNotice, History, Reasons, Supplement

RECEIPT = date(2026, 1, 5)


def test_the_reply_to_a_request_before_the_national_day() -> None:
    steps = reply_deadline(date(2022, 9, 30)).explain()
    assert [(step.sentence, [str(cite) for cite in step.cites]) for step in steps] == [
        (
            "2022年9月30日（星期五）收到申请，当日不计，自次日起算 20 个工作日",
            ["条例第三十一条", "条例第三十三条第二款", "民法典第二百零一条"],
        ),
        (
            "2022年10月1日至2022年11月2日，计 20 个工作日；10月3日至10月7日放假不计；"
            "10月8日至10月9日调休上班，计入（国务院办公厅关于2022年部分节假日安排的通知）",
            ["条例第三十三条第二款"],
        ),
        ("期限于2022年11月2日（星期三）届满", ["民法典第二百零三条"]),
    ]


def test_two_consultations_that_overlap_are_told_apart_and_counted_once() -> None:
    letters = (
        Consultation(Party.THIRD_PARTY, date(2026, 1, 12), date(2026, 1, 14), date(2026, 1, 28)),
        Consultation(Party.OTHER_ORGAN, date(2026, 1, 20), answered=date(2026, 2, 3)),
    )
    steps = deadline(History(RECEIPT, consultations=letters)).explain()
    spans = [(step.kind, step.start, step.until, step.days) for step in steps[1:-1]]
    assert spans == [
        (StepKind.COUNTED, date(2026, 1, 6), date(2026, 1, 12), 5),
        (StepKind.PAUSE, date(2026, 1, 13), date(2026, 1, 28), 12),
        (StepKind.PAUSE, date(2026, 1, 29), date(2026, 2, 3), 4),
        (StepKind.COUNTED, date(2026, 2, 4), date(2026, 3, 2), 15),
    ]


@pytest.mark.parametrize(
    ("history", "kind", "words", "cite"),
    [
        (
            History(
                RECEIPT, supplements=(Supplement(date(2026, 1, 9), date(2026, 1, 30), date(2026, 1, 20)),)
            ),
            StepKind.HALT,
            "2026年1月9日告知申请人补正，已计的 4 个工作日作废",
            "条例第三十条",
        ),
        (
            History(RECEIPT, supplements=(Supplement(date(2026, 1, 9), date(2026, 1, 30)),)),
            StepKind.CLOSED,
            "补正期限至2026年1月30日届满；申请人无正当理由逾期不补正的，视为放弃申请",
            "条例第三十条",
        ),
        (
            History(
                RECEIPT, supplements=(Supplement(date(2026, 1, 9), date(2026, 1, 16), date(2026, 1, 20)),)
            ),
            StepKind.CLOSED,
            "2026年1月20日才收到补正，已逾2026年1月16日届满的补正期限",
            "条例第三十条",
        ),
        (
            History(RECEIPT, supplements=(Supplement(date(2026, 1, 15), date(2026, 1, 30)),)),
            StepKind.NO_EFFECT,
            "2026年1月15日的补正告知已超过收到申请之日起 7 个工作日，不使期限重新起算",
            "条例第三十条",
        ),
        (
            History(RECEIPT, extensions=(Extension(20, date(2026, 1, 29), date(2026, 2, 2)),)),
            StepKind.EXTENSION,
            "延长答复期限 20 个工作日，2026年2月2日告知申请人",
            "条例第三十三条第二款",
        ),
        (
            History(RECEIPT, delays=(Delay(date(2026, 1, 30), date(2026, 6, 30)),)),
            StepKind.DELAY,
            "2026年1月30日告知申请人延迟答复，答复期限改为2026年6月30日",
            "条例第三十五条",
        ),
        (
            History(RECEIPT, fees=(FeeNotice(date(2026, 1, 20), date(2026, 1, 21), date(2026, 1, 26)),)),
            StepKind.HALT,
            "2026年1月20日发出收费通知，停止计算（已计 11 个工作日），自缴清费用次日起重新起算",
            "条例第四十二条",
        ),
        (
            History(RECEIPT, fees=(FeeNotice(date(2026, 1, 20)),)),
            StepKind.CLOSED,
            "申请人收到通知之日未登记，尚不能计算",
            "收费办法",
        ),
        (
            History(RECEIPT, consultations=(Consultation(Party.THIRD_PARTY, date(2026, 1, 12)),)),
            StepKind.PAUSE,
            "未登记答复，算至其答复期限届满之日，答复提前到达的相应提前；"
            "对方收到征求意见书的日期未登记，从严按发出之日2026年1月12日收到计算",
            "条例第三十三条第三款",
        ),
        (
            History(RECEIPT, consultations=(Consultation(Party.SECRECY, date(2026, 1, 12)),)),
            StepKind.PAUSE,
            "自2026年1月13日起征求主管部门或者保密行政管理部门意见，尚未答复，期限暂停计算",
            "条例第十七条",
        ),
        (
            History(RECEIPT, reasons=(Reasons(date(2026, 1, 12), date(2026, 1, 19), suspends=True),)),
            StepKind.PAUSE,
            "申请人说明理由（依本地规定），其间 5 个工作日不计入",
            "条例第三十五条",
        ),
        (
            History(date(2026, 2, 15)),
            StepKind.LENIENT,
            "2026年2月15日为休息日；如视为次一工作日收到，则至2026年3月23日届满",
            "",
        ),
        (
            History(date(2026, 12, 10)),
            StepKind.PROVISIONAL,
            "暂定：2026年之后的放假安排尚未收录",
            "放假办法第七条",
        ),
        (
            History(date(2020, 1, 17)),
            StepKind.DUE,
            "期限于2020年2月21日（星期五）届满",
            "民法总则第二百零三条",
        ),
    ],
)
def test_every_effect_on_the_clock_is_told_with_its_article(
    history: History, kind: StepKind, words: str, cite: str
) -> None:
    told = [step for step in deadline(history).explain() if step.kind is kind]
    assert any(words in step.sentence for step in told), [step.sentence for step in told]
    assert any(cite in "、".join(map(str, step.cites)) for step in told)


def test_reasons_that_stop_nothing_leave_no_pause() -> None:
    history = History(RECEIPT, reasons=(Reasons(date(2026, 1, 12), date(2026, 1, 19)),))
    assert StepKind.PAUSE not in {step.kind for step in deadline(history).explain()}
