"""Whatever order the elements of METS, ALTO, PAGE XML, MODS, Dublin Core and OAI-PMH come in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from ingest.readers import documents_in
from retrieval.errors import UnreadableDocument

ROOTS = {
    "mets": "http://www.loc.gov/METS/",
    "PcGts": "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15",
    "alto": "http://www.loc.gov/standards/alto/ns-v4#",
    "OAI-PMH": "http://www.openarchives.org/OAI/2.0/",
    "metadata": "",
}
NAMES = st.sampled_from(
    """dmdSec mdWrap xmlData mods titleInfo title name namePart role roleTerm accessCondition relatedItem
    originInfo dateIssued languageTerm fileSec fileGrp file FLocat structMap div fptr area smLink rightsMD
    Page ReadingOrder OrderedGroup RegionRefIndexed TextRegion TableRegion TextLine TextEquiv Unicode Word
    Layout PrintSpace TopMargin TextBlock ComposedBlock String SP HYP Tags LayoutTag
    ListRecords record header identifier metadata error resumptionToken dc rights date format""".split()  # noqa: SIM905
)
VALUES = st.sampled_from(["", "x", "1", "../x.xml", "page.xml", "PHYSICAL", "LOGICAL", "deleted", "nan"])
ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        """ID id TYPE type USE FILEID LABEL ORDER href from to index regionRef points HPOS WIDTH WC status
        SUBS_TYPE CONTENT MIMETYPE DMDID""".split()  # noqa: SIM905
    ),
    VALUES,
    max_size=4,
)


def element(name: str, attributes: dict[str, str], children: list[str]) -> str:
    said = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{said}>{''.join(children)}</{name}>"


TREES = st.recursive(
    st.sampled_from(["", "words", "Auf-", "字", "Closed until 2031"]),
    lambda inner: st.builds(element, NAMES, ATTRIBUTES, st.lists(inner, max_size=4)),
    max_leaves=25,
)


@pytest.mark.parametrize("root", ROOTS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trees=st.lists(TREES, max_size=3))
def test_a_file_is_read_or_refused_and_its_places_lead_back(
    tmp_path: Path, root: str, trees: list[str]
) -> None:
    path = tmp_path / "any.xml"
    space = f' xmlns="{ROOTS[root]}"' if ROOTS[root] else ""
    path.write_text(f"<{root}{space}>{''.join(trees)}</{root}>", "utf-8")
    try:
        documents = list(documents_in(path))
    except UnreadableDocument:
        return
    parsed = etree.parse(str(path))
    for block in (block for document in documents for block in document.blocks):
        assert block.text.strip()
        assert parsed.xpath(block.locator.xpath), block
