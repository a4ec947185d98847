"""What the service withstands: it is killed, crowded, and sent what does harm, as a real process on real databases."""
