# ruff: noqa: E501, SIM905 -- tables of words read best in long lines
"""Invented places and the parts of which the names of fictional organizations are made.

The places stand on no map that we know of; they only sound as if they might. Real are the countries, and nothing else.
"""

# A voice is a way for names to sound; a country speaks with one.
INVENTED_PLACES = {
    "english": "Aldermoor|Brackenford|Carrowhill|Dunmarrow|Eastlorne|Fallowmere|Gorsebury|Harrowick|Lindhaven|Marlowdale|Northam Cross|Pennerby|Ravensholt|Silverlake Point|Thornwater|Westering",
    "french": "Aubreville|Bressonne|Chantevigne|Darmelle|Estrevoie|Fontargent|Grandval-sur-Orse|Lavermont|Marsolles|Orvilliers|Pontaval|Rochemaure-le-Vieux|Saint-Averin|Tressigny|Valbourg|Vernoulles",
    "german": "Altenrode|Birkenthal|Dornwalde|Eschenbrück|Feldmar|Grünau am Lehr|Hollersee|Kaltenried|Lindenwerth|Morsbach|Niederstetten|Oberlauch|Rautheim|Steinhagen|Tannbrunn|Weidenau",
    "nordic": "Askerhavn|Bjernholm|Dalsvik|Elgsund|Fossanes|Granlunda|Hjelmø|Kvarnby|Lindeborg|Norrvattnet|Ormstad|Rønsted|Skarnes|Tallsjö|Ulvsund|Vesterøy",
    "slavic": "Belorechye|Chernavino|Dobromyr|Gorodnitsa|Jasenov Dol|Krasnolug|Lipovets|Malinovka|Novidol|Ozerany|Podlesk|Radovets|Sosnograd|Tverdino|Vrbovo|Zelenobor",
    "spanish": "Alcorza|Barranca Azul|Casas del Río|Dos Ceibas|El Encinal|Fuenteclara|Guamacá|Hontanares|La Quebrada|Monteverdal|Nueva Alborada|Palmasola|Quirihuana|San Lázaro del Monte|Tierra Honda|Valdemora",
    "portuguese": "Alvoreda|Boa Maré|Campo Sereno|Douradinha|Estreito Novo|Igarapé Grande|Jacutinga|Lagoa Funda|Montalvo|Nova Esperança|Pedra Larga|Ribeiral|Santa Iria|Terra Branca",
    "west-african": "Adanso|Bakoroba|Dambaré|Ejiwo|Folokoro|Gandiama|Kanifé|Kurambé|Lofadou|Nyankoro|Okpara Ridge|Sabaliba|Tamboura|Wuluman|Yendiga|Zaguéla",
    "east-african": "Amboswa|Chelimo|Dundori|Gatarwa|Hawilo|Kalundi|Lukoma|Makindera|Mbaraki|Ndolwe|Nyamira Falls|Ruhinga|Shambani|Turasha|Wembere|Zimbali",
    "southern-african": "Bokamoso|Chisamba Flats|Dikgatlo|Goromari|Khubela|Lephasi|Mafumbe|Ngodwana|Phalane|Rietvallei|Sikwane|Tshiware|Umzinde|Vukani|Xolweni|Zambara",
    "arabic": "Ain Rashid|Bir Salam|Dar Noura|El Mansar|Ghadira|Hadiqa|Jabal Zohr|Kafr Yasmin|Madinat Rabwa|Nahr Safa|Oued Tamra|Qasr Amal|Ras Marjan|Sahlat|Wadi Nakhil|Zahra",
    "persian-turkic": "Aksuat|Chashma Bulak|Darvazkent|Gulshahr|Iltebay|Karabulak|Kizildere|Mehrabad|Navbahor|Ozgara|Saryozen|Shirindasht|Tashkala|Ulukent|Yashil",
    "south-asian": "Anandgarh|Bhimapura|Chandrasar|Devangiri|Gopalnagar|Haritpur|Jalgaonwadi|Kesaripur|Lohavaram|Madhumati|Nilapalli|Pushpanagar|Ratnakot|Sundargarh Ghat|Tulsipara|Vanamala",
    "south-east-asian": "Bang Samran|Chiang Rueng|Danau Biru|Hoa Lam|Kampong Selasih|Laksana|Mae Suaen|Nam Theng|Pantai Cerah|Phu Locan|Sungai Permai|Talisay Bay|Tanah Ratau|Vinh Thanh|Wat Kaew|Batu Layang",
    "east-asian": "Aoyama-hara|Baishan Bay|Donglin|Haneul|Hoshikawa|Jinghu|Kawanabe|Linjiang Xi|Minato-no|Namsan-ri|Qingtan|Seorin|Shiroiso|Tianhe Ling|Wolmi|Yunqiao",
    "pacific": "Aitapu Bay|Fagalele|Hanuabari|Kalavai|Lotoloa|Manuae|Nukufala|Oneroa|Pulotu|Raivale|Savalii Point|Taveni|Uluvao|Vaitupo",
    "caribbean": "Anse Corail|Bellafonte|Cinnamon Reef|Port Amity|Grand Cay|Hibiscus Bay|Mangrove Hill|Nutmeg Bay|Petite Savane|Soufrette|Windrush|Tamarind Cove",
}
_SPEAKERS = {
    "english": "GB US CA AU NZ IE MT IL CY",
    "french": "FR BE LU MC CH HT",
    "german": "DE AT NL",
    "nordic": "DK SE NO FI IS EE LV LT",
    "slavic": "AL BY BA BG HR CZ GR HU ME PL MD RO RU RS SK SI MK UA",
    "portuguese": "PT BR CV ST GW AO MZ TL",
    "spanish": "ES AR BO CL CO CR CU DO EC SV GT HN MX NI PA PY PE UY VE",
    "west-african": "BJ BF CM CF TD CG CD CI GQ GA GM GH GN LR ML MR NE NG SN SL TG",
    "east-african": "BI DJ ER ET KE RW SO TZ UG SD KM SC MG MU",
    "southern-african": "BW LS MW NA ZA SZ ZM ZW",
    "arabic": "DZ LY MA TN BH EG IQ JO KW LB OM QA SA SY AE YE",
    "persian-turkic": "AF AM AZ GE IR KZ KG TJ TM TR UZ",
    "south-asian": "BD BT IN MV NP PK LK",
    "south-east-asian": "KH ID LA MY MM PH SG TH VN BN",
    "east-asian": "CN JP MN KR",
    "pacific": "CK FJ KI MH FM NR NU PW PG WS SB TO TV VU",
    "caribbean": "AG BS BB BZ DM GD GY JM KN LC VC SR TT IT",
}
VOICE_OF = {code: voice for voice, codes in _SPEAKERS.items() for code in codes.split()}
INVENTED_PLACES["italian"] = (
    "Acquamora|Borgo Cerrano|Castelvento Alto|Fiumalba|Montelario|Pietrafonte|Rivalonga|San Dorso|Torrechiaro|Vallombra"
)
VOICE_OF["IT"] = "italian"


