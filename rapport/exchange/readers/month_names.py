"""The names of the months in the languages in which records come."""

from rapport.lib.folding import fold

_FULL = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "ru-genitive": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
_SHORT = {
    "en": "jan feb mar apr may jun jul aug sep oct nov dec",
    "fr": "janv févr mars avr mai juin juil août sept oct nov déc",
    "es": "ene feb mar abr may jun jul ago set oct nov dic",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
}
MONTHS = {
    fold(name): number
    for names in (*_FULL.values(), *_SHORT.values())
    for number, name in enumerate(names.split(), start=1)
}


def month_number(name: str) -> int | None:
    """1 to 12, or ``None`` for what is no name of a month."""
    return MONTHS.get(fold(name))
