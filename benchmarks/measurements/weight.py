"""What a first visit to the search page moves: the page, its style sheet, scripts and mark, as they come."""

import gzip
import re
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urljoin

from benchmarks.serving import get, serve_rapport
from benchmarks.table import Row

_PAGE = "/en/partnerships/"
_PARTS = re.compile(r'<(?:link rel="(?:stylesheet|icon)" href|script[^>]* src|img[^>]* src)="([^"]+)"')


def measure(size: int) -> Iterator[Row]:
    with serve_rapport() as (port, _process):
        connection = HTTPConnection("127.0.0.1", port, timeout=300)
        page = get(connection, _PAGE)
        html = gzip.decompress(page).decode()
        parts = {path: len(get(connection, urljoin(_PAGE, path))) for path in _PARTS.findall(html)}
    total = (len(page) + sum(parts.values())) / 1024
    each = ", ".join(f"{path.rpartition('/')[2].partition('?')[0]} {size / 1024:.1f}" for path, size in parts.items())
    detail = f"page {len(page) / 1024:.1f} (bare {len(html) / 1024:.0f}), {each}"
    yield Row("search page with all it loads, compressed", size, total, "KB", 30, 15, detail)
