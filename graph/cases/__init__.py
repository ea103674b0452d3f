"""Cases: the model of one documented place and the loader of its YAML file."""

from graph.cases.loader import LoadedCase, load_cases
from graph.cases.model import Case
from graph.cases.vocabulary import Vocabulary

__all__ = ["Case", "LoadedCase", "Vocabulary", "load_cases"]
