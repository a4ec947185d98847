"""Amounts of money as they are written in any country: the currency's letters, then the figure."""

from __future__ import annotations


def amount_in(currency: str | None, amount: float) -> str:
    """Say an amount: `EUR 6,500`, cents only where there are any, without letters where nobody named a currency."""
    figure = f"{abs(amount):,.2f}".removesuffix(".00")
    said = f"{currency} {figure}" if currency else figure
    return f"\N{MINUS SIGN}{said}" if amount < 0 else said
