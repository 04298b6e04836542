"""What a page tells machines of itself, in the words of schema.org (JSON-LD)."""

import json
from typing import Any


def write_json_ld(data: dict[str, Any]) -> str:
    """For a script element, which no text within may end. What is empty is left out."""
    told = {
        "@context": "https://schema.org",
        **{name: value for name, value in data.items() if value not in ("", [], None)},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
