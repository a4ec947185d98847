"""What the service can do, whoever asks."""
