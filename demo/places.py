# ruff: noqa: E501, SIM905 -- tables of words read best in long lines
"""Countries, regions and subregions: real ones, for where fictional partnerships act.

Regions are the five of the report; a country stands in one of them, roughly as in the regional commissions. Codes are
ISO 3166-1 alpha-2. Names are short English ones.
"""

_BY_REGION = {
    "africa": "DZ Algeria|AO Angola|BJ Benin|BW Botswana|BF Burkina Faso|BI Burundi|CV Cape Verde|CM Cameroon|"
    "CF the Central African Republic|TD Chad|KM the Comoros|CG the Congo|CD the Democratic Republic of the Congo|"
    "CI Côte d’Ivoire|DJ Djibouti|GQ Equatorial Guinea|ER Eritrea|ET Ethiopia|GA Gabon|GM the Gambia|GH Ghana|GN Guinea|"
    "GW Guinea-Bissau|KE Kenya|LS Lesotho|LR Liberia|LY Libya|MG Madagascar|MW Malawi|ML Mali|MR Mauritania|MU Mauritius|"
    "MA Morocco|MZ Mozambique|NA Namibia|NE the Niger|NG Nigeria|RW Rwanda|ST Sao Tome and Principe|SN Senegal|"
    "SC Seychelles|SL Sierra Leone|SO Somalia|ZA South Africa|SZ Swaziland|TZ the United Republic of Tanzania|TG Togo|"
    "TN Tunisia|UG Uganda|ZM Zambia|ZW Zimbabwe",
    "asia-pacific": "AF Afghanistan|AU Australia|BD Bangladesh|BT Bhutan|BN Brunei Darussalam|KH Cambodia|CN China|CK the Cook Islands|FJ Fiji|"
    "IN India|ID Indonesia|IR the Islamic Republic of Iran|JP Japan|KZ Kazakhstan|KI Kiribati|KG Kyrgyzstan|LA the Lao People’s Democratic Republic|"
    "MY Malaysia|MV Maldives|MH the Marshall Islands|FM the Federated States of Micronesia|MN Mongolia|MM Myanmar|NR Nauru|NP Nepal|"
    "NZ New Zealand|NU Niue|PK Pakistan|PW Palau|PG Papua New Guinea|PH the Philippines|KR the Republic of Korea|WS Samoa|SG Singapore|"
    "SB Solomon Islands|LK Sri Lanka|TJ Tajikistan|TH Thailand|TL Timor-Leste|TO Tonga|TM Turkmenistan|TV Tuvalu|UZ Uzbekistan|"
    "VU Vanuatu|VN Viet Nam",
    "latin-america-caribbean": "AG Antigua and Barbuda|AR Argentina|BS the Bahamas|BB Barbados|BZ Belize|BO Bolivia|BR Brazil|CL Chile|CO Colombia|"
    "CR Costa Rica|CU Cuba|DM Dominica|DO the Dominican Republic|EC Ecuador|SV El Salvador|GD Grenada|GT Guatemala|GY Guyana|HT Haiti|"
    "HN Honduras|JM Jamaica|MX Mexico|NI Nicaragua|PA Panama|PY Paraguay|PE Peru|KN Saint Kitts and Nevis|LC Saint Lucia|"
    "VC Saint Vincent and the Grenadines|SR Suriname|TT Trinidad and Tobago|UY Uruguay|VE Venezuela",
    "europe-north-america": "AL Albania|AM Armenia|AT Austria|AZ Azerbaijan|BY Belarus|BE Belgium|BA Bosnia and Herzegovina|BG Bulgaria|CA Canada|"
    "HR Croatia|CY Cyprus|CZ the Czech Republic|DK Denmark|EE Estonia|FI Finland|FR France|GE Georgia|DE Germany|GR Greece|HU Hungary|"
    "IS Iceland|IE Ireland|IL Israel|IT Italy|LV Latvia|LT Lithuania|LU Luxembourg|MT Malta|MC Monaco|ME Montenegro|NL the Netherlands|NO Norway|"
    "PL Poland|PT Portugal|MD the Republic of Moldova|RO Romania|RU the Russian Federation|RS Serbia|SK Slovakia|SI Slovenia|"
    "ES Spain|SE Sweden|CH Switzerland|MK the former Yugoslav Republic of Macedonia|TR Turkey|UA Ukraine|GB the United Kingdom|"
    "US the United States of America",
    "western-asia": "BH Bahrain|EG Egypt|IQ Iraq|JO Jordan|KW Kuwait|LB Lebanon|OM Oman|QA Qatar|SA Saudi Arabia|SD the Sudan|"
    "SY the Syrian Arab Republic|AE the United Arab Emirates|YE Yemen",
}
COUNTRY_NAMES: dict[str, str] = {}
REGION_OF: dict[str, str] = {}
for _region, _listed in _BY_REGION.items():
    for _entry in _listed.split("|"):
        _code, _name = _entry.split(" ", 1)
        COUNTRY_NAMES[_code] = _name
        REGION_OF[_code] = _region
