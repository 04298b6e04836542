"""Names stand where readers of a language look for them."""

import pytest
from django.utils.translation import override

from rapport.lib.alphabet import place_of


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("es", ["África", "Agua", "Nube", "Ñandú", "Oasis"]),
        ("fr", ["Eau", "Économie", "Éducation", "Énergie", "Environnement"]),
        ("ru", ["Израиль", "Италия", "Йемен", "Канада"]),
        ("zh-hans", ["埃及", "菲律宾", "斐济", "芬兰", "瑙鲁", "尼泊尔", "中国"]),
        ("ar", ["أفريقيا", "الزراعة", "المياه", "تغير المناخ"]),
    ],
)
def test_names_stand_in_the_order_of_their_language(language: str, names: list[str]) -> None:
    with override(language):
        assert sorted(names, key=place_of) == names
