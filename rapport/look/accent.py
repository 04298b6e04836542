"""The one accent of the look, where a host has its own: told in light and dark so that it can always be read."""

import colorsys

from django.conf import settings

ACCENT = "#0a5a5c"  # where a host has none of its own
PAPER, DARK_PAPER, INK = "#fcfbf8", "#15181b", "#1c2024"
READABLE = 4.5  # WCAG 2.2, 1.4.3


def contrast(one: str, other: str) -> float:
    """The ratio of two colours such as ``#0a5a5c``, from 1 to 21 (WCAG 2.2)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def host_accent() -> str:
    """The accent of this installation, as on paper."""
    return str(settings.RAPPORT_ACCENT or ACCENT)


def style_of(accent: str) -> str:
    """The style sheet of a host's accent. On dark paper it is as much lighter as it must be."""
    dark = lighten(accent, upon=DARK_PAPER)
    # The content desk, whose readers may choose light or dark, takes them by name.
    both = f"--accent-by-day:{accent};--accent-by-night:{dark}"
    light = f"{both};--accent:{accent};--accent-wash:{_mixed(accent, PAPER, 0.16)};--link:{accent}"
    night = f"--accent:{dark};--accent-wash:{_mixed(dark, DARK_PAPER, 0.25)};--link:{dark}"
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{night}}}}}\n"


def lighten(colour: str, *, upon: str) -> str:
    """The colour, lighter by as little as makes it readable."""
    hue, light, saturation = colorsys.rgb_to_hls(*_parts(colour))
    while contrast(colour, upon) < READABLE and light < 1:
        light = min(light + 0.02, 1)
        colour = _written(colorsys.hls_to_rgb(hue, light, saturation))
    return colour


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _written(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _mixed(one: str, other: str, share: float) -> str:
    mixed = [a * share + b * (1 - share) for a, b in zip(_parts(one), _parts(other), strict=True)]
    return _written((mixed[0], mixed[1], mixed[2]))


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
