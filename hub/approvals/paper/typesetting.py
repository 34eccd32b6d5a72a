"""From data to a PDF. What people wrote goes to the typesetter as data (JSON) and never as markup.

The faces come from a locked package and no other is used, so that a sheet looks the same on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
# Language and region as the typesetter names them.
_REGIONS = {"zh-hans": ("zh", "cn"), "en": ("en", "gb")}
LANGUAGES = tuple(_REGIONS)


def typeset(template: Path, data: Mapping[str, Any], *, language: str) -> bytes:
    """The template with its data, each under its name as JSON; `lang` and `region` come with it.

    PDF/A-2b, except where a rare character is in none of the locked faces.
    """
    lang, region = _REGIONS[language]
    told = {name: json.dumps(said, ensure_ascii=False) for name, said in data.items()}
    inputs = {"lang": lang, "region": region, **told}
    try:
        return _compile(template, inputs, ignore_system_fonts=True, pdf_standards="a-2b")
    except typst.TypstError:
        # A rare character that the locked faces lack, which PDF/A forbids: the machine's own may have it.
        return _compile(template, inputs, ignore_system_fonts=False)


def _compile(template: Path, inputs: dict[str, str], **options: Any) -> bytes:
    return typst.compile(
        template, root=template.parent, format="pdf", font_paths=[FONTS], sys_inputs=inputs, **options
    )
