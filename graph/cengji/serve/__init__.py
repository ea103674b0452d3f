"""The server: one safe address for SPARQL, the library's questions, the graphs and the page."""
