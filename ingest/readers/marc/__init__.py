"""MARC 21 and its relatives, binary and as XML: bibliographic records, one document each."""

from ingest.readers.marc.reading import documents, record_document, xml_documents

__all__ = ["documents", "record_document", "xml_documents"]
