"""The engine inside a page: Oxigraph's build for browsers, as a classic script and a module whose memory is bounded."""

from cengji.view.engine.browser import MEMORY_PAGES, BrowserEngine, read_browser_engine

__all__ = ["MEMORY_PAGES", "BrowserEngine", "read_browser_engine"]
