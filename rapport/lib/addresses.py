"""No personal address is ever public: those typed into free text are masked before anything is published."""

import re

MASK = "•••@•••"
# What no name and no label of a host holds, in any script: white space, controls, punctuation. (A positive list would
# have to name the marks of every script: the vowel signs of a host in Hindi are no “word characters”.)
_PUNCTUATION = r"\s\x00-\x1f\x7f-\xbf\u2000-\u206f\u3000-\u303f\ufe6b\uff01-\uff0f\uff1a-\uff20\uff61"
_LABEL = rf"[^{_PUNCTUATION}!-,./:-@\[-^`{{-~]"
_NAME = rf"[^{_PUNCTUATION}!-$&(-*,/:-@\[-^`{{-~]"
# What stands for the sign between name and host, as people and machines write it, with marks of no width around it.
_SIGN = r"[\s\u200b-\u200f\u2060]?(?:[@＠﹫]|[\[({<]\s?at\s?[\])}>]|&#64;|&#x40;|&commat;|%40)[\s\u200b-\u200f\u2060]?"
_DOT = r"(?:[.．。｡]|\s?[\[({<]\s?dot\s?[\])}>]\s?)"
# One unbroken local part and domain. The look-behind and the bounded repeats keep it linear on hostile text.
_ADDRESS = re.compile(
    rf"(?:(?<!{_NAME})(?:mailto:)?{_NAME}{{1,64}}|\"[^\"\r\n]{{1,64}}\"){_SIGN}"
    rf"(?:{_LABEL}{{1,63}}(?:{_DOT}{_LABEL}{{1,63}}){{1,8}}|\[(?:IPv6:)?[0-9a-f:.]{{3,45}}\])"
    # Spoken out, only where the end leaves no doubt: “the school at Red Dot Gallery” is none.
    rf"|(?<!{_NAME}){_NAME}{{1,64}}\s+at\s+{_LABEL}{{1,63}}(?:\s+dot\s+{_LABEL}{{1,63}}){{0,4}}"
    rf"\s+dot\s+(?:com|org|net|int|edu|gov|info)(?!{_LABEL})",
    re.IGNORECASE,
)
_SIGNS = r"[\u3040-\u9fff]"
_MAY_HOLD_ONE = re.compile(r"[@＠﹫]|at\s?[\])}>]|&#64;|&#x40;|&commat;|%40|\sdot\s", re.IGNORECASE)


def mask_person(text: str, *, email: str, name: str) -> str:
    """The text without the lines that name somebody, by mailbox or by a name of several words: who signs, says more.

    A name of one word may be another's too. In Chinese there is no space within a name, nor around it.
    """
    whole = name.strip() if re.search(rf"\s|{_SIGNS}", name.strip()) else ""
    named = "|".join(re.escape(each) for each in (email.strip(), whole) if each)
    if not named:
        return text
    pattern = re.compile(rf"(?<![^\W{_SIGNS[1:-1]}])(?:{named})(?![^\W{_SIGNS[1:-1]}])", re.IGNORECASE)
    return "\n".join(MASK if pattern.search(line) else line for line in text.split("\n"))


def mask_addresses(text: str) -> str:
    """The text with every e-mail address, plain or disguised, replaced by ``MASK``."""
    return _ADDRESS.sub(MASK, text) if _MAY_HOLD_ONE.search(text) else text


def find_address(text: str) -> str:
    """The first of the addresses that would be masked; nothing where there is none."""
    found = _ADDRESS.search(text) if _MAY_HOLD_ONE.search(text) else None
    return found[0].removeprefix("mailto:").strip() if found else ""
