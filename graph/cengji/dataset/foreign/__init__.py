"""Foreign data, of W3C ORG or SKOS, said in the form of the model beside what they say themselves."""

from cengji.dataset.lift.lift import RULES, Lifting, lifted
from cengji.dataset.lift.recognition import is_foreign, refuse_unknown

__all__ = ["RULES", "Lifting", "is_foreign", "lifted", "refuse_unknown"]
