"""Which editions there are, and which one governs a year."""

from gongkai.annual import form_2019, form_2021
from gongkai.annual.form import Edition, Form

FORMS: dict[Edition, Form] = {form.edition: form for form in (form_2019.FORM, form_2021.FORM)}


FIRST_YEAR = 2019  # 国办公开办函〔2019〕60号: before it no form was prescribed


def form_of(edition: Edition) -> Form:
    return FORMS[edition]


def edition_for(year: int) -> Edition:
    """The edition prescribed for a report year. Raises ValueError before 2019: no unified format then."""
    if year < FIRST_YEAR:
        raise ValueError(f"{year}年没有全国统一的年度报告格式，最早的格式自2019年度起施行")
    return Edition.E2019 if year < 2021 else Edition.E2021
