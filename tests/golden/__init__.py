"""Golden cases: small plans in the user's language, with the dates that they must have; README.md tells more."""
