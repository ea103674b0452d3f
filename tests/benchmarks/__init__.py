"""Measurements: ratios against a peer in the same run, on demand."""
