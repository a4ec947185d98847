"""The engine: golden plans of other engines, a slow second reading, laws, and its parts."""
