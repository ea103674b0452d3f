"""The curator's page: a draft becomes a checked case beside its article, in a browser on this machine; no RDF."""
