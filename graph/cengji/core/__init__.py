"""What every room needs, each thing once: errors, files, namespaces, neutral texts, query files, resources, terms."""
