"""The library of templates: content that holds under every answer, and the few rules that make plans of it."""
