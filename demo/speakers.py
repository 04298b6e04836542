"""Who speaks for the fictional records: ``focal-points.csv``, invented people whose mail reaches nobody."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from demo.draw import Draw
from demo.records import Record

COLUMNS = ("partnership", "role", "email", "name", "language")
_CALLED = {
    "en": (
        "Abena Carlos Dina Emeka Fiona Gareth Hina Ivor Joana Kofi Lupe Mosese Nadia Owen Priya Rashida Sione Tama",
        "Achebe Barros Cardoso Dlamini Faleolo Gunawardena Hartley Imrie Jokhadze Kamau Lockhart Mbeki Naidoo",
    ),
    "fr": (
        "Aminata Benoît Céline Djibril Élodie Fatou Gérard Hortense Issa Joëlle Kader Lucie Moussa Noëlle",
        "Bamba Coulibaly Diarra Ferrand Gbaguidi Hounsou Kaboré Lemaire Mbaye Ndiaye Ouattara Perrin Rakoto",
    ),
    "es": (
        "Adela Bruno Camila Darío Elisa Fermín Graciela Hugo Inés Joaquín Lidia Mateo Noemí Octavio",
        "Aguilar Benítez Calderón Durán Escobar Figueroa Gallardo Herrera Ibarra Ledesma Montoya Ocampo",
    ),
    "ru": (
        "Алина Борис Вера Галина Денис Елена Игорь Кира Лев Марина Олег Полина Руслан Софья Тимур",
        "Андреенко Белых Воронец Гаранин Дронь Жданко Зимин Косых Ларченко Мирных Носенко Рябых Седых Черных",
    ),
    "zh-hans": ("陈 黄 李 林 刘 王 吴 徐 杨 张 赵 周", "丽华 明远 秋雨 思源 文静 晓东 雪梅 亚宁 志强 子涵"),
    "ar": (
        "آمنة باسم جميلة حسن خالد دنيا رانيا زياد سلمى طارق عبير فادي كريم ليلى ماهر نادية",
        "البكري التميمي الجندي الحلبي الخطيب الدمشقي الراوي الزين السالم الشامي الطيب العابد الفهد القاسم",
    ),
}  # fmt: skip
PLAYED = ("P-0011", "P-0098", "P-0137", "P-0188", "P-0250")  # by people of ``people.yaml``
_LANGUAGES = {"zh": "zh-hans"}


def plan_speakers(records: Sequence[Record]) -> Iterator[tuple[str, str, str, str, str]]:
    """Rows of the file. Real initiatives get nobody; of the others a tenth has nobody either, as in any registry.

    One person looks after twelve records, some after three; two fifths of the records have a deputy too.
    """
    draw, numbers = Draw("speakers"), iter(range(1, 1_000))
    holder, left = ("", "", ""), 0
    for record in sorted(records, key=lambda each: each.id):
        if record.boxed or record.id in PLAYED or draw.chance(0.1):
            continue
        language = _language_of(record)
        if not left:
            left = 3 if draw.chance(0.08) else 1 if holder[0] else 12
            holder = _make_person(next(numbers), language, draw)
        left -= 1
        yield (record.id, "focal-point", *holder)
        if draw.chance(0.4):
            yield (record.id, "deputy", *_make_person(next(numbers), language, draw))


def _language_of(record: Record) -> str:
    language = _LANGUAGES.get(record.language, record.language)
    return language if language in _CALLED else "en"


def _make_person(number: int, language: str, draw: Draw) -> tuple[str, str, str]:
    """Address, name and language."""
    first, second = (draw.one(names.split()) for names in _CALLED[language])
    name = f"{first}{second}" if language == "zh-hans" else f"{first} {second}"
    return f"speaker.{number:03}@example.org", name, language


def write_speakers(records: Sequence[Record], path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(plan_speakers(records))
