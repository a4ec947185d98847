"""How people of other parties come in."""
