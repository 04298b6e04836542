"""The report as a text document of Word: styles, contents, footnotes, and charts that it draws itself."""

from rapport.summary.docx.package import write_docx

__all__ = ["write_docx"]
