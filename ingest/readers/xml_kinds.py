"""Which vocabulary an XML file is written in, by its first element."""

from pathlib import Path

from ingest.readers.xml_source import first_names, root_name

_LIDO = "http://www.lido-schema.org"
_TEI = "http://www.tei-c.org/ns/1.0"
_MARC = "http://www.loc.gov/MARC21/slim"
_BY_NAMESPACE = {
    _LIDO: "lido",
    _TEI: "tei",
    _MARC: "marcxml",
    "http://www.loc.gov/METS/": "mets",
    "http://www.loc.gov/METS/v2": "mets",
    "http://www.openarchives.org/OAI/2.0/": "oai",
    "http://www.openarchives.org/OAI/2.0/oai_dc/": "dublin-core",
    "urn:isbn:1-931666-22-9": "ead",
    "http://ead3.archivists.org/schema/": "ead",
    "http://www.w3.org/1999/xhtml": "html",
}
_BY_NAMESPACE_START = (
    ("http://www.loc.gov/standards/alto/", "alto"),
    ("http://schema.ccs-gmbh.com/", "alto"),
    ("http://schema.primaresearch.org/PAGE/", "page-xml"),
    ("http://www.lido-schema.org", "lido"),
    ("http://ead3.archivists.org/", "ead"),
    ("http://purl.org/dc/", "dublin-core"),
)
_BY_NAME = {
    "lido": "lido",
    "lidowrap": "lido",
    "ead": "ead",
    "eadgrp": "ead",
    "tei": "tei",
    "tei.2": "tei",
    "teicorpus": "tei",
    "teicorpus.2": "tei",
    "alto": "alto",
    "mets": "mets",
    "pcgts": "page-xml",
    "oai-pmh": "oai",
    "dc": "dublin-core",
    "metadata": "dublin-core",
    "html": "html",
}

_MARC_NAMES = frozenset({"controlfield", "datafield"})
_ENOUGH = 5  # elements: a collection, a record, its leader, a field


def xml_kind(path: Path) -> str | None:
    """The kind of an XML file; None when its vocabulary is none that we know, or it is not XML."""
    found = root_name(path)
    if found is None:
        return None
    namespace, name = found
    if namespace in _BY_NAMESPACE:
        return _BY_NAMESPACE[namespace]
    if not namespace and any(name in _MARC_NAMES for _, name in first_names(path, _ENOUGH)):
        return "marcxml"  # as some library systems export it
    starts = (kind for start, kind in _BY_NAMESPACE_START if namespace.startswith(start))
    return next(starts, _BY_NAME.get(name.lower()))
