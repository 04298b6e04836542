"""The readers of the other kinds of cell."""

from decimal import Decimal

import pytest

from rapport.exchange.readers.choices import ChoiceReader, FlagReader
from rapport.exchange.readers.commitments import CommitmentsReader
from rapport.exchange.readers.countries import CountriesReader
from rapport.exchange.readers.debris import mend
from rapport.exchange.readers.languages import detect_language
from rapport.exchange.readers.money import MoneyReader, ResourcesReader, read_amount
from rapport.exchange.readers.partners import OrganizationReader
from rapport.exchange.readers.texts import RepeatsReader, SectionsReader, TextReader, WebAddressReader

SECTIONS = SectionsReader.model_validate(
    {
        "reader": "sections",
        "field": "objectives",
        "headings": {"Aims": "objectives", "How": "implementation", "With": {"repeats": "partners"}},
    }
)


def test_debris_is_mended_to_the_character_that_it_was():
    assert mend("Reef_x000D_Kelp") == "Reef\nKelp"
    assert mend("Norway\x92s coast") == "Norway’s coast"
    assert mend("caf\u00e2\x80\x99") == "caf’"
    assert mend("Müller “x”") == "Müller “x”"


def test_a_text_of_several_columns_has_headings():
    reader = TextReader(field="objectives", heading="Goals:")
    assert reader.take(" More kelp. ", {}).fields == {"objectives": "Goals:\nMore kelp."}


def test_sections_go_to_their_fields_and_empty_ones_are_nothing():
    taking = SECTIONS.take("Aims\nKeep reefs.\n\nHow\n \nWith\n", {})
    assert (dict(taking.fields), taking.left) == ({"objectives": "Keep reefs."}, "")


def test_a_text_without_headings_is_one_section():
    assert SECTIONS.take("Keep reefs. How\nmany?", {}).fields == {"objectives": "Keep reefs. How\nmany?"}


def test_a_section_that_repeats_a_column_is_taken_only_where_it_does():
    cell = "Aims\nKeep reefs.\nWith\nReef League,\nKelp Trust"
    assert SECTIONS.take(cell, {"partners": "Reef League, Kelp Trust; UNEP"}).left == ""
    assert SECTIONS.take(cell, {"partners": "UNEP"}).left == "With\nReef League,\nKelp Trust"


def test_a_cell_made_of_others_is_taken_where_it_is_just_that():
    reader = RepeatsReader(reader="repeats", patterns=("#Act{number}", "#Sea{number}"))
    assert reader.take("#Sea7", {"number": "7"}).left == ""
    assert reader.take("#Sea8", {"number": "7"}).left == "#Sea8"


@pytest.mark.parametrize(
    ("cell", "website"),
    [
        ("www.example.org/a", "http://www.example.org/a"),
        ("HTTPS://example.org", "https://example.org"),
        ("see our page", None),
    ],
)
def test_a_web_address_is_one_address(cell, website):
    taking = WebAddressReader(reader="web-address").take(cell, {})
    assert taking.fields.get("website") == website
    assert taking.left == ("" if website else cell)


def test_choices_are_looked_up_whole_and_then_in_parts():
    reader = ChoiceReader.model_validate(
        {
            "reader": "choice",
            "separator": ",",
            "values": {
                "Global": {"scope": "global"},
                "Africa": {"regions": ["africa"]},
                "North, South": {"scope": "regional"},
            },
        }
    )
    assert reader.take("north, south", {}).fields == {"scope": "regional"}
    assert reader.take("Global,  Africa", {}).fields == {"scope": "global", "regions": ("africa",)}
    partly = reader.take("Africa, Atlantis", {})
    assert (partly.fields, partly.left) == ({"regions": ("africa",)}, "Atlantis")
    assert reader.take("Atlantis", {}).fate.value == "refused"


def test_yes_says_something_no_says_nothing_and_perhaps_is_left():
    reader = FlagReader.model_validate({"reader": "flag", "yes": {"theme": "transport"}})
    assert reader.take(" Yes", {}).fields == {"themes": ({"theme": "transport", "rank": "primary"},)}
    assert (reader.take("No", {}).fields, reader.take("No", {}).left) == ({}, "")
    assert reader.take("perhaps", {}).left == "perhaps"


