"""Who may come in: what they show at the door, and what that lets them do."""
