"""A report as PDF: tagged, with bookmarks, its numbers leading to the partnerships behind them."""

from rapport.summary.pdf.writing import write_pdf

__all__ = ["write_pdf"]
