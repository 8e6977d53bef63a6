"""Mail handed to a server within a minute, however slowly the server answers."""

import smtplib
import socket
import ssl
from contextlib import suppress
from threading import Timer
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import smtp

from enthesis.delivery.messages.failures import Away, NotSent, Refused

NO_SUCH_ADDRESS = frozenset({550, 551, 553})  # as RFC 5321 has them, where no finer code is told
FOR_GOOD = (b"5.1.", b"5.2.1 ")  # RFC 3463: the address is wrong, or its mailbox is disabled


class _Cut(smtplib.SMTP):
    """A conversation that is cut off after `ENTHESIS_MAIL_LONGEST` seconds.

    Python's timeout is for each read: a server that says a letter now and then would hold us for ever.
    """

    _cut: Timer | None = None

    def connect(
        self, host: str = "localhost", port: int = 0, source_address: Any = None
    ) -> tuple[int, bytes]:
        self._cut = Timer(settings.ENTHESIS_MAIL_LONGEST, self._hang_up)
        self._cut.daemon = True
        self._cut.start()
        try:
            return super().connect(host, port, source_address)
        except OSError:
            self.close()
            raise

    def _hang_up(self) -> None:
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]

    def close(self) -> None:
        if self._cut is not None:
            self._cut.cancel()
        super().close()


class _CutOverTls(_Cut, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's, with an end."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _CutOverTls if self.use_ssl else _Cut


def hand_over(message: EmailMessage) -> None:
    """The server has taken the message.

    Raises Away before the message was begun, Refused where its one address takes none for good, else NotSent.
    When the line breaks after the last byte nobody can know whether it was taken: it counts as not sent.
    """
    connection: Any = get_connection(fail_silently=False)
    try:
        connection.open()
    except (smtplib.SMTPException, ssl.SSLError, OSError) as problem:
        raise Away(_told(problem)) from problem
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as problem:
        ((code, said),) = problem.recipients.values()
        raise _of_address(code, said) from problem
    except smtplib.SMTPSenderRefused as problem:
        raise Away(_told(problem)) from problem
    except (smtplib.SMTPException, OSError) as problem:
        raise NotSent(_told(problem)) from problem
    finally:
        with suppress(smtplib.SMTPException, OSError):  # it is sent, or it is not: a farewell changes nothing
            connection.close()


def _of_address(code: int, said: bytes | str) -> NotSent:
    """What a refusal of the one address means: gone for good, or put off.

    A refusal for policy (5.7) is about us: it must not silence everybody we write to.
    """
    text = said.encode() if isinstance(said, str) else said
    finer = text[:1].isdigit() and text[1:2] == b"."
    gone = text.startswith(FOR_GOOD) if finer else code in NO_SUCH_ADDRESS
    return Refused(f"RCPT {code}") if gone and code >= 500 else NotSent(f"RCPT {code}")


def _told(problem: BaseException) -> str:
    code = getattr(problem, "smtp_code", "")
    return f"{type(problem).__name__} {code}".strip()
