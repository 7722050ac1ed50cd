"""How findings and notes name a table, a row, a cell."""

from gongkai.annual.form import Address, Form

TABLE_WORDS = {"table2": "表二", "table3": "表三", "table4": "表四"}


def where(form: Form, address: Address) -> str:
    """A cell in the form's words: 表三“（七）总计”的“自然人”."""
    row, column = form.names(address)
    return f"{TABLE_WORDS[address.table]}“{row}”的“{column}”"
