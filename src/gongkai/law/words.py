"""The sentences of the law package: refusals, explanations and notices, all in one place."""

from collections.abc import Iterable
from datetime import date

_WEEKDAYS = "一二三四五六日"


def day(on: date) -> str:
    """A day as an official letter prints it: 2022年9月30日."""
    return f"{on.year}年{on.month}月{on.day}日"


def weekday(on: date) -> str:
    return f"星期{_WEEKDAYS[on.weekday()]}"


def days(many: Iterable[date]) -> str:
    """Days in a row of text, neighbours drawn together: 10月3日至10月7日、10月9日."""
    runs: list[list[date]] = []
    for on in many:
        if runs and (on - runs[-1][-1]).days == 1:
            runs[-1].append(on)
        else:
            runs.append([on])
    return "、".join("至".join(f"{on.month}月{on.day}日" for on in (run[:1] + run[1:][-1:])) for run in runs)


# Working days
NOT_A_NOTICE = "这不是放假通知的数据文件：{error}。请照 notices 目录中已有年份的文件编写"
NOTICE_HOLIDAY = "“{name}”的起止日期不对：应当先起后止，并止于 {year} 年"
NOTICE_WEEKDAY = "{day}不是星期六、星期日，不能列为调休上班日"
NOTICE_BOTH = "{day}既列为放假又列为上班"
NOTICE_GAP = "尚无 {missing} 年的放假通知，不能越过它录入 {year} 年的通知；请先录入 {missing} 年的"
BEFORE_CALENDAR = "{day}早于工作日日历的起点（{first}），没有那时的放假安排，不能计算工作日"
NO_SUCH_SPAN = "工作日数应当是不小于 1 的整数，收到的是 {n}"
SPAN_BACKWARDS = "起止日期颠倒：{until}早于{after}"
PAST_THE_END = "从{after}起数 {n} 个工作日超出了日历能表示的年份，请检查日期和天数"

# Terms
NO_SUCH_TERM = "没有名为“{key}”的法定数字"
TERM_NOT_IN_FORCE = "{day}没有“{label}”的规定可用：本表自{since}起收录"


def span(first: int, last: int) -> str:
    """A run of ordinals: 第31至35, or 第31 alone."""
    return f"第{first}" if first == last else f"第{first}至{last}"


# Fees
NO_FEE_YET = "{day}还不能收取信息处理费：《政府信息公开信息处理费管理办法》自{since}起施行"
BAD_NUMBER = "{unit}数应当是 {least} 到 {most} 之间的整数，收到的是 {number}"
FEE_LINE = "{span}{unit}，共{count}{unit}，每{unit}{price}元，计{amount}元"

# The clock: histories refused
BEFORE_REGULATION = (
    "{day}早于《中华人民共和国政府信息公开条例》（国务院令第711号）施行之日{since}，不适用本条例的期限"
)
HALT_TOO_EARLY = "{day}的告知早于期限起算之日{start}，请核对日期"
FEE_NOTICE_LATE = "收费通知应当在办理期限内发出：{day}已过期限届满日{due}"
AFTER_THE_END = "申请人尚未补正或者缴费（或者已经逾期），{day}不应再有新的告知；请先登记补正、缴费的日期"
SUPPLEMENT_PERIOD = "补正期限的届满日{after}早于发出补正告知之日{before}"
SUPPLEMENT_RECEIVED = "收到补正之日{after}早于发出补正告知之日{before}"
FEE_NOTICE_RECEIVED = "申请人收到收费通知之日{after}早于发出之日{before}"
FEE_PAID = "缴费之日{after}早于收费通知之日{before}"
EXTENSION_TWICE = "答复期限只能延长一次"
EXTENSION_DAYS = "延长的期限应当是 1 到 {most} 个工作日，收到的是 {days}"
EXTENSION_ORDER = "延长期限应当在收到申请之后决定（{decided}），并在决定之后告知申请人"
EXTENSION_LATE = "延长期限至迟应当在原期限届满之日（{due}）告知申请人，{day}告知已经逾期"
DELAY_TWICE = "延迟答复的合理期限只能确定一次"
DELAY_LATE = "延迟答复应当在答复期限内告知：{day}已过期限届满日{due}"
DELAY_NOT_LATER = "延迟答复的日期{until}没有晚于原期限届满日{due}，不需要延迟"
DELAY_ORDER = "延迟答复的届满日{after}早于告知之日{before}"
ACT_WHILE_HALTED = "{day}的延期或者延迟告知不在期限计算之中（早于收到申请，或者正待补正、缴费），请核对日期"
REASONS_ASKED = "要求说明理由之日{after}早于收到申请之日{before}"
REASONS_ANSWERED = "说明理由之日{after}早于要求之日{before}"
LETTER_SENT = "发出征求意见书之日{after}早于收到申请之日{before}"
LETTER_RECEIVED = "收到征求意见书之日{after}早于发出之日{before}"
LETTER_ANSWERED = "答复意见之日{after}早于征求意见书之日{before}"

