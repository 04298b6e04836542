"""Readers: one way to read each kind of cell. A mapping names the reader of a column and gives its options."""

from typing import Annotated

from pydantic import Field

from rapport.exchange.readers.choices import ChoiceReader, FlagReader, IgnoreReader
from rapport.exchange.readers.commitments import CommitmentsReader
from rapport.exchange.readers.countries import CountriesReader
from rapport.exchange.readers.dates import DateReader
from rapport.exchange.readers.languages import LanguageReader
from rapport.exchange.readers.money import MoneyReader, ResourcesReader
from rapport.exchange.readers.partners import OrganizationReader, PartnersReader
from rapport.exchange.readers.taking import Reader
from rapport.exchange.readers.texts import RepeatsReader, SectionsReader, TextReader, WebAddressReader
from rapport.exchange.readers.time_frames import TimeFrameReader

AnyReader = Annotated[
    TextReader
    | SectionsReader
    | RepeatsReader
    | WebAddressReader
    | ChoiceReader
    | FlagReader
    | IgnoreReader
    | CommitmentsReader
    | CountriesReader
    | DateReader
    | TimeFrameReader
    | LanguageReader
    | MoneyReader
    | ResourcesReader
    | PartnersReader
    | OrganizationReader,
    Field(discriminator="reader"),
]
READERS: dict[str, type[Reader]] = {
    "text": TextReader,
    "sections": SectionsReader,
    "repeats": RepeatsReader,
    "web-address": WebAddressReader,
    "choice": ChoiceReader,
    "flag": FlagReader,
    "ignore": IgnoreReader,
    "commitments": CommitmentsReader,
    "countries": CountriesReader,
    "date": DateReader,
    "time-frame": TimeFrameReader,
    "language": LanguageReader,
    "money": MoneyReader,
    "resources": ResourcesReader,
    "partners": PartnersReader,
    "organization": OrganizationReader,
}
