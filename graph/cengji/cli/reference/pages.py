"""The generated pages by file name."""

from __future__ import annotations

import json

from cengji.cases.schema import json_schema
from cengji.cli.reference.html import html_page
from cengji.cli.reference.markdown import cli_page, model_page, queries_page, schemes_page
from cengji.dataset import read_ontology

__all__ = ["reference_pages"]


def reference_pages() -> dict[str, str]:
    """Return every generated page of docs/reference, by file name."""
    ontology = read_ontology()
    return {
        "case.schema.json": json.dumps(json_schema(ontology.vocabulary), ensure_ascii=False, indent=1) + "\n",
        "cli.md": cli_page(),
        "model.md": model_page(ontology),
        "queries.md": queries_page(),
        "reference.html": html_page(ontology),
        "schemes.md": schemes_page(ontology),
    }