# The clock: explanation
STEP_START = "{day}（{weekday}）{cause}，当日不计，自次日起算 {days} 个工作日"
STEP_COUNTED = "{start}至{until}，计 {days} 个工作日"
STEP_OFF = "；{days}放假不计"
STEP_WORKED = "；{days}调休上班，计入"
STEP_NOTICE = "（{title}）"
PAUSE_CONSULTATION = "征求{party}意见"
PAUSE_REASONS = "申请人说明理由（依本地规定）"
STEP_PAUSE = "{start}至{until}{what}，其间 {days} 个工作日不计入"
STEP_PAUSE_OPEN = "自{start}起{what}，尚未答复，期限暂停计算"
STEP_LAPSED = "；未登记答复，算至其答复期限届满之日，答复提前到达的相应提前"
STEP_ASSUMED = "；对方收到征求意见书的日期未登记，从严按发出之日{day}收到计算"
STEP_LATE_NOTICE = "{day}的补正告知已超过收到申请之日起 {days} 个工作日，不使期限重新起算"
STEP_EXTENSION = "延长答复期限 {days} 个工作日"
STEP_EXTENSION_TOLD = "，{day}告知申请人"
STEP_DELAY = "{day}告知申请人延迟答复，答复期限改为{until}"
STEP_SUPPLEMENT = "{day}告知申请人补正，已计的 {used} 个工作日作废，收到补正后重新起算"
STEP_NO_SUPPLEMENT = "补正期限至{closes}届满；申请人无正当理由逾期不补正的，视为放弃申请，不再处理"
STEP_SUPPLEMENT_LATE = (
    "{day}才收到补正，已逾{closes}届满的补正期限，视为放弃申请；有正当理由的，登记后重新起算"
)
STEP_FEE = "{day}发出收费通知，停止计算（已计 {used} 个工作日），自缴清费用次日起重新起算"
STEP_NO_PAYMENT = "缴费期限至{closes}届满；逾期未缴纳的，视为放弃申请，不再处理"
STEP_PAYMENT_LATE = "{day}才缴清费用，已逾{closes}届满的缴费期限，视为放弃申请，不再处理"
DAY_UNKNOWN = "（申请人收到通知之日未登记，尚不能计算）"
STEP_DUE = "期限于{day}（{weekday}）届满"
STEP_LENIENT = "{start}为休息日；如视为次一工作日收到，则至{day}届满（仅作法律上的余地，不作提醒之用）"
STEP_PROVISIONAL = (
    "暂定：{year}年之后的放假安排尚未收录，其后的日期只除去星期六、星期日，"
    "法定节假日和调休未计，通知公布后重新计算"
)

# Receipt
CONFIRMED_TOO_EARLY = "{day}早于申请到达之日{arrived}，请核对日期"
RECEIPT_IN_PERSON = "当面提交的，以提交之日为收到申请之日"
RECEIPT_SIGNED = "以邮寄方式提交的，以行政机关签收之日为收到申请之日，机关内任何单位签收均算"
RECEIPT_CONFIRMED = "以平常信函等无需签收的邮寄方式提交的，以与申请人确认之日为收到申请之日"
RECEIPT_CONTACT_RESTORED = "无法与申请人取得联系的，先行登记，以恢复联系并确认之日为收到申请之日"
RECEIPT_UNCONFIRMED = "尚未与申请人确认，收到申请之日待定"
RECEIPT_SUCCESS_MESSAGE = "网上系统提示提交成功，且没有事先公告另须人工确认的，以提示之日为收到申请之日"
RECEIPT_AUTOMATIC_REPLY = "公布的邮箱自动回复收到的，以自动回复之日为收到申请之日"
RECEIPT_MAILBOX = "发到公布的邮箱的，从严以邮件系统收到之日为收到申请之日"
RECEIPT_BOTH_CONFIRMED = "以双方确认之日为收到申请之日"
DUTY_RECEIPT = "登记提交时间并出具回执"
DUTY_TRACKING = "登记签收日期和邮件号"
DUTY_CONFIRM_TODAY = "应当于收到信函的当日（{day}）与申请人确认，并记录每次联系"
DUTY_CONFIRM = "应当及时与申请人确认（申请于{day}到达），并记录每次联系"
DUTY_UNREACHABLE = "没有可用的联系方式：先行登记（{day}到达），恢复联系后确认，并记录每次联系"
CAUTION_CONFIRMED_LATE = "确认之日{confirmed}晚于收到信函的当日：条例要求当日确认，办理时宜从{had}起掌握期限"
CAUTION_MAILBOX = "条例规定以双方确认之日为准，办理时宜从邮件系统收到之日起掌握期限"

# Service
SERVED_IN_TIME = "{decisive}为{day}，未超过期限届满日{due}，按期答复"
SERVED_LATE = "{decisive}为{day}，超过期限届满日{due} {late} 个工作日，逾期答复"
SERVED_NO_DUE = "{decisive}为{day}；期限状态为“{state}”，没有届满日可供比较"

