"""Kits: folders that make an installation the registry of a host. Checked whole, then taken file by file."""

import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from rapport.criteria.files import load_files
from rapport.criteria.mistakes import RulesError
from rapport.lib.host import FILE, HostError, read_host
from rapport.summary.narrative.templates import TemplateError, load_template
from rapport.upkeep.ladder import read_ladder
from rapport.vocabularies.schemes import SHIPPED, load_schemes
from rapport.vocabularies.terms import VocabularyError
from rapport.website.starting import read_page

_REFUSALS = (HostError, VocabularyError, RulesError, TemplateError, ImproperlyConfigured, ValueError, KeyError)
FOLDERS = ("vocabularies", "criteria", "narratives", "pages", "locale", "mappings")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)
_KEPT = (".yaml", ".yml", ".md", ".po", ".mo")
MOST_FILES, MOST_BYTES = 2000, 50_000_000


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a kit, and in which of its files."""

    file: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}: {self.sentence}" if self.file else self.sentence


class KitError(Exception):
    """A kit cannot be taken. ``mistakes`` are all that were found."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(map(str, mistakes)))


def take_kit(path: Path) -> list[str]:
    """Check a kit (a folder, a zip, or the host's file alone) and take it. Returns the names of the files taken."""
    with TemporaryDirectory(prefix="kit-") as unpacked:
        folder = _folder_of(path, Path(unpacked))
        if mistakes := list(check_kit(folder)):
            raise KitError(mistakes)
        return [_take(folder, file) for file in files_of(folder)]


def take_upload(chunks: Iterable[bytes]) -> list[str]:
    """``take_kit`` of a zip that came over the line."""
    with TemporaryDirectory(prefix="kit-") as folder:
        path = Path(folder) / "kit.zip"
        with path.open("wb") as file:
            file.writelines(chunks)
        return take_kit(path)


def files_of(folder: Path) -> list[Path]:
    """What a kit is made of; whatever else lies in its folder is left alone."""
    found = [folder / name for name in (FILE, "ladder.yaml") if (folder / name).is_file()]
    for name in FOLDERS:
        found += [each for each in sorted((folder / name).rglob("*")) if each.is_file() and each.suffix in _KEPT]
    return found


def check_kit(folder: Path) -> Iterator[Mistake]:
    """Every part as it will be read. Mistakes of one part do not hide those of another."""
    if not files_of(folder):
        yield Mistake("", f"There is nothing of a kit here: neither {FILE} nor any of {', '.join(FOLDERS)}.")
    for check in _CHECKS:
        yield from check(folder)


def _checked(check: Callable[[], object], folder: Path, name: str = "") -> Iterator[Mistake]:
    try:
        check()
    except _REFUSALS as error:
        # Its own names for files, not those of the place where it was unpacked.
        yield Mistake(name, str(error).replace(f"{folder}/", ""))


def _check_host(folder: Path) -> Iterator[Mistake]:
    yield from _checked(partial(read_host, folder / FILE), folder)


def _check_vocabularies(folder: Path) -> Iterator[Mistake]:
    yield from _checked(partial(load_schemes, [SHIPPED, folder / "vocabularies"]), folder)


def _check_criteria(folder: Path) -> Iterator[Mistake]:
    yield from _checked(partial(load_files, [folder / "criteria"]), folder)


def _check_ladder(folder: Path) -> Iterator[Mistake]:
    if (folder / "ladder.yaml").is_file():
        yield from _checked(partial(read_ladder, folder / "ladder.yaml"), folder)


def _check_narratives(folder: Path) -> Iterator[Mistake]:
    for template in sorted((folder / "narratives").glob("*/outline.yaml")):
        yield from _checked(partial(load_template, template.parent), folder)


def _check_pages(folder: Path) -> Iterator[Mistake]:
    for file in sorted((folder / "pages").rglob("*.md")):
        yield from _checked(partial(read_page, file, ""), folder, str(file.relative_to(folder)))


_CHECKS = (_check_host, _check_vocabularies, _check_criteria, _check_ladder, _check_narratives, _check_pages)


def _take(folder: Path, file: Path) -> str:
    name = file.relative_to(folder)
    target = Path(settings.RAPPORT_HOME) / name
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    beside.touch(mode=0o600 if target.name == FILE else 0o644)
    shutil.copyfile(file, beside)
    beside.replace(target)
    return str(name)


def _folder_of(path: Path, unpacked: Path) -> Path:
    """The folder that a kit is, or that its zip holds; the host's file alone is a kit of one file."""
    if path.is_dir():
        return path
    if path.suffix == ".zip" and zipfile.is_zipfile(path):
        try:
            _unpack(path, unpacked)
        except _BROKEN:
            raise KitError([Mistake(path.name, "This zip is damaged, or asks for a password.")]) from None
        inner = [each for each in unpacked.iterdir() if each.is_dir() and each.name not in FOLDERS]
        return inner[0] if len(inner) == 1 and not files_of(unpacked) else unpacked
    if path.is_file() and path.suffix in (".yaml", ".yml"):
        shutil.copyfile(path, unpacked / FILE)
        return unpacked
    raise KitError([Mistake(path.name, "A kit is a folder, a zip of one, or a file such as host.yaml.")])


def _unpack(path: Path, folder: Path) -> None:
    """Nothing outside of the folder, and no more than a kit may hold."""
    with zipfile.ZipFile(path) as archive:
        members = [each for each in archive.infolist() if not each.is_dir()]
        if len(members) > MOST_FILES or sum(each.file_size for each in members) > MOST_BYTES:
            raise KitError([Mistake(path.name, "It is far too large for a kit.")])
        for each in members:
            parts = PurePosixPath(each.filename.replace("\\", "/")).parts
            if ".." in parts or not parts or parts[0] in ("/", ""):
                raise KitError([Mistake(path.name, f"“{each.filename}” leads out of the archive.")])
            if PurePosixPath(each.filename).suffix not in _KEPT:
                continue
            target = folder.joinpath(*parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(each) as packed:
                # Sizes in an archive are what it says of itself: no more than that is read.
                target.write_bytes(packed.read(each.file_size))
