"""Reference page of the procedure of a request: the diagram of states and the table of steps."""

from gongkai.law.procedure import STEPS
from gongkai.law.steps import State, Step


def procedure() -> str:
    """States, diagram (Mermaid) and every step, from the one table that actions and buttons read."""
    lines = [
        "# 办理程序 Procedure of a request",
        "",
        "申请只按下列步骤变动。按钮、操作、拒绝时的说明和本页都出自同一张表（`law/procedure.py`）。",
        "",
        "| 状态 | 代码 | 环节（条例第四十五条） |",
        "|---|---|---|",
        *(f"| {state.label} | `{state.value}` | {state.stage.value} |" for state in State),
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {state.value}: {state.label}" for state in State),
        *_arrows(),
        "```",
        "",
        "| 步骤 | 从 | 到 | 由谁 | 批准 | 依据 | 对期限的作用 | 文书 | 说明 |",
        "|---|---|---|---|---|---|---|---|---|",
        *map(_row, STEPS),
    ]
    return "\n".join(lines)


def _arrows() -> list[str]:
    """An arrow for each pair of states, once, however many steps lead that way."""
    pairs = {
        (since.value if since else "[*]", step.until.value)
        for step in STEPS
        if step.until is not None
        for since in (step.since or (None,))
        if since is not step.until
    }
    return [f"    {start} --> {end}" for start, end in sorted(pairs)]


def _row(step: Step) -> str:
    cells = (
        step.label,
        "、".join(state.label for state in step.since) or "（新件）",
        step.until.label if step.until else "（不变）",
        "、".join(role.label for role in step.by),
        step.approval.label if step.approval else "",
        "、".join(map(str, step.cites)),
        step.clock.label,
        "、".join(step.documents),
        step.note,
    )
    return f"| {' | '.join(cells)} |"
