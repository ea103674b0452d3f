"""What every room needs, each thing once: errors, namespaces, resources, query files."""
