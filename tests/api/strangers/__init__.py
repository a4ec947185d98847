"""Every route of the application, tried by everybody who has no business there."""
