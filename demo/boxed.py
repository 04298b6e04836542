# ruff: noqa: E501, SIM905 -- tables of words read best in long lines
"""The eleven initiatives that the 2010 report presents in boxes and that were registered: its facts, in our words.

Box 3 (the Inter-Organization Programme for the Sound Management of Chemicals) was never registered, so it is not here.
The boxes illustrate the partnerships of the cluster, so all stand in it but box 12: both box 11 and box 12 began in 2009,
and only one of the 74 did. From the report are name, aims, themes, scope and, where it gives them, start and partners;
dates, countries, further partners and resources are made for demonstration.
"""

from collections import Counter
from dataclasses import dataclass, field

from demo import boxed_texts


@dataclass(frozen=True, eq=False)
class Boxed:
    box: int
    name: str
    objectives: str
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    start_year: int
    started_on: str
    registered_on: str
    partners: dict[str, str]  # organization: its type; named in the report, or a Government known to take part
    leads: tuple[str, ...]
    invented: dict[str, int]  # type: how many invented partners stand beside them
    mechanisms: tuple[str, ...]
    levels: tuple[str, ...]
    scope: str = "global"
    region: str = ""
    countries: tuple[str, ...] = ()
    whole_years: int | None = None
    ends_on: str = ""
    acronym: str = ""
    in_cluster: bool = True
    serves: tuple[tuple[str, str, str], ...] = ()
    texts: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"report: E/CN.17/2010/13, box {self.box}; further details made for demonstration"

    @property
    def themes(self) -> dict[str, str]:
        return {**dict.fromkeys(self.primary, "primary"), **dict.fromkeys(self.secondary, "secondary")}

    @property
    def listings(self) -> dict[str, int]:
        return dict(Counter(self.partners.values()) + Counter(self.invented))

    @property
    def lead_types(self) -> list[str]:
        return [self.partners[organization] for organization in self.leads]


def _governments(names: str) -> dict[str, str]:
    return {f"government-of-{name}": "government" for name in names.split()}


def _bodies(un: str = "", intergovernmental: str = "", ngo: str = "") -> dict[str, str]:
    return {
        **dict.fromkeys(un.split(), "un-system"),
        **dict.fromkeys(intergovernmental.split(), "intergovernmental"),
        **dict.fromkeys(ngo.split(), "ngo"),
    }


_ALL_FOUR = ("education-awareness", "training", "technology-transfer", "institutional-capacity")