CONCERNS = (
    "Clean Water|Forest Livelihoods|Rural Energy|Safe Chemicals|Healthy Cities|Coastal Communities|Mountain Livelihoods|Open Environmental Information|"
    "Fair Trade|Soil and Seed|River Care|Environmental Law|Waste Reduction|Public Health|Community Forestry|Wetlands|Disaster Preparedness|"
    "Consumer Rights|Responsible Tourism|Cleaner Air|Sanitation for All|Village Solar Power|Fisheries Reform|Dryland Farming|"
    "Environmental Education|Biodiversity|Cycling and Walking|Land Rights|Drinking Water Quality|Small Enterprise|Micro-finance|Appropriate Technology"
).split("|")
PREOCCUPATIONS_FR = "l’eau potable|les forêts|l’énergie rurale|la santé publique|le littoral|les zones humides|l’agriculture familiale|l’éducation à l’environnement|les villes propres|la pêche artisanale|les sols".split(
    "|"
)
PREOCUPACIONES_ES = "el agua|los bosques|la energía rural|la salud pública|la costa|los humedales|la agricultura familiar|la educación ambiental|las ciudades limpias|la pesca artesanal|los suelos".split(
    "|"
)

# {place}, {concern}, {trade}, {field} are filled in; a form without a place is used once in a country.
FORMS = {
    "ngo": [
        "{place} Centre for {concern}",
        "{concern} Action, {place}",
        "{place} {concern} Trust",
        "Friends of {place}: {concern}",
        "{concern} Watch {place}",
        "Citizens of {place} for {concern}",
        "{place} Association for {concern}",
        "{concern} Alliance of {place}",
        "{place} Environment Society",
        "{place} Conservation Volunteers",
        "{place} Development Workshop",
    ],
    "business-industry": [
        "{place} {trade}",
        "{place} {trade}",
        "{place} {trade}",
        "{place} Chamber of {chamber}",
        "Association of {place} {makers}",
    ],
    "science-technology": [
        "{place} Institute of {field}",
        "{field} Research Centre, {place}",
        "{place} Laboratory for {field}",
        "Academy of {field} of {place}",
        "{place} Field Station for {field}",
        "National Centre for {field}, {place}",
    ],
    "local-authorities": [
        "City of {place}",
        "Municipality of {place}",
        "{place} District Council",
        "{place} Regional Council",
        "League of {place} Municipalities",
        "{place} County",
    ],
    "women": ["{place} Women’s Water Committee", "{place} Women’s Energy Network", "Union of Rural Women of {place}"],
    "youth": [
        "{place} Youth for Sustainability",
        "Young Naturalists of {place}",
        "{place} Student Environment Network",
    ],
    "workers-trade-unions": [
        "{place} Mineworkers’ Union",
        "{place} Transport and Dock Workers’ Union",
        "Chemical and Allied Workers of {place}",
    ],
    "indigenous-peoples": [
        "Council of Elders of {place}",
        "{place} Indigenous Forest Peoples’ Council",
        "Herders’ and Hunters’ Assembly of {place}",
    ],
    "farmers": [
        "{place} Farmers’ Union",
        "{place} Smallholder Cooperative Federation",
        "Livestock Keepers of {place}",
        "{place} Water Users’ Association",
    ],
    "major-group": [
        "{place} Forum on {concern}",
        "{place} Stakeholder Network for {concern}",
        "{place} Platform for {concern}",
        "{concern} Coalition {place}",
    ],
    "academia": [
        "University of {place}",
        "{place} Polytechnic",
        "{place} Technical University",
        "{place} College of {field}",
        "{place} School of Public Policy",
        "Department of {field}, University of {place}",
    ],
    "foundation": [
        "{place} Foundation",
        "{place} Fund for {concern}",
        "{place} Charitable Endowment",
        "{place} Community Foundation",
    ],
    "media": ["Radio {place}", "The {place} Observer", "{place} Environment News Service", "{place} Television"],
    "other": [
        "{place} Botanical Garden",
        "{place} Museum of Science",
        "{place} Dialogue Secretariat",
        "{place} Congress of Parliamentarians",
        "{place} Standards Forum",
        "{place} Zoological Society",
    ],
}
FORMS_FR = {
    "ngo": [
        "Association {place} pour {concern}",
        "Comité de {place} pour {concern}",
        "Action {place} pour {concern}",
        "Les amis de {place}",
    ],
    "science-technology": ["Institut de {field} de {place}", "Centre de recherche de {place} en {field}"],
    "local-authorities": ["Commune de {place}", "Ville de {place}", "Conseil régional de {place}"],
    "academia": ["Université de {place}", "École polytechnique de {place}"],
    "foundation": ["Fondation {place}"],
    "media": ["Radio {place}", "Le Courrier de {place}"],
    "major-group": ["Plate-forme de {place} pour {concern}"],
}
FORMS_ES = {
    "ngo": [
        "Asociación {place} para {concern}",
        "Centro {place} para {concern}",
        "Amigos de {place}",
        "Red {place} por {concern}",
    ],
    "science-technology": ["Instituto de {field} de {place}", "Centro de Investigación en {field} de {place}"],
    "local-authorities": ["Municipalidad de {place}", "Ayuntamiento de {place}", "Mancomunidad de {place}"],
    "academia": ["Universidad de {place}", "Universidad Técnica de {place}"],
    "foundation": ["Fundación {place}"],
    "media": ["Radio {place}", "El Heraldo de {place}"],
    "major-group": ["Foro de {place} para {concern}"],
}
TRADES = (
    "Cement Works|Power and Light|Water Utility|Packaging|Recycling|Mining Company|Steel|Tyres and Rubber|Solar|Wind Power|Insurance|Savings Bank|"
    "Textiles|Paper Mill|Chemicals|Pharmaceuticals|Motor Works|Bus Lines|Railways|Shipping|Port Authority|Coffee Growers and Traders|Seafoods|Dairies|"
    "Hotels and Resorts|Tours|Instruments|Software|Engineering Consultants|Gas|Refining|Glass|Construction|Timber|Breweries|Batteries|Lighting|Pumps and Valves"
).split("|")
MAKERS = "Cement Makers|Hoteliers|Tour Operators|Recyclers|Bus Operators|Detergent Makers|Fertilizer Producers|Timber Merchants|Electricity Suppliers|Bottlers".split(
    "|"
)
CHAMBERS = "Commerce|Industry|Mines|Tourism|Commerce and Agriculture".split("|")
FIELDS = "Hydrology|Soil Science|Marine Science|Forestry|Public Health|Energy Studies|Atmospheric Science|Ecology|Agronomy|Geology|Transport Studies|Toxicology|Remote Sensing|Meteorology|Environmental Engineering|Plant Genetics".split(
    "|"
)
FIELDS_FR = (
    "hydrologie|pédologie|océanographie|foresterie|santé publique|agronomie|écologie|météorologie|géologie".split("|")
)
FIELDS_ES = "Hidrología|Edafología|Oceanografía|Ciencias Forestales|Salud Pública|Agronomía|Ecología|Meteorología|Geología".split(
    "|"
)
COMPANY_ENDINGS = {
    "english": ["plc", "Ltd", "Inc."],
    "french": ["S.A.", "SARL"],
    "german": ["GmbH", "AG"],
    "nordic": ["AB", "A/S", "Oy"],
    "slavic": ["JSC", "d.d."],
    "italian": ["S.p.A."],
    "spanish": ["S.A.", "S. de R.L."],
    "portuguese": ["Ltda", "S.A."],
    "west-african": ["Ltd", "S.A."],
    "east-african": ["Ltd"],
    "southern-african": ["(Pty) Ltd"],
    "arabic": ["Co.", "Group"],
    "persian-turkic": ["JSC", "Holding"],
    "south-asian": ["Pvt. Ltd", "Ltd"],
    "south-east-asian": ["Sdn Bhd", "Co. Ltd", "Corp."],
    "east-asian": ["Co. Ltd", "Kabushiki Kaisha", "Corp."],
    "pacific": ["Ltd"],
    "caribbean": ["Ltd"],
}
# Fictional bodies that work across borders: named by no place.
INTERNATIONAL = {
    "ngo": "Third Shore International|Lanternfield Trust|Watershed Without Borders League|Open Granary International|Blue Meridian Conservancy Circle|Seedkeepers’ Commonwealth|Common Ground Conservation League|"
    "Rivermouth International|Green Ladder Alliance|Hands Across the Dryland|Tidewise|Clearwell Federation|Living Hedge Society|Kite and Compass Travel Watch|Fair Harvest Circle|Roots and Rain|"
    "Thousand Wells Movement|Quiet Skies Campaign|Bright Hearth Alliance|The Commons Letter",
    "business-industry": "Forum of Responsible Pump Makers|World Circle of Cement Producers|Union of Ethical Shippers|Clean Kiln Roundtable|International Bench of Battery Makers|Global Table of Retail Buyers|"
    "Altavane Energy Systems|Norvelo Mobility|Quellmark Water Technologies|Serrano & Holt Engineering Group|Meridell Pharmaceuticals|Tessarine Chemicals|Osterline Freight Circle|Kestrelon Instruments",
    "science-technology": "International Union of Applied Hydrologists’ Stations|Circle of Tropical Soil Laboratories|World Network of Reef Observers|Consortium of Upland Research Stations|"
    "International Panel of Cleaner Production Engineers|Union of Seed Collections|Network of Urban Air Laboratories",
    "foundation": "Hallorand Foundation|Brightwater Family Fund|Castellane Endowment|Ingmar Dahl Fund for the Commons|Okonjo-Reyes Foundation|Silverbirch Trust",
    "media": "Earthlines Press Service|Horizon Documentary Collective",
    "other": "World Circle of Botanical Gardens|Parliamentarians’ Table on the Environment",
    "academia": "League of Universities for a Liveable Planet|Open Faculty of Sustainability Studies",
    "major-group": "Roundtable of Civil Society Stakeholders|Global Stakeholder Exchange|People’s Platform for Johannesburg",
    "local-authorities": "World Table of Mayors for Clean Cities|League of Small Towns",
}
