"""Names and aims of the boxed initiatives in further languages, read from ``words/boxed_translations.toml``."""

import tomllib

from demo.words import FOLDER


def _read() -> dict[int, list[tuple[str, str, str]]]:
    boxes = tomllib.loads((FOLDER / "boxed_translations.toml").read_text(encoding="utf-8"))
    return {
        int(box): [(field, language, text) for language, told in languages.items() for field, text in told.items()]
        for box, languages in boxes.items()
    }


TEXTS = _read()