BOXED = [
    Boxed(
        1,
        "Intergovernmental Forum on Mining, Minerals, Metals and Sustainable Development",
        "The Forum wants mining, minerals and metals to contribute more to sustainable development. It advises Governments and is consulted by them, as a voluntary partnership, and "
        "gives them a place to talk about what the sector offers and what it demands. For the cycle that opens in 2010 a committee of the Forum has worked out a strategy: to show how "
        "investment in mines can help to reduce poverty; to make known how hard it is to govern mineral resources well, and how much capacity is still to be built; to give "
        "ministries of mines more weight in world policy debates; and to let them report on the best practices they have found.",
        ("mining",),
        (
            "institutional-frameworks",
            "means-of-implementation",
            "poverty-eradication",
            "information-for-decision-making",
        ),
        2005,
        "2005-02",
        "2005-03-14",
        _governments("canada south-africa ghana peru papua-new-guinea mongolia namibia chile"),
        ("government-of-canada", "government-of-south-africa"),
        {"business-industry": 2, "academia": 2, "ngo": 1},
        ("education-awareness", "institutional-capacity", "policy-dialogue", "information-sharing"),
        ("global", "national"),
        countries=tuple("CA ZA GH PE PG MN NA CL".split()),
        serves=(
            (
                "jpoi",
                "iv",
                "Answers the call to support the contribution of mining, minerals and metals to sustainable development.",
            ),
        ),
    ),
    Boxed(
        2,
        "Global Partnership for Capacity-building to Implement the Globally Harmonized System of Classification and Labelling of Chemicals",
        "The partnership raises support, and brings about further partnerships, so that developing countries and countries in transition can put the Globally Harmonized System into effect. "
        "It works at the global, regional and national levels at once. In time the hazards of chemicals to people and to nature should fall, drinking water be safer, and marginalized groups be better protected. "
        "Its nearer tasks are to find resources for raising awareness, for taking stock of capacities and for introducing the System, and to write the guidance and the training material that this takes.",
        ("chemicals",),
        ("health", "water", "poverty-eradication", "education", "institutional-frameworks"),
        2002,
        "2002-09",
        "2002-08-26",
        _bodies("unitar ilo unep who fao", "oecd"),
        ("unitar", "ilo", "oecd"),
        {"business-industry": 6, "ngo": 2, "workers-trade-unions": 1, "academia": 1},
        _ALL_FOUR,
        ("global", "regional", "national"),
        serves=(
            ("jpoi", "iii", "Works towards the new harmonized system for chemicals being in operation by 2008."),
            ("agenda-21", "19", "Harmonization of classification and labelling of chemicals."),
        ),
    ),
    Boxed(
        4,
        "Marrakech Process Task Force on Cooperation with Africa",
        "The Task Force helps African countries to consume and produce sustainably. It strengthens the bodies that exist and sets up new ones where they are missing, for instance for national action plans; "
        "it prepares projects, among them an eco-label for African products; it builds networks and tools of knowledge on waste and recycling, biofuels and drinking water; it brings environmental education into schools and universities; "
        "and it trains public buyers, together with the Task Force on public procurement.",
        ("consumption-production",),
        ("africa", "waste-management", "education", "water", "institutional-frameworks", "energy"),
        2003,
        "2003",
        "2004-03-22",
        {**_bodies("unep", "amcen"), **_governments("germany")},
        ("government-of-germany",),
        {"major-group": 3, "ngo": 2, "business-industry": 2},
        ("education-awareness", "training", "institutional-capacity", "information-sharing"),
        ("regional", "national"),
        scope="regional",
        region="africa",
        acronym="MTF Africa",
        serves=(("jpoi", "iii", "Part of the work towards a 10-year framework of programmes."),),
    ),
    Boxed(
        5,
        "Transport, Health and Environment Pan-European Programme",
        "The Programme works towards transport that is good for health and for the environment. It keeps to what needs the countries of Europe to act together and would change most: health and environment as part of every decision on transport, "
        "a shift of demand to more sustainable ways of getting about, and transport in cities. The newly independent States, South-Eastern Europe and environmentally sensitive areas get special attention. "
        "It joins up what the World Health Organization and the Economic Commission for Europe do in these fields, so that their means go further.",
        ("transport",),
        ("health", "air-pollution", "human-settlements", "institutional-frameworks", "climate-change"),
        2002,
        "2002-07-05",
        "2002-11-12",
        {**_bodies("who unece"), **_governments("austria switzerland georgia")},
        ("who", "unece"),
        {"local-authorities": 3, "science-technology": 2, "ngo": 1},
        ("education-awareness", "training", "institutional-capacity", "policy-dialogue"),
        ("regional", "national", "local"),
        scope="regional",
        region="europe-north-america",
        acronym="THE PEP",
        countries=tuple("AT CH GE".split()),
        serves=(("agenda-21", "9", "Transport and the protection of the atmosphere."),),
    ),
    Boxed(
        6,
        "Pacific Islands Waste Management Initiative",
        "The Initiative wants solid and hazardous waste to do less harm to the environment and to health in the Pacific. It makes island communities aware that something can be done; sends less to landfills by avoiding waste, recycling more and finding new ways for the rest; "
        "improves collection and disposal step by step, after the best the region knows; clears up together what no island can deal with alone; helps Governments past the barriers of money, law and custom; "
        "and builds up training, courses at the region’s colleges and networks of information.",
        ("waste-management",),
        (
            "small-island-developing-states",
            "health",
            "chemicals",
            "education",
            "oceans-seas",
            "institutional-frameworks",
        ),
        2002,
        "2002",
        "2002-09-02",
        {**_bodies("", "sprep"), **_governments("fiji kiribati samoa tonga tuvalu vanuatu")},
        ("sprep",),
        {"local-authorities": 2, "business-industry": 1, "ngo": 1},
        _ALL_FOUR,
        ("subregional", "national", "local"),
        scope="regional",
        region="asia-pacific",
        countries=tuple("FJ KI WS TO TV VU".split()),
        whole_years=10,
        ends_on="2012",
        serves=(
            ("agenda-21", "21", "Environmentally sound management of solid wastes."),
            ("agenda-21", "20", "Hazardous wastes."),
        ),
    ),
    Boxed(
        7,
        "Partnership for the Launching of the Sustainable Tourism Stewardship Council",
        "Hotels, lodges and tour operators can show that they respect nature, rights and local livelihoods by keeping to the standard of a good certification programme. The partnership prepares a world council above such programmes, "
        "which would set the least that every standard must ask and accredit those that ask it. Tourism associations, civil society, foundations, agencies of Governments and of the United Nations work on it; "
        "a board of seventeen organizations leads, a technical and scientific council advises, and the Rainforest Alliance has given technical and administrative leadership since 2001. "
        "In September 2009 it announced that it would merge with the Partnership for Global Sustainable Tourism Criteria into one Tourism Sustainability Council.",
        ("consumption-production", "tourism"),
        ("biodiversity", "natural-resource-base", "poverty-eradication", "globalizing-world"),
        2001,
        "2001",
        "2002-10-09",
        _bodies("unep unwto", "", "rainforest-alliance"),
        ("rainforest-alliance",),
        {"business-industry": 8, "ngo": 4, "foundation": 2},
        ("education-awareness", "training", "institutional-capacity"),
        ("global", "regional", "national"),
        acronym="STSC",
        serves=(("jpoi", "iv", "Promotes sustainable tourism and the share of host communities in its benefits."),),
    ),
    Boxed(
        8,
        "Methane to Markets Partnership",
        "The partnership speeds up the recovery of methane at low cost and in the near term, and its use as a source of clean energy. Less methane in the air is to serve growth, secure energy, clean air, safety at work and the climate alike. "
        "Four sources are in hand: animal waste on farms, coal mines, landfills, and oil and gas systems.",
        ("waste-management", "climate-change", "energy"),
        ("mining", "agriculture", "air-pollution", "means-of-implementation"),
        2004,
        "2004-11-16",
        "2004-12-06",
        {
            **_bodies("unece"),
            **_governments(
                "argentina australia brazil china colombia india italy japan mexico nigeria the-russian-federation ukraine the-united-kingdom the-united-states-of-america"
            ),
        },
        ("government-of-the-united-states-of-america",),
        {"business-industry": 12, "science-technology": 2, "ngo": 1},
        ("education-awareness", "training", "technology-transfer", "information-sharing"),
        ("global", "national", "local"),
        acronym="M2M",
        countries=tuple("AR AU BR CN CO IN IT JP MX NG RU UA GB US".split()),
        serves=(("jpoi", "iv", "Cleaner fuels, and measures against greenhouse gas emissions."), ("mdg", "7", "")),
    ),
    Boxed(
        9,
        "Children’s Environmental Health Indicators",
        "Over several years the initiative develops and applies indicators of how the environment affects the health of children, worldwide and down to single localities. Like the indicators of an economy, they fill the gap between what is known of the environment and what is known of health, "
        "and show how vulnerable children are. Policymakers get better information to improve the conditions in which all children live; the indicators tell whether an intervention works, measure the way to the Millennium Development Goals, and in the end guide policy on environment, health and development.",
        ("chemicals", "health"),
        ("information-for-decision-making", "air-pollution", "water", "sanitation", "institutional-frameworks"),
        2002,
        "2002-09",
        "2002-09-04",
        _bodies("who unep unicef"),
        ("who",),
        {"science-technology": 2, "academia": 3, "ngo": 2},
        ("education-awareness", "training", "institutional-capacity", "research"),
        ("global", "regional", "national", "local"),
        acronym="CEHI",
        serves=(("mdg", "4", "Shows what the environment does to the survival of children."), ("jpoi", "vi", "")),
    ),
    Boxed(
        10,
        "Awareness-raising and Training on Sustainable Consumption and Production",
        "Those who decide shall be better able to carry out policies of sustainable consumption and production. The initiative writes practical training material, holds regional and national courses, follows what comes of them and advises those who took part one by one. "
        "It is meant for Governments, above all of developing countries and countries with economies in transition, and for civil society. It builds on the programmes, and on the regional networks, of the United Nations Environment Programme and Consumers International.",
        ("consumption-production",),
        ("education", "institutional-frameworks", "information-for-decision-making", "major-groups-participation"),
        2003,
        "2003-01",
        "2003-04-29",
        _bodies("unep", "", "consumers-international"),
        ("unep", "consumers-international"),
        {"ngo": 4, "academia": 1},
        ("education-awareness", "training", "institutional-capacity"),
        ("global", "regional", "national"),
        whole_years=4,
        ends_on="2007-12",
        serves=(("jpoi", "iii", "Training for the 10-year framework of programmes."),),
    ),
    Boxed(
        11,
        "Partnership on Sustainable, Low Carbon Transport",
        "Begun in 2009, the partnership gathers support around the world to slow the growth of greenhouse gas emissions from land transport in developing countries: of freight and of passengers, with and without engines, in Africa, Asia and Latin America. "
        "It wants such transport to count in climate negotiations and in national and local climate policy; climate to count in transport policy; development organizations to make it part of their daily business; "
        "and people with low incomes to reach goods and services. It follows on the work of the Department of Economic and Social Affairs and of the Commission, and on meetings that its members held in Asia and Latin America.",
        ("transport", "climate-change"),
        ("poverty-eradication", "air-pollution", "energy", "means-of-implementation", "institutional-frameworks"),
        2009,
        "2009",
        "2009-09-18",
        _bodies("un-desa", "adb idb"),
        ("adb",),
        {"ngo": 5, "science-technology": 3, "academia": 2, "foundation": 1},
        ("education-awareness", "training", "technology-transfer", "policy-dialogue"),
        ("global", "regional", "national", "local"),
        acronym="SLoCaT",
        serves=(("agenda-21", "9", "Land transport and the atmosphere."), ("mdg", "7", "")),
    ),
    Boxed(
        12,
        "Sustainable Development Knowledge Partnership",
        "A new initiative, begun in 2009, which puts the knowledge about sustainable development in order so that practitioners and policymakers can use it. It brings together people, institutions and networks that produce such knowledge and spread it. "
        "It sorts what is on the web and offers it in a form that is easy to use; makes existing networks more visible; collects success stories, good practice and evaluations; takes stock of two decades; "
        "publishes its research, perhaps as a series of books; and trains policymakers, their advisers and the representatives of Governments.",
        ("information-for-decision-making",),
        ("education", "institutional-frameworks", "means-of-implementation", "consumption-production"),
        2009,
        "2009",
        "2009-11-23",
        _bodies("un-desa"),
        ("un-desa",),
        {"academia": 6, "science-technology": 2, "ngo": 1},
        ("education-awareness", "training", "information-sharing", "research"),
        ("global",),
        in_cluster=False,
        acronym="SDKP",
        serves=(("agenda-21", "40", "Bridging the gap in data and information."),),
    ),
]
for _box in BOXED:
    _box.texts.extend(boxed_texts.TEXTS.get(_box.box, ()))
