"""Saved web pages (mhtml, also under the name .doc): the page within the MIME message."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import Message

from planparse.config import Config
from planparse.errors import Reject
from planparse.read.html import charset, page_text
from planparse.read.source import SourceText

READER = "mhtml"
# The page comes first; pictures follow.
_PARTS = 2000


def read(data: bytes, name: str, config: Config) -> SourceText:
    """The main text of the page that a saved web page holds.

    Errors: Reject (stage `read`) where no page is in it.
    """
    message = message_from_bytes(data, policy=policy.compat32)
    for number, part in enumerate(message.walk()):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return _page(part, data, name, config)
        if number > _PARTS:
            break
    raise Reject("read", "a saved web page (mhtml) without a page in it")


def _page(part: Message, data: bytes, name: str, config: Config) -> SourceText:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    text, encoding = charset(content, part.get_content_charset())
    return page_text(text, encoding, data, name, config, READER)
