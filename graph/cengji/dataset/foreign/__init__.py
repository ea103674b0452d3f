"""Foreign data, of W3C ORG or SKOS, mapped onto the model beside what they state themselves."""

from cengji.dataset.foreign.mapping import RULES, ForeignMapping, keep_persons, leave_out_persons, map_foreign
from cengji.dataset.foreign.recognize import has_model_terms, is_foreign, refuse_empty, refuse_unknown

__all__ = [
    "RULES",
    "ForeignMapping",
    "has_model_terms",
    "is_foreign",
    "keep_persons",
    "leave_out_persons",
    "map_foreign",
    "refuse_empty",
    "refuse_unknown",
]
