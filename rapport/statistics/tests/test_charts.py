"""What charts say of their base, and from which year they count."""

from pathlib import Path

import pytest
from django.test import Client, override_settings

from rapport.sets.query import Query
from rapport.statistics.charts import draw_chart
from rapport.statistics.cluster import first_year
from rapport.statistics.labels import label_of
from rapport.statistics.scope import Scope
from rapport.testing import REEF, TODAY, WASTE, document, register

pytestmark = pytest.mark.django_db
CYCLES = """
scheme: cycles
labels: {en: Cycles}
source: Charter of the Rivers
as_of: 2024-01-01
state: verified
refers_to: {themes: themes}
terms:
  - code: "2024-2026"
    labels: {en: 2024 to 2026}
    themes: [oceans-seas]
    starts_on: 2024-01-01
    ends_on: 2026-12-31
"""


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        ("I", "Base: 1 partnership, as at"),
        ("IV", "Base: 1 partnership of regional scope, as at"),
        ("V", "Base: 1 partnership that gives a start and an end, as at"),
        ("VI", "Base: 3 listings of partners, as at"),
        ("VII", "Base: 1 partnership with a primary theme in the cluster, as at"),
    ],
)
def test_the_base_of_one_is_one_partnership(client: Client, chart: str, said: str) -> None:
    register(P_1=document(REEF, themes=({"theme": "agriculture", "rank": "primary"},)))
    assert said in client.get(f"/en/statistics/charts/{chart}.svg?cluster=2008-2009").content.decode()


def test_years_are_counted_from_two_before_the_first_cycle_of_the_host(tmp_path: Path) -> None:
    (tmp_path / "cycles.yaml").write_text(CYCLES, encoding="utf-8")
    register(P_1=document(REEF, started_on="2023", ends_on=None), P_2=document(REEF), P_3=document(WASTE))
    assert first_year(TODAY) == 2002
    with override_settings(RAPPORT_VOCABULARIES=[tmp_path]):
        rows = draw_chart("VII", Scope.of(Query(), today=TODAY), "2024-2026").rows
        assert [(row.label, row.count) for row in rows] == [("before 2022", 1), ("2022", 0), ("2023", 1)]


def test_what_is_counted_together_says_so() -> None:
    assert label_of("cluster.started.before-2022", {}) == "Cluster: started before 2022"
