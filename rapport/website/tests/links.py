"""Links and tools that tests play with."""

from typing import Any

from rapport.website.models import Link, LinkText, OutsideAddress, Tool, ToolText


def bind(url: str = "https://reef.example/guide", title: str = "Guide to reefs", **fields: Any) -> Link:
    """A public link in English, and in the languages that a test names: ``fr="Guide des récifs"``."""
    titles = {"en": title} | {code: fields.pop(code) for code in ("fr", "ar", "ru") if code in fields}
    link = Link(language="en", url=url, **{"speaks": ";en;", **fields})
    link.texts = [LinkText(language=code, title=words, summary=f"{words}.") for code, words in titles.items()]
    return _published(link)


def forge(title: str = "A checklist", **fields: Any) -> Tool:
    """A public tool in English."""
    body = fields.pop("body", "")
    if "document" not in fields:
        fields.setdefault("url", "https://tools.example/checklist")
    tool = Tool(language="en", **{"speaks": ";en;", "kind_of": "checklist", "stage": "forming", **fields})
    tool.texts = [ToolText(language="en", title=title, summary=f"{title}.", body=body)]
    return _published(tool)


def reach(link: Any, **fields: Any) -> OutsideAddress:
    """What the checker is to know of where a link leads."""
    OutsideAddress.objects.filter(url=link.url).update(**fields)
    return OutsideAddress.objects.get(url=link.url)


def _published(entry: Any) -> Any:
    entry.save()
    entry.save_revision().publish()
    entry.refresh_from_db()
    return entry
