"""A document that was written, read back by another program, and its text made fit to compare."""

import re
import subprocess
import unicodedata
from pathlib import Path


def read_back(pdf: bytes, folder: Path, *command: str) -> str:
    """What ``pdftotext`` or ``pdfinfo`` says of it."""
    file = folder / "report.pdf"
    file.write_bytes(pdf)
    to = ["-"] if command[0] == "pdftotext" else []
    return subprocess.run([*command, str(file), *to], capture_output=True, check=True).stdout.decode(errors="replace")


def letters(text: str) -> str:
    """What is left to compare when lines are broken and directions are marked in another way."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(each for each in text if unicodedata.category(each) not in {"Cf", "Pd"} and not each.isspace())
    return re.sub("[لاأإآ]", "", text)  # two letters of one shape, which pdftotext gives from left to right
