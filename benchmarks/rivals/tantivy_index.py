"""The registry in tantivy, in memory: words in one text field, facet values in fast fields."""

from collections.abc import Iterable

import tantivy

from benchmarks.questions import FACETS, Question
from benchmarks.rivals.facts import Facts

Counted = tuple[int, dict[str, dict[str, int]]]
_MOST_VALUES = 500


class TantivyIndex:
    def __init__(self, found: Iterable[Facts]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("words")
        builder.add_unsigned_field("record", stored=True, fast=True)
        for facet in FACETS:
            builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema)
        writer = self.index.writer(200_000_000, 1)
        for each in found:
            document = tantivy.Document(words=[f"{each.name} {each.text}"], **each.values)
            document.add_unsigned("record", each.record)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()
        self.aggregations = {facet: {"terms": {"field": facet, "size": _MOST_VALUES}} for facet in FACETS}

    def answer(self, question: Question) -> Counted:
        """The total and the counts of every value of every facet, and twenty records by number."""
        query = self._query(question)
        found = self.searcher.search(query, 20, count=True, order_by_field="record")
        counted = self.searcher.aggregate(query, self.aggregations)
        counts = {
            facet: {bucket["key"]: bucket["doc_count"] for bucket in counted[facet]["buckets"]} for facet in FACETS
        }
        return found.count, counts

    def _query(self, question: Question) -> tantivy.Query:
        terms = [*(("words", word) for word in question.words), *question.values]
        conditions = [
            (tantivy.Occur.Must, tantivy.Query.term_query(self.schema, name, value, index_option="basic"))
            for name, value in terms
        ]
        return tantivy.Query.boolean_query(conditions)
