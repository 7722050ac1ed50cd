"""Reference page about registers: the fields of each, and how table 二 counts them."""

from gongkai.annual.forms import FORMS
from gongkai.registers.declared import REGISTERS
from gongkai.registers.declared.shapes import Register
from gongkai.registers.measures import MEASURES


def registers() -> str:
    parts = [
        "# 台账 Registers",
        "每个台账声明一次；登记、查看、导入、导出、计数都由此而来。台账不保存自然人的姓名、证件号码、住址和联系方式。",
        "“代码”是信用信息“双公示”交换用的名称；“内部”的栏目不对外公开。",
    ]
    parts += [_register(register) for register in REGISTERS.values()]
    return "\n\n".join([*parts, _measures()])


def _register(register: Register) -> str:
    lines = [
        f"## {register.label}（`{register.key}`）",
        "",
        f"{register.says}。依据：{register.cite}。",
        "",
        "| 栏目 | 键 | 内容 | 必填 | 代码 | 说明 |",
        "|---|---|---|---|---|---|",
    ]
    for field in register.fields:
        choices = "、".join(choice.label for choice in field.choices) if field.choices else ""
        says = "；".join(part for part in (field.help, choices, "" if field.public else "内部") if part)
        lines.append(
            f"| {field.label} | `{field.key}` | {field.kind.label} | {'是' if field.required else ''} "
            f"| {f'`{field.code}`' if field.code else ''} | {says} |"
        )
    return "\n".join(lines)


def _measures() -> str:
    lines = [
        "## 表二怎样计数",
        "",
        "空白不是零：到年底为止台账里从来没有记录、也没有已签字的数据证明的，那一格是空白。",
        "",
        "| 键 | 统计项 | 单位 | 格式 | 规则 | 依据 |",
        "|---|---|---|---|---|---|",
    ]
    for measure in MEASURES.values():
        editions = [
            form.edition.value
            for form in FORMS.values()
            if measure.key in {f"{at.row}.{at.column}" for at in form.addresses if at.table == "table2"}
        ]
        lines.append(
            f"| `{measure.key}` | {measure.label} | {measure.unit} | {'、'.join(editions)} "
            f"| {measure.rule} | {measure.cite} |"
        )
    return "\n".join(lines)
