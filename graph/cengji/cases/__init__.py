"""Cases: the model of one documented place and the loader of its YAML file; each part is imported when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cengji.core.lazy import import_on_use

if TYPE_CHECKING:
    from cengji.cases.case import Case
    from cengji.cases.loader import LoadedCase, load_cases
    from cengji.cases.vocabulary import Vocabulary

__all__ = ["Case", "LoadedCase", "Vocabulary", "load_cases"]

__getattr__ = import_on_use(__name__, {"Case": "case", "LoadedCase": "loader", "Vocabulary": "vocabulary", "load_cases": "loader"})
