"""The law over every door: what is hidden from a party changes nothing of what it gets."""