def test_countries_whose_names_hold_a_comma_are_one():
    reader = CountriesReader(reader="countries", unknown=("Nowhere ()",))
    taking = reader.take("Fiji, Micronesia, Federated States of, Samoa", {})
    assert taking.fields == {"countries": ("FJ", "FM", "WS")}
    partly = reader.take("Fiji, Atlantis", {})
    assert (partly.fields, partly.left) == ({"countries": ("FJ",)}, "Atlantis")
    assert reader.take("Nowhere ()", {}).why == "This stands for no country."


def test_commitments_are_codes_of_their_scheme():
    reader = CommitmentsReader(reader="commitments", scheme="sdg", pattern="Goal {code}")
    taking = reader.take("Goal 14,Goal 99, Goal 8", {})
    assert [each["code"] for each in taking.fields["commitments"]] == ["14", "8"]
    assert (taking.left, taking.why) == ("Goal 99", "This is no code of sdg.")


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("500,000 USD", "500000"),
        ("1 000 000", "1000000"),
        ("USD 12.50", "12.50"),
        ("1,5", None),
        ("many", None),
        ("-5", None),
    ],
)
def test_a_sum_is_read_only_where_it_is_certain(words, amount):
    assert read_amount(words, "USD") == (Decimal(amount) if amount else None)


def test_money_that_is_sought_is_a_sum_with_its_currency():
    taking = MoneyReader(reader="money", field="funding_sought", currency="EUR").take("20,000", {})
    assert taking.fields == {
        "funding_sought": True,
        "funding_sought_amount": Decimal(20000),
        "funding_sought_currency": "EUR",
    }


RESOURCES = ResourcesReader.model_validate(
    {"reader": "resources", "kinds": {"Money (USD)": {"currency": "USD"}, "Staff": {"in_kind": "staff"}, "Else": {}}}
)


def test_resources_give_money_and_kinds_and_keep_their_text():
    cell = "Money (USD) : 10,000 USD; Staff : two; Else : a boat; and nets"
    assert RESOURCES.take(cell, {}).fields == {
        "resources": cell,
        "in_kind": ("staff",),
        "finance": "secured",
        "finance_amount": Decimal(10000),
        "finance_currency": "USD",
    }


def test_several_sums_are_neither_added_nor_chosen_from():
    fields = RESOURCES.take("Money (USD) : 10,000; Money (USD) : 10,000", {}).fields
    assert (fields["finance"], "finance_amount" in fields) == ("secured", False)


def test_a_kind_without_a_sum_says_nothing_of_finance():
    assert "finance" not in RESOURCES.take("Money (USD) :  USD", {}).fields


def test_an_organization_has_its_type_and_country_in_columns_of_their_own():
    reader = OrganizationReader(
        reader="organization",
        role="lead",
        type_column="Kind",
        types={"Company": "business-industry"},
        country_column="Seat",
    )
    taking = reader.take("Kelp Foods", {"Kind": "Company", "Seat": "Atlantis"})
    (partner,) = taking.partners
    assert (partner.name, partner.type, partner.country, partner.is_lead) == (
        "Kelp Foods",
        "business-industry",
        "",
        True,
    )
    assert (taking.also["Kind"].left, taking.also["Seat"].left) == ("", "Atlantis")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The divers of the island count the corals and publish what they have found in the lagoon.", "en"),
        ("Les plongeurs de l’île comptent les coraux et publient ce qu’ils trouvent dans le lagon.", "fr"),
        ("Los buzos de la isla cuentan los corales y publican lo que encuentran en la laguna con los niños.", "es"),
        ("Os mergulhadores da ilha contam os corais e publicam o que encontram na lagoa com as crianças.", "pt"),
        ("Водолазы острова считают кораллы и публикуют то, что находят.", "ru"),
        ("岛上的潜水员统计珊瑚并公布结果。", "zh"),
        ("يحصي غواصو الجزيرة الشعاب المرجانية وينشرون ما يجدونه.", "ar"),
        ("Sukeltajat laskevat saaren koralleja ja julkaisevat tulokset.", ""),
        ("日本の島のダイバーはサンゴを数える。", ""),
        ("UNEP", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_only_where_it_is_certain(text, language):
    assert detect_language(text) == language
