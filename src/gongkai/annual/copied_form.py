"""What every report says because the form asks for it: sentences that copy nobody, as data.

Each is a pattern for a whole sentence as `copied_text` writes it: half-width, without blanks, figures as #, the organ
and its place as @. Sources: 条例第四十九、五十条, 国办公开办函〔2021〕30号 (what a report holds), 国办函〔2020〕109号
(fees).
"""

import re

_PATTERNS = (
    # On what ground the report is written: the Regulation, the State Council's office, the province.
    r".{0,40}《(?:中华人民共和国)?政府信息公开条例》.{0,120}(?:编制|编写|撰写|形成|制定|公布|发布|制作).{0,40}",
    r".{0,20}(?:编制|编写|公布|发布|公开).{0,12}年度?(?:政府)?信息公开(?:工作)?(?:年度)?报告",
    # What it consists of.
    r".{0,20}(?:报告|全文).{0,10}(?:由|包括|包含|分为|共分).{0,120}(?:部分|内容|情况|事项).{0,12}",
    # The period of its figures.
    r".{0,20}(?:数据|统计|情况).{0,12}(?:期限|时间|时限|起止|截止|截至|自|从).{0,16}#年#月#日.{0,24}",
    # Where it can be had, whom to ask.
    r".{0,24}(?:电子版|电子文本|电子文档).{0,60}(?:下载|查阅|查看|浏览|查询|公布).{0,12}",
    r"(?:如|若|如果|公众)?.{0,16}(?:疑问|意见建议|建议|意见).{0,6}(?:请|可|欢迎).{0,10}(?:联系|联络|咨询|反馈).{0,120}",
    r"[(]?(?:联系|通讯|办公|单位)?(?:地址|电话|方式|部门|科室|人)(?::|为).{0,80}",
    r"[(]?(?:邮编|邮政编码|传真|电子邮箱|电子邮件|邮箱|网址|门户网站)(?::|为).{0,60}",
    # Chapter six where there is nothing, and the fees that it must tell of.
    r".{0,24}(?:没有|无|暂无|并无|不存在)(?:其他|其它|另外)?(?:需要|需|应当|应)?(?:报告|说明)的?(?:其他|其它)?(?:事项|情况|问题|内容)?",
    r".{0,90}(?:信息处理费|收费通知|收取费用).{0,60}",
    r".{0,12}(?:见|详见)(?:下表|附表|附件|表格).{0,8}",
)
_FORM = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))


def is_of_the_form(sentence: str) -> bool:
    """Whether a sentence, written as `copied_text` does and without its last stop, belongs to the form."""
    return _FORM.fullmatch(sentence) is not None
