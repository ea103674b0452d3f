"""Documents as text: cleaning with an offset map, printed figures, evidence."""
