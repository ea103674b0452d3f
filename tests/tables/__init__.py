"""Tests of what an office has."""