COUNTRIES_IN = {region: [code for code, where in REGION_OF.items() if where == region] for region in _BY_REGION}

REGION_PHRASES = {
    "africa": "Africa",
    "asia-pacific": "Asia and the Pacific",
    "latin-america-caribbean": "Latin America and the Caribbean",
    "europe-north-america": "Europe",
    "western-asia": "Western Asia",
}

# Where a subregional partnership acts: English name, region, countries, and how many such partnerships there may be (weight).
SUBREGIONS = {
    "West Africa": ("africa", "BJ BF CV CI GM GH GN GW LR ML NE NG SN SL TG", 6),
    "the Sahel": ("africa", "BF TD ML MR NE SN", 4),
    "East Africa": ("africa", "BI KE RW TZ UG", 4),
    "the Horn of Africa": ("africa", "DJ ER ET SO KE", 2),
    "Central Africa": ("africa", "CM CF TD CG CD GQ GA", 3),
    "Southern Africa": ("africa", "AO BW LS MW MZ NA ZA SZ ZM ZW", 5),
    "the Western Indian Ocean": ("africa", "KM KE MG MU MZ SC TZ", 3),
    "the Maghreb": ("africa", "DZ LY MA MR TN", 3),
    "the Nile Basin": ("africa", "BI CD EG ET KE RW SD TZ UG", 2),
    "South Asia": ("asia-pacific", "BD BT IN MV NP PK LK", 4),
    "the Mekong Countries": ("asia-pacific", "KH LA MM TH VN", 4),
    "South-East Asia": ("asia-pacific", "ID KH LA MY PH TH VN", 3),
    "Central Asia": ("asia-pacific", "KZ KG TJ TM UZ", 4),
    "the Pacific Islands": ("asia-pacific", "CK FJ KI MH FM NR NU PW PG WS SB TO TV VU", 6),
    "the Hindu Kush and Himalaya": ("asia-pacific", "AF BT CN IN MM NP PK", 2),
    "North-East Asia": ("asia-pacific", "CN JP KR MN RU", 1),
    "Central America": ("latin-america-caribbean", "BZ CR SV GT HN NI PA", 4),
    "the Caribbean": ("latin-america-caribbean", "AG BS BB CU DM DO GD HT JM KN LC VC TT", 5),
    "the Andean Countries": ("latin-america-caribbean", "BO CO EC PE", 4),
    "the Southern Cone": ("latin-america-caribbean", "AR CL PY UY BR", 2),
    "the Baltic Sea Region": ("europe-north-america", "DK EE FI DE LV LT PL RU SE", 2),
    "the Danube Countries": ("europe-north-america", "AT BG HR HU RO RS SK UA", 2),
    "South-Eastern Europe": ("europe-north-america", "AL BA BG HR ME MK RS", 2),
    "the Caucasus": ("europe-north-america", "AM AZ GE", 2),
    "the Mediterranean": ("europe-north-america", "CY EG FR GR IT LB MA ES TN TR", 3),
    "the Arab East": ("western-asia", "IQ JO LB SY", 1),
    "the Arabian Peninsula": ("western-asia", "BH KW OM QA SA AE YE", 1),
}
# Where a record may be told in French or Spanish, with the preposition that the place takes.
IN_FRENCH = {
    "africa": "en Afrique",
    "West Africa": "en Afrique de l’Ouest",
    "the Sahel": "au Sahel",
    "Central Africa": "en Afrique centrale",
    "the Maghreb": "au Maghreb",
    "the Western Indian Ocean": "dans l’océan Indien occidental",
    "the Caribbean": "dans les Caraïbes",
    "the Mediterranean": "en Méditerranée",
    "BJ": "au Bénin",
    "BF": "au Burkina Faso",
    "BI": "au Burundi",
    "CM": "au Cameroun",
    "CF": "en République centrafricaine",
    "TD": "au Tchad",
    "KM": "aux Comores",
    "CG": "au Congo",
    "CD": "en République démocratique du Congo",
    "CI": "en Côte d’Ivoire",
    "DJ": "à Djibouti",
    "GA": "au Gabon",
    "GN": "en Guinée",
    "MG": "à Madagascar",
    "ML": "au Mali",
    "MR": "en Mauritanie",
    "NE": "au Niger",
    "RW": "au Rwanda",
    "SN": "au Sénégal",
    "TG": "au Togo",
    "TN": "en Tunisie",
    "MA": "au Maroc",
    "DZ": "en Algérie",
    "HT": "en Haïti",
    "BE": "en Belgique",
    "FR": "en France",
}
IN_SPANISH = {
    "latin-america-caribbean": "en América Latina y el Caribe",
    "Central America": "en Centroamérica",
    "the Andean Countries": "en los países andinos",
    "the Southern Cone": "en el Cono Sur",
    "the Caribbean": "en el Caribe",
    "the Mediterranean": "en el Mediterráneo",
    "AR": "en la Argentina",
    "BO": "en Bolivia",
    "CL": "en Chile",
    "CO": "en Colombia",
    "CR": "en Costa Rica",
    "CU": "en Cuba",
    "DO": "en la República Dominicana",
    "EC": "en el Ecuador",
    "SV": "en El Salvador",
    "GT": "en Guatemala",
    "HN": "en Honduras",
    "MX": "en México",
    "NI": "en Nicaragua",
    "PA": "en Panamá",
    "PY": "en el Paraguay",
    "PE": "en el Perú",
    "UY": "en el Uruguay",
    "VE": "en Venezuela",
    "ES": "en España",
}
FRENCH_SPEAKING = frozenset("BJ BF BI CM CF TD KM CG CD CI DJ GA GN MG ML MR NE RW SN TG TN MA DZ HT BE FR".split())
SPANISH_SPEAKING = frozenset("AR BO CL CO CR CU DO EC SV GT HN MX NI PA PY PE UY VE ES".split())
LANDLOCKED = frozenset(
    "AF AM AT AZ BY BT BO BW BF BI CF TD CZ ET HU KZ KG LA LS LU MW ML MN NP NE PY MD RW RS SK SZ CH TJ MK TM UG UZ ZM ZW".split()
)
SMALL_ISLANDS = frozenset(
    "CV KM MU ST SC CK FJ KI MV MH FM NR NU PW PG WS SG SB TL TO TV VU AG BS BB BZ CU DM DO GD GY HT JM KN LC VC "
    "SR TT BH GW".split()
)


def country_phrase(code: str) -> str:
    """The country's name as it stands within a sentence: ``the Gambia``, ``Peru``."""
    return COUNTRY_NAMES[code]
