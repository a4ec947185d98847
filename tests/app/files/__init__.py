"""Where attached files are kept, and what is taken."""
