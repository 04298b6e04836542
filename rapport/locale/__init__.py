"""The texts of the interface in the languages of the site: how they are gathered, kept and compiled.

``python -m rapport.locale`` (``make messages``) does all three; ``docs/translating.md`` says how one translates.
The labels of codes are not here: they are data, in ``rapport/vocabularies/data``.
"""
