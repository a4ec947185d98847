"""How fast Backplan is, as ratios against fairly written rivals."""
