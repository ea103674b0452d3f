"""The page: one HTML file from template, style, script and data."""

from cengji.view.page.render import PLAIN_LIMIT, page, page_content, page_of

__all__ = ["PLAIN_LIMIT", "page", "page_content", "page_of"]
