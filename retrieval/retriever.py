"""The index as a LangChain retriever, for chains that others build on it."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from retrieval.filters import Filters
from retrieval.index import PassageIndex
from retrieval.passages import Evidence


class PassageRetriever(BaseRetriever):
    """Finds the `k` passages that fit a question best, among those `filters` allow.

    Each LangChain document holds a passage's verbatim text, its id, and in its metadata the document,
    title, language, kind, locator and score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: PassageIndex
    k: int = 8
    filters: Filters = Filters()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  LangChain's signature
    ) -> list[Document]:
        return [_document(evidence) for evidence in self.index.search(query, self.k, self.filters)]


def _document(evidence: Evidence) -> Document:
    passage = evidence.passage
    metadata: dict[str, Any] = {
        "document_id": passage.document_id,
        "title": passage.title,
        "language": passage.language,
        "kind": passage.kind,
        "locator": passage.locator.to_json(),
        "score": evidence.score,
    }
    return Document(id=passage.passage_id, page_content=passage.text, metadata=metadata)
