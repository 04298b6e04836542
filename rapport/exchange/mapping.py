"""The mapping of a spreadsheet: which column says what. Data that any secretariat can write.

``docs/mappings.md`` documents the language. A mistake is a ``MappingError`` that names file and line.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

from django.conf import settings
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from rapport.exchange.mapping_mistakes import MappingError, mistake_of, read_yaml
from rapport.exchange.readers import AnyReader
from rapport.exchange.readers.codes import Saying
from rapport.exchange.readers.taking import PLACE, plain_name

__all__ = ["Mapping", "MappingError", "load_mapping"]

LARGEST_FILE = 1_000_000  # bytes: a mapping is written by hand


def _written_out(given: Any) -> Any:
    """The short forms of a column: the name of a text field, ``{field: …}``, ``{ignore: …}``, ``{yes: …}``."""
    if isinstance(given, str):
        return {"reader": "text", "field": given}
    if isinstance(given, dict) and "reader" not in given:
        # YAML 1.1 reads a bare ``yes`` as true, and who writes a mapping should not have to know.
        given = {"yes" if key is True else key: value for key, value in given.items()}
        for key, reader in (("ignore", "ignore"), ("yes", "flag"), ("field", "text")):
            if key in given:
                return {"reader": reader, **given}
    return given


def _as_list(given: Any) -> Any:
    return (given,) if isinstance(given, str) else given


Column = Annotated[AnyReader, BeforeValidator(_written_out)]


class Mapping(BaseModel):
    """How to read the spreadsheets of one source.

    ``origin`` and the key are one partnership for ever: a second import finds it again by them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    origin: str = Field(min_length=1, pattern=r"^[a-z0-9][a-z0-9.-]*$", max_length=60)
    title: str = ""
    key: Annotated[tuple[str, ...], BeforeValidator(_as_list)] = Field(min_length=1)
    id: str = ""
    language: str = ""
    constants: Saying = Saying()
    columns: dict[str, Column] = Field(min_length=1)
    encoding: str = ""
    delimiter: str = Field(default="", max_length=1)
    sheet: str = ""

    def named_columns(self) -> Iterator[str]:
        """Every column that the mapping needs, as ``plain_name`` writes it."""
        yield from map(plain_name, (*self.key, *self.columns, *PLACE.findall(self.id)))
        for reader in self.columns.values():
            yield from map(plain_name, reader.columns())


def load_mapping(name_or_path: str | Path, folders: Iterable[str | Path] | None = None) -> Mapping:
    """The mapping of that name in one of the folders (the last that has it counts), or in the file of that path."""
    path = _find(name_or_path, list(map(Path, settings.RAPPORT_MAPPINGS if folders is None else folders)))
    text, content = read_yaml(path, LARGEST_FILE)
    try:
        mapping = Mapping.model_validate(content)
    except ValidationError as error:
        raise mistake_of(error, path, text, Mapping.model_fields) from None
    _check_columns(mapping, path)
    return mapping


def _find(name_or_path: str | Path, folders: list[Path]) -> Path:
    name = str(name_or_path)
    if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
        return Path(name)
    for folder in reversed(folders):
        if (path := folder / f"{name}.yaml").is_file():
            return path
    known = sorted({path.stem for folder in folders for path in folder.glob("*.yaml")})
    raise MappingError(f"There is no mapping “{name}”; there are {', '.join(known) or 'none'}.")


def _check_columns(mapping: Mapping, path: Path) -> None:
    seen: dict[str, str] = {}
    for column in mapping.columns:
        if plain_name(column) in seen:
            raise MappingError(f"The column “{column}” stands twice, as “{seen[plain_name(column)]}” too.", file=path)
        seen[plain_name(column)] = column
