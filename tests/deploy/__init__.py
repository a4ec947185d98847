"""What an operator starts from: a compose file, a proxy's configuration, an environment."""
