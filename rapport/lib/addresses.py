"""No personal address is ever public: those typed into free text are masked before anything is published."""

import re

MASK = "•••@•••"
# One unbroken local part and domain. The look-behind and the bounded repeats keep it linear on hostile text.
_ADDRESS = re.compile(
    r"(?<![\w.+%-])(?:mailto:)?[\w.+%'-]{1,64}\s?(?:@|\(at\)|\[at\]|＠)\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    re.IGNORECASE,
)


def mask_addresses(text: str) -> str:
    """The text with every e-mail address, plain or written “(at)”, replaced by ``MASK``."""
    if "@" not in text and "＠" not in text and "at)" not in text.lower() and "at]" not in text.lower():
        return text
    return _ADDRESS.sub(MASK, text)
