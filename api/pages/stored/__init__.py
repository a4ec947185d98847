"""The pages of stored plans: what each party sees of one, and what it can do to it; all without scripts."""
