"""Format codes that write numbers as the screen does."""

import pytest

from reports.number_formats import number_format
from wording import Words

EN, ZH = Words("en"), Words("zh")


def section(values, write, at=0, language="en", **options):
    """One section (positive, negative, zero) of the code for `values` written by `write`."""
    code = number_format(values, [write(v) for v in values], language, **options)
    return code.split(";")[at]


@pytest.mark.parametrize(("values", "write", "code"), [
    ([0.0, 1e8, 2e8], EN.money, '"¥"#,##0,," M"'),
    ([5e5, 1e6, 1.5e6], EN.money, '"¥"#,##0.0,," M"'),
    ([0.0, 0.25, 0.5], lambda v: EN.percent(v, digits=0), "#,##0%"),
    ([1.0, 10.0, 20000.0], lambda v: EN.multiple(v, digits=0), '#,##0"×"'),
    ([0.0, 0.25, 1.0], lambda v: f"{v:g}", "#,##0.00"),
    # Tens of thousands: Office divides by thousands, so zeros or a point are put in.
    ([0.0, 1e7, 5e7], ZH.money, '"¥"#,##0,,"00万"'),
    ([0.0, 5e3, 1e4], ZH.money, '"¥"0\\.0,"万"'),
    ([0.0, 1e8, 1.5e8], ZH.money, '"¥"0\\.00,,"亿"'),
])
def test_codes_by_unit(values, write, code):
    assert section(values, write) == code


def test_negative_and_zero_have_the_screen_s_own_signs():
    values = [-5e7, 0.0, 5e7]
    assert section(values, EN.money, at=1) == '"−""¥"#,##0,," M"'
    assert section(values, EN.money, at=2) == '"¥0"'


def test_on_a_logarithmic_axis_each_decade_has_its_unit():
    values = [0.1, 1.0, 1e3, 1e6]
    code = number_format(values, [EN.money(v) for v in values], "en", log=True)
    assert code == '[>=1000000]"¥"#,##0,," M";[>=1000]"¥"#,##0," k";"¥"General'


def test_texts_out_of_proportion_have_no_code():
    """The figure of price drivers writes logarithms as multiples."""
    assert number_format([0.0, 0.6931, 1.6094], ["1×", "2×", "5×"], "en") is None


def test_a_word_stands_for_itself():
    assert number_format([0.0], ["not tested"], "en") == '"not tested"'


def test_a_quotation_mark_cannot_end_the_literal():
    assert number_format([0.0], ['a"b'], "en") == '"a”b"'
