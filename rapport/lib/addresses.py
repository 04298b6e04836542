"""No personal address is ever public: those typed into free text are masked before anything is published."""

import re

MASK = "•••@•••"
# What stands for the sign between name and host, as people and machines write it, with marks of no width around it.
_SIGN = r"[\s\u200b-\u200f\u2060]?(?:@|＠|\(at\)|\[at\]|&#64;|&#x40;|&commat;|%40)[\s\u200b-\u200f\u2060]?"
# One unbroken local part and domain. The look-behind and the bounded repeats keep it linear on hostile text.
_ADDRESS = re.compile(
    rf"(?<![\w.+%-])(?:mailto:)?[\w.+%'-]{{1,64}}{_SIGN}[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}", re.IGNORECASE
)
_MAY_HOLD_ONE = re.compile(r"@|＠|at[)\]]|&#64;|&#x40;|&commat;|%40", re.IGNORECASE)


def mask_addresses(text: str) -> str:
    """The text with every e-mail address, plain or written “(at)”, replaced by ``MASK``."""
    return _ADDRESS.sub(MASK, text) if _MAY_HOLD_ONE.search(text) else text
