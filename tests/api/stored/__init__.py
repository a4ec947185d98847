"""Plans that are kept, over HTTP."""
