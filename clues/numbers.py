"""Numbers of letters and clues: given once, never again, and known in addresses."""

from __future__ import annotations

from django.db import connection, models
from django.utils import timezone

_NEXT = """
INSERT INTO clues_numberseries AS s (name, year, last) VALUES (%s, %s, 1)
ON CONFLICT (name, year) DO UPDATE SET last = s.last + 1 RETURNING last
"""


def next_number(series: str) -> str:
    """For example "XS-2026-000123". Waits for whoever takes one of the same series; never given twice."""
    year = timezone.localdate().year
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [series, year])
        return f"{series}-{year}-{cursor.fetchone()[0]:06d}"


LETTER_SERIES = "XF"  # 信访


CLUE_SERIES = "XS"  # 线索


SENT_ON_SERIES = "ZS"  # 转送


BULLETIN_SERIES = "TB"  # 通报


STOCK_SERIES = "HD"  # 台账核对


INQUIRY_SERIES = "HX"  # 函询


INTERCESSION_SERIES = "SQ"  # 说情


class NumberConverter:
    """As `next_number` gives it: anything else is no address, before the database is asked."""

    regex = "[A-Z]{2,10}-[0-9]{4}-[0-9]{6,12}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class NumberSeries(models.Model):
    """The last number given in a series and year; its row lock makes numbers gapless within a commit."""

    name = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "year"], name="one_series_per_year")]
