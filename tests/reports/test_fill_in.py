"""The template to fill in comes back as the scheme that it says; nothing of it cites the vendor."""

import io

import pytest
from openpyxl import load_workbook

from answers import assumptions, provenance
from answers.help import parameter_help
from model.terms.parameters import declared
from reports import fill_in
from scenarios import Shared, blank, documents, link
from scenarios.uploads import read_upload
from tests.ui.test_assumptions import BASE
from wording import LANGUAGES, Words

OWN = blank.document()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", [OWN.scenario, BASE.replace({
    "growth.curve": "series", "growth.series": (1.0, 2.5)})], ids=["blank", "rich"])
def test_the_template_is_read_as_an_upload(scenario, language):
    content = fill_in.workbook(scenario, Words(language))
    assert read_upload("template.xlsx", content).scenario == scenario


def test_a_value_filled_in_counts():
    book = load_workbook(io.BytesIO(fill_in.workbook(OWN.scenario, Words("en"))))
    sheet = book.active
    row = next(row for row in sheet.iter_rows(min_row=2) if row[4].value == "products.goods.price")
    row[5].value = "1.2万"
    file = io.BytesIO()
    book.save(file)
    found = read_upload("filled.xlsx", file.getvalue()).scenario
    assert found == OWN.scenario.replace({"products.goods.price": 12000.0})


def test_an_own_scheme_stays_one_in_files_and_links_and_cites_nobody():
    again = documents.read(documents.write(OWN).encode(), OWN.name)
    shared, problems = link.decode(link.encode(Shared.opening(OWN)))
    assert again.own
    assert shared.document.own
    assert not problems
    for language, entered in (("en", "Entered here"), ("zh", "在此输入")):
        words = Words(language, own=True)
        assert "S-" not in assumptions.verdict(OWN.scenario, words)
        for name in OWN.scenario.possible_names:
            assert provenance.described(name, OWN.scenario, words) == entered
            assert entered in parameter_help(declared(name), words)


def test_documents_of_before_are_written_as_before():
    assert "own" not in documents.write(documents.load("as_pitched")).split("\n[")[0]
