"""What the web server may say of a request."""

from __future__ import annotations

import logging


class WithoutQuery(logging.Filter):
    """Cuts the query off every address the web server logs: it holds what people search for."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("uvicorn") and isinstance(record.args, tuple):
            record.args = tuple(_cut(part) for part in record.args)
        return True


class InOneLine(logging.Filter):
    """Refused requests (a host of another name, a body too large) are no defects: a line, no traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security"):
            record.exc_info = record.exc_text = None
        return True


def _cut(part: object) -> object:
    return part.partition("?")[0] if isinstance(part, str) else part
