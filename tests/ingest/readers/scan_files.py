"""Small pages of recognised text for tests: ALTO, PAGE XML, and the METS around them."""

from __future__ import annotations

from collections.abc import Sequence

ALTO = "http://www.loc.gov/standards/alto/ns-v3#"
PAGE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"


def alto(blocks: str, *, unit: str = "pixel", tags: str = "", page: str = "") -> str:
    return (
        f'<alto xmlns="{ALTO}"><Description><MeasurementUnit>{unit}</MeasurementUnit></Description>{tags}'
        f'<Layout><Page ID="P1" {page}>{blocks}</Page></Layout></alto>'
    )


def block(key: str, *lines: str, more: str = "") -> str:
    """A block of ALTO; words of a line are parted by spaces, `~` marks one that ends in a hyphen."""
    return (
        f'<TextBlock ID="{key}" HPOS="10" VPOS="20" WIDTH="300" HEIGHT="90" {more}>'
        + "".join(f"<TextLine>{_words(line)}</TextLine>" for line in lines)
        + "</TextBlock>"
    )


def _words(line: str) -> str:
    return "<SP/>".join(f'<String CONTENT="{word}" WC="0.9"/>' for word in line.split())


def print_space(*blocks: str) -> str:
    return f"<PrintSpace>{''.join(blocks)}</PrintSpace>"


def page_xml(regions: str, *, order: Sequence[str] = ()) -> str:
    refs = "".join(f'<RegionRefIndexed index="{n}" regionRef="{key}"/>' for n, key in enumerate(order))
    reading = f'<ReadingOrder><OrderedGroup id="g">{refs}</OrderedGroup></ReadingOrder>' if order else ""
    return f'<PcGts xmlns="{PAGE}"><Page imageFilename="1.tif">{reading}{regions}</Page></PcGts>'


def region(key: str, *lines: str, kind: str = "paragraph") -> str:
    return (
        f'<TextRegion id="{key}" type="{kind}"><Coords points="10,20 310,20 310,110 10,110"/>'
        + "".join(
            f'<TextLine><TextEquiv index="1"><Unicode>wrong</Unicode></TextEquiv>'
            f'<TextEquiv index="0" conf="0.8"><Unicode>{line}</Unicode></TextEquiv></TextLine>'
            for line in lines
        )
        + "</TextRegion>"
    )


def mets(
    files: Sequence[tuple[str, str]],
    *,
    mods: str = "<mods:titleInfo><mods:title>The Fen Gazette</mods:title></mods:titleInfo>",
    logical: str = "",
    links: str = "",
    rights: str = "",
) -> str:
    """A METS of one group FULLTEXT, `files` being ids and hrefs, each a page with a label."""
    listed = "".join(
        f'<mets:file ID="{key}" MIMETYPE="text/xml"><mets:FLocat xlink:href="{href}"/></mets:file>'
        for key, href in files
    )
    pages = "".join(
        f'<mets:div TYPE="page" ID="PHYS_{n}" ORDER="{n}" ORDERLABEL="p. {n}">'
        f'<mets:fptr FILEID="{key}"/></mets:div>'
        for n, (key, _) in enumerate(files, 1)
    )
    return (
        '<mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:mods="http://www.loc.gov/mods/v3">'
        f'<mets:dmdSec ID="D1"><mets:mdWrap MDTYPE="MODS"><mets:xmlData><mods:mods>{mods}</mods:mods>'
        f"</mets:xmlData></mets:mdWrap></mets:dmdSec>{rights}"
        f'<mets:fileSec><mets:fileGrp USE="FULLTEXT">{listed}</mets:fileGrp></mets:fileSec>'
        f'<mets:structMap TYPE="LOGICAL">{logical}</mets:structMap>'
        f'<mets:structMap TYPE="PHYSICAL"><mets:div TYPE="physSequence">{pages}</mets:div></mets:structMap>'
        f"<mets:structLink>{links}</mets:structLink></mets:mets>"
    )
