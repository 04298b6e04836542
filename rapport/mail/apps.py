from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "rapport.mail"

    def ready(self) -> None:
        from datetime import timedelta

        from django.conf import settings

        from rapport.mail import delivery, incoming, quarantine, signing
        from rapport.work import jobs

        # Two workers sending at once do no harm, for each letter is claimed: so the lease of one that died is short.
        lease = timedelta(minutes=1)
        jobs.often("mail.send", delivery.send_waiting, every=5, lease=lease, is_wanted=delivery.is_wanted)
        jobs.often("mail.decide", incoming.decide_left_over, every=60, is_wanted=incoming.is_left_over)
        jobs.daily("mail.forget", quarantine.forget_old)
        if settings.RAPPORT_DKIM_KEY:
            signing.read_key(settings.RAPPORT_DKIM_KEY)  # a wrong one is told now, not of every letter
