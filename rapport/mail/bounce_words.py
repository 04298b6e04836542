"""By which words servers say in prose what became of a letter, in the six languages. Read only of what a server wrote.

Most servers send a part for machines beside the prose (RFC 3464); these words are for those that do not.
"""

import re

_ANNOUNCED = {
    "en": r"this is the qmail-send program|this message was created automatically by mail delivery software"
    r"|a message that you sent (?:could not|has not yet)|undeliver(?:able|ed) mail|delivery (?:has )?failed",
    "fr": r"[ée]chec de (?:la )?(?:remise|livraison|distribution)|non (?:remis|distribu[ée])"
    r"|n.a (?:pas )?(?:pu|encore) (?:pas )?(?:[êe]tre|[ée]t[ée]) (?:remis|d[ée]livr[ée]|distribu[ée])",
    "es": r"no se (?:pudo|ha podido) entregar|no (?:pudo|ha podido) ser entregado|no se ha entregado|error de entrega",
    "ru": r"не удалось доставить|не (?:может быть|было|удается) (?:доставлено|доставить|отправлено)|не доставлено"
    r"|ошибка доставки",
    "zh": r"退信|退回|未能(?:将邮件)?(?:传递|送达|投递)|无法(?:送达|投递|传递)|投递失败|尚未送达",
    "ar": r"تعذ\u0651?ر (?:التسليم|تسليم)|لم (?:يتم|يُسل\u0651?م|تُسل\u0651?م)|فشل (?:التسليم|تسليم)",
}
_DELAYED = {
    "en": r"has not yet been delivered|delivery (?:is )?delayed|will (?:continue to )?be retried|still trying",
    "fr": r"n.a pas encore|retard[ée]|nouvelles? tentatives?",
    "es": r"retras(?:o|ad)|demorad|se seguir[áa] intentando",
    "ru": r"задерж(?:ка|ан|ива)|еще не (?:было )?доставлено|попытки .{0,30}продолж",
    "zh": r"延迟|延误|尚未送达|继续尝试",
    "ar": r"تأخ\u0651?ر|تأخير|لم .{0,20}بعد",
}
_NOBODY = {
    "en": r"(?:user|mailbox|recipient|account|address)\b…\b(?:unknown|not found|disabled|unavailable|invalid"
    r"|(?:does not|doesn't) (?:exist|have)|rejected: access denied)"
    r"|(?:no such|unknown|invalid|bad destination) (?:user|mailbox|recipient|person|account|address|local part)"
    r"|no mailbox here|host (?:or domain name )?not found|unrouteable",
    "fr": r"(?:adresse|utilisateur|destinataire|bo[îi]te|compte)\b…(?:inconnue?|introuvable|n.existe pas)",
    "es": r"(?:direcci[óo]n|usuario|destinatario|buz[óo]n|cuenta)\b…(?:desconocid|no existe)"
    r"|no se (?:encontr[óo]|ha encontrado) (?:la direcci|el (?:usuario|destinatario|buz))",
    "ru": r"(?:адрес|пользовател|получател|ящик)…(?:не существует|не найден|неизвест)|несуществующ"
    r"|не найден…(?:адрес|пользовател|получател|ящик)",
    "zh": r"(?:地址|用户|收件人|邮箱|帐户|账户)…(?:不存在|未找到|无效|查无)|找不到(?:地址|用户|收件人)",
    "ar": r"(?:العنوان|عنوان|المستخدم|المستلم|صندوق البريد)…(?:غير موجود|غير معروف|لا يوجد)"
    r"|(?:لم يتم|تعذ\u0651?ر) العثور على (?:العنوان|عنوان|المستخدم|المستلم)",
}
_PASSING = {
    "en": r"sender|quota|mailbox (?:is )?full|storage|too (?:large|big)|\bsize\b|spam|blocked|black ?list|reputation"
    r"|policy|rate limit",
    "fr": r"\bpleine\b|satur[ée]e|espace de stockage|trop volumineux|pourriel|exp[ée]diteur",
    "es": r"\bllen[oa]\b|espacio de almacenamiento|demasiado grande|correo no deseado|remitente",
    "ru": r"переполнен|превышен|слишком большо|спам|отправител",
    "zh": r"已满|容量不足|空间不足|超过.{0,10}大小|垃圾邮件|拒收|发件人",
    "ar": r"ممتلئ|مساحة التخزين|كبير جد|البريد العشوائي|المرسل",
}


# “…” stands for what is between two words of a sentence: an address in it has dots too.
_BETWEEN = r"(?:[^.;؛。；]|\.(?=\w)){0,60}?"


def _any(words: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(words.values()).replace("…", _BETWEEN), re.IGNORECASE)


ANNOUNCED, DELAYED, NOBODY_THERE, MAY_PASS = map(_any, (_ANNOUNCED, _DELAYED, _NOBODY, _PASSING))
