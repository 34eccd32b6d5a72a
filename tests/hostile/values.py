"""What no honest browser sends: values for parameters, fields and bodies."""

from __future__ import annotations

from urllib.parse import quote

# As they stand in an address or a form, percent-encoded.
TEXTS = (
    "%00",
    "a%00b",
    "9" * 5000,
    str(10**30),
    str(2**63),
    "-1",
    "%ED%A0%80",  # a lone surrogate
    "%FF%FE",
    quote("²"),  # a digit to isdigit(), no number to int()
    quote("٣"),  # a number to int(), not written in ASCII
    "NaN",
    "1e999",
    "0001-01-01",
    "9999-12-31",
    quote("\u202efdp.exe"),
    quote("'\";--%"),
)
_DEEP = b"[" * 100_000
# As the interface gets them in a member of a body.
MEMBERS = (
    b'"\\u0000"',
    b'"a\\u0000b"',
    b'{"\\u0000": 1}',
    b'"\\ud800"',
    b'{"\\udfff": "\\ud800"}',
    b"9" * 5000,
    str(10**30).encode(),
    str(2**63).encode(),
    b"-1",
    b"1e999",
    b"NaN",
    b"true",
    b"null",
    b"[" * 500 + b"]" * 500,
    b'{"a": ' * 500 + b"1" + b"}" * 500,
    b'"0001-01-01"',
    b'"9999-12-31"',
    b'"' + b"9" * 5000 + b'"',
    '"\u202efdp.exe"'.encode(),
    _DEEP,
)
BODIES = (
    _DEEP,
    _DEEP + b"]" * 100_000,
    b"\xff\xfe",
    b"null",
    b'"x"',
    b"[]",
    b'{"\\u0000": "\\u0000"}',
    b'{"\\ud800": 1}',
    b"9" * 5000,
    b"{",
)