# Remedies
WITHHELD = "本不予公开决定"
WITHHELD_PART = "本决定中不予公开的部分"
NOTICE_FIRST = (
    "对{what}不服的，应当自知道或者应当知道之日起{reconsider}内，先向{government}申请行政复议；"
    "对行政复议决定不服的，可以自收到行政复议决定书之日起{after}内，向{court}提起行政诉讼。"
)
NOTICE_EITHER = (
    "对本决定不服的，可以自知道或者应当知道之日起{reconsider}内向{government}申请行政复议，"
    "也可以自知道或者应当知道之日起{direct}内向{court}提起行政诉讼。"
)
NOTICE_RECONSIDERATION_ONLY = (
    "对本决定不服的，可以自知道或者应当知道之日起{reconsider}内向{government}申请行政复议。"
)
NOTICE_PORTAL = "也可以通过互联网提交行政复议申请：{portal}。"
PORTAL_MISSING = "通过互联网渠道送达决定的，应当同时告知提交行政复议申请的互联网渠道；请填写复议申请的网址"
OUTCOME_TOO_EARLY = "{day}还不能以“{outcome}”处理：自{since}起才有此规定"
NOT_A_REMEDY_PERIOD = "“{label}”不是申请复议或者提起诉讼的期限"

# Procedure
NO_SUCH_STEP = "没有名为“{name}”的办理步骤"
WRONG_STATE = "申请现在的状态是“{state}”，不能“{step}”"
NOT_OPENED = "申请尚未登记，不能“{step}”"
ALREADY_OPENED = "申请已经登记，不能再“{step}”"
BEFORE_ARRIVAL = "{day}早于申请到达之日{arrived}，请核对日期"
BEFORE_RECEIPT = "{day}早于收到申请之日{receipt}，请核对日期"
NEED_RECEIPT = "收到申请之日尚未确定，请先与申请人确认并登记"
NEED_SUPPLEMENT_IN_TIME = (
    "补正告知应当自收到申请之日（{start}）起{rule}内作出，已过{limit}；"
    "逾期告知不使期限重新起算，确需告知的先经法制机构同意"
)
NEED_ROUND_LEFT = "已告知补正 {rounds} 次：条例要求一次性告知，补正后仍不明确的应当依法答复"
NEED_SUPPLEMENT_ASKED = "补正期限已过，申请视为放弃；申请人有正当理由的，先登记理由"
NEED_SUPPLEMENT_RUN_OUT = "补正期限尚未届满（{until}），不能视为放弃申请"
NEED_PAYMENT_RUN_OUT = "缴费期限尚未届满（{until}），不能视为放弃申请"
NEED_PAYMENT_IN_TIME = "缴费期限已于{until}届满，申请视为放弃，不能再登记缴清"
NEED_EXCESSIVE = (
    "只有申请的数量、频次明显超过合理范围的，才能要求说明理由、不予处理、收取信息处理费；请先登记这一认定"
)
NEED_REASONS_ASKED = "尚未要求申请人说明理由"
NEED_REASONS_GOOD = "只有申请人的理由合理而不能按期答复的，才能确定延迟答复的期限；请先登记理由并认定"
NEED_REASONS_BAD = "应当先要求申请人说明理由，并认定理由不合理，才能不予处理"
NEED_LETTER_OPEN = "没有等待{party}答复的征求意见书"
NEED_LETTER_LAPSED = "{party}的答复期限尚未届满，或者没有发出征求意见书"
NEED_CONSULTED_OUT = "正在征求意见，尚未答复：{names}；待答复或者期限届满后再作决定"
NEED_THIRD_PARTY_CONSULTED = "以保护第三方合法权益为由不予公开的，应当先书面征求第三方意见"
NEED_THIRD_PARTY_AGAINST = "第三方已同意公开，不能再以保护其合法权益为由不予公开"
NEED_OUTWEIGHED = "第三方有合理理由不同意公开：不予公开，或者先认定不公开会对公共利益造成重大影响"
NEED_OBJECTED = "没有第三方以合理理由不同意公开，不需要此项告知"
NEED_THIRD_PARTY_TOLD = "不顾第三方意见决定公开的，应当先将公开的内容和理由书面告知第三方"
NEED_SEARCHED = "答复信息不存在的，应当先检索并登记检索情况"
NEED_SECRECY_REVIEWED = "公开之前应当先经审查并登记结果"
NEED_GROUNDS = "不予公开、无法提供的，应当说明理由；请先登记事实和理由"
NEED_SUPPLEMENTED = "申请人补正后内容仍不明确的才能如此答复；请先告知补正"
NEED_ANSWERED_BEFORE = "此前已就同一申请人的相同申请答复的，才能不予重复处理；请先登记前次答复"
NEED_DISCLOSED = "只有可以公开的政府信息才能转为主动公开"
NEED_ORDERED = "没有登记责令重新答复的复议决定或者判决"
