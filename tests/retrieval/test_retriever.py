from pathlib import Path

from langchain_core.runnables import RunnableLambda

from retrieval.embeddings import Embedder
from retrieval.filters import Filters
from retrieval.index import PassageIndex
from retrieval.retriever import PassageRetriever
from tests.retrieval.conftest import make_passage


def test_a_chain_gets_the_passages_that_a_search_finds(tmp_path: Path, embedder: Embedder) -> None:
    with PassageIndex.open(tmp_path, embedder) as index:
        index.add(
            [make_passage(text, f"{text[:5]}.md") for text in ("silver tureen", "bronze clock", "银碗")]
        )
        chain = PassageRetriever(index=index, k=2) | RunnableLambda(lambda found: found)
        found = chain.invoke("the bronze clock")
        expected = index.search("the bronze clock", 2)
    assert [d.id for d in found] == [e.passage.passage_id for e in expected]
    assert found[0].page_content == expected[0].passage.text
    assert found[0].metadata["document_id"] == expected[0].passage.document_id
    assert found[0].metadata["locator"] == {"lines": [1, 2]}


def test_filters_hold_for_a_chain_too(tmp_path: Path, embedder: Embedder) -> None:
    with PassageIndex.open(tmp_path, embedder) as index:
        index.add([make_passage("silver tureen", language="en"), make_passage("银碗", "b.md", language="zh")])
        retriever = PassageRetriever(index=index, filters=Filters(language=("zh",)))
        assert [d.page_content for d in retriever.invoke("silver")] == ["银碗"]
