"""Tests of the curator's page."""
