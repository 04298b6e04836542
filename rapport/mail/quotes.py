"""What somebody answered, without what they quote and how they sign: in six languages, as common programs write it."""

import re

# “On Monday Ana wrote:”, often broken over two or three lines.
_ATTRIBUTION = re.compile(
    r"^(?:on\b.{5,300}\bwrote\s*:"
    r"|le\b.{5,300}\ba\s[ée]crit\s*:"
    r"|el\b.{5,300}\bescribi[óo]\s*:"
    r"|.{5,300}(?:написал(?:\(а\)|а)?|пишет|писал(?:\(а\)|а)?)\s*:"
    r"|.{3,300}(?:写道|寫道)\s*[:：]"
    r"|(?=[^@]{0,300}\d).{5,200}<[^\s<>]{1,100}@[^\s<>]{1,100}>\s*:"
    r"|[\u200e\u200f\u202a-\u202e\u2066-\u2069]*(?:في|بتاريخ|يوم)\b.{5,300}(?:كتب(?:ت)?\b.{0,200}|بواسطة.{0,200})\s*:)\s*$",
    re.IGNORECASE | re.DOTALL,
)
_ORIGINAL = re.compile(
    r"^\W{0,40}(?:original message|forwarded message|message d.origine|message original|message transf[ée]r[ée]"
    r"|mensaje original|mensaje reenviado|исходное сообщение|пересылаемое сообщение|原始邮件|转发邮件|邮件原件"
    r"|الرسالة الأصلية|رسالة محوّ?لة)\W{0,40}$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\W{0,4}(?:from|de|от|发件人|寄件者|من)\W{0,4}\s?[:：]\W{0,4}\S", re.IGNORECASE)
_DATE_OR_TO = re.compile(
    r"^\W{0,4}(?:sent|date|to|envoy[ée]|à|enviado(?: el)?|fecha|para|отправлено|дата|кому|发送时间|日期|收件人"
    r"|تاريخ الإرسال|التاريخ|تم الإرسال|إلى)\W{0,4}\s?[:：]",
    re.IGNORECASE,
)
_MOBILE = re.compile(
    r"^(?:sent from my|get outlook for|envoyé de(?:puis)? mon|t[ée]l[ée]charger outlook pour|enviado desde mi"
    r"|obtener outlook para"
    r"|отправлено с|发自我的|来自我的|发自|获取 outlook|أُ?رسل(?:ت)? من|تم الإرسال من).{0,80}$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^\s*[_―—]{10,}\s*$")


def strip_quotes(text: str) -> str:
    """Only what is new. Answers written between quoted lines stay; an answer below a quotation too."""
    lines = [line.rstrip() if line != "-- " else line for line in text.split("\n")]
    kept: list[str] = []
    place = 0
    while place < len(lines):
        after = _end_of_attribution(lines, place)
        if after:
            if not _is_quoted(lines, after):
                break  # quoted without a mark: all below is the other's
            place = after
        elif _begins_original(lines, place):
            break
        else:
            if not lines[place].lstrip().startswith(">"):
                kept.append(lines[place])
            place += 1
    return _strip_signature(kept)


def _end_of_attribution(lines: list[str], place: int) -> int:
    """The line after “On … wrote:” if it begins here, else 0."""
    if not lines[place].strip():
        return 0
    for height in (1, 2, 3):
        last = place + height
        joined = " ".join(line.strip() for line in lines[place:last])
        if last > len(lines) or not lines[last - 1].strip():
            return 0
        if len(joined) <= 400 and _ATTRIBUTION.match(joined.lstrip("> ")):
            # In Russian and Chinese any words may stand before: so it must name a mailbox, or a quotation must follow.
            return last if "@" in joined or re.search(r"\d", joined) or _is_quoted(lines, last) else 0
    return 0


def _is_quoted(lines: list[str], place: int) -> bool:
    following = next((line for line in lines[place:] if line.strip()), "")
    return following.lstrip().startswith(">")


def _begins_original(lines: list[str], place: int) -> bool:
    line = lines[place].strip()
    if len(line) <= 120 and _ORIGINAL.match(line):
        return True
    start = place + 1 if _RULE.match(line) else place
    if start >= len(lines) or not _FROM.match(lines[start].strip()):
        return False
    return any(_DATE_OR_TO.match(each.strip()) for each in lines[start + 1 : start + 5])


def _strip_signature(lines: list[str]) -> str:
    for place, line in enumerate(lines):
        if line in ("-- ", "--") and any(each.strip() for each in lines[:place]):
            lines = lines[:place]
            break
    while lines and (not lines[-1].strip() or _MOBILE.match(lines[-1].strip())):
        lines = lines[:-1]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
