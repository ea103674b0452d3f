"""Cases: the model of one documented place and the loader of its YAML file."""

from cengji.cases.case import Case
from cengji.cases.loader import LoadedCase, load_cases
from cengji.cases.references import Vocabulary

__all__ = ["Case", "LoadedCase", "Vocabulary", "load_cases"]
