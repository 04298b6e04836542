"""Agreed commitments that a partnership serves: “Goal 14, Goal 8”."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator

from rapport.exchange.readers.taking import Reader, Row, Taking
from rapport.vocabularies.schemes import installed_schemes


def _is_scheme(name: str) -> str:
    if name not in installed_schemes():
        raise ValueError(f"There is no vocabulary “{name}”.")
    return name


def _has_code(pattern: str) -> str:
    if pattern.count("{code}") != 1:
        raise ValueError("The pattern must hold {code} once, such as “Goal {code}”.")
    return pattern


class CommitmentsReader(Reader):
    """Commitments of one scheme, each written as ``pattern`` says, separated by comma, semicolon or line."""

    reader: Literal["commitments"]
    scheme: Annotated[str, AfterValidator(_is_scheme)]
    pattern: Annotated[str, AfterValidator(_has_code)] = "{code}"

    def take(self, cell: str, row: Row) -> Taking:
        before, after = (re.escape(part) for part in self.pattern.split("{code}"))
        form = re.compile(before + r"([\w.-]+)" + after, re.IGNORECASE)
        codes = installed_schemes()[self.scheme]
        found: list[str] = []
        strange: list[str] = []
        for part in filter(None, (part.strip() for part in re.split(r"[,;\n]", cell))):
            match = form.fullmatch(part)
            if match and match[1] in codes:
                found.append(match[1])
            else:
                strange.append(part)
        fields = {"commitments": tuple({"scheme": self.scheme, "code": code} for code in dict.fromkeys(found))}
        if not strange:
            return Taking(fields)
        why = f"This is no code of {self.scheme}."
        return Taking(fields, left=", ".join(strange), why=why) if found else Taking(left=cell, why=why)
