"""LIDO records as a curator would read them: every text kept, each with the element it stands in."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from lxml import etree

from ingest.documents import Document, Field
from ingest.readers import documents_in
from ingest.readers.lido.reading import documents
from retrieval.errors import UnreadableDocument

SPACE = 'xmlns:lido="http://www.lido-schema.org" xmlns:skos="http://www.w3.org/2004/02/skos/core#"'
TUREEN = """
<lido:lidoRecID lido:type="local">STU/lido/71.DG.77</lido:lidoRecID>
<lido:descriptiveMetadata xml:lang="en">
 <lido:objectClassificationWrap><lido:objectWorkTypeWrap><lido:objectWorkType>
  <lido:conceptID lido:type="URI">http://vocab.getty.edu/aat/300043108</lido:conceptID>
  <lido:term>tureen</lido:term><lido:term xml:lang="zh">汤盆</lido:term><lido:term xml:lang="fi">liemikulho</lido:term>
 </lido:objectWorkType></lido:objectWorkTypeWrap></lido:objectClassificationWrap>
 <lido:objectIdentificationWrap>
  <lido:titleWrap>
   <lido:titleSet><lido:appellationValue lido:pref="alternate">Oval dish</lido:appellationValue></lido:titleSet>
   <lido:titleSet><lido:appellationValue lido:pref="preferred">Lidded  tureen</lido:appellationValue></lido:titleSet>
  </lido:titleWrap>
  <lido:inscriptionsWrap><lido:inscriptions>
   <lido:inscriptionTranscription>TG</lido:inscriptionTranscription>
   <lido:inscriptionDescription><lido:descriptiveNoteValue>under the foot</lido:descriptiveNoteValue></lido:inscriptionDescription>
  </lido:inscriptions></lido:inscriptionsWrap>
  <lido:repositoryWrap>
   <lido:repositorySet lido:type="current">
    <lido:repositoryName><lido:legalBodyName><lido:appellationValue>Studiolo Museum</lido:appellationValue></lido:legalBodyName></lido:repositoryName>
    <lido:workID lido:type="inventory number">71.DG.77</lido:workID>
    <lido:workID lido:type="former inventory number">A 12</lido:workID>
   </lido:repositorySet>
  </lido:repositoryWrap>
  <lido:displayStateEditionWrap><lido:displayEdition>one of two</lido:displayEdition></lido:displayStateEditionWrap>
  <lido:objectDescriptionWrap><lido:objectDescriptionSet><lido:descriptiveNoteValue>LONG</lido:descriptiveNoteValue></lido:objectDescriptionSet></lido:objectDescriptionWrap>
  <lido:objectMeasurementsWrap><lido:objectMeasurementsSet><lido:objectMeasurements>
   <lido:measurementsSet><lido:measurementType>height</lido:measurementType><lido:measurementUnit>cm</lido:measurementUnit><lido:measurementValue>24.5</lido:measurementValue></lido:measurementsSet>
   <lido:extentMeasurements>with lid</lido:extentMeasurements>
  </lido:objectMeasurements></lido:objectMeasurementsSet></lido:objectMeasurementsWrap>
 </lido:objectIdentificationWrap>
 <lido:eventWrap>
  <lido:eventSet><lido:event>
   <lido:eventType><lido:term>Purchase</lido:term></lido:eventType>
   <lido:eventActor><lido:actorInRole>
    <lido:actor><lido:nameActorSet><lido:appellationValue>Studiolo Museum</lido:appellationValue></lido:nameActorSet></lido:actor>
    <lido:roleActor><lido:term>buyer</lido:term></lido:roleActor>
   </lido:actorInRole></lido:eventActor>
   <lido:eventDate><lido:displayDate>May 1971</lido:displayDate><lido:date><lido:earliestDate>1971-05-01</lido:earliestDate><lido:latestDate>1971-05-31</lido:latestDate></lido:date></lido:eventDate>
  </lido:event></lido:eventSet>
  <lido:eventSet><lido:event>
   <lido:eventType><lido:conceptID>http://terminology.lido-schema.org/lido00007</lido:conceptID><lido:term>made</lido:term></lido:eventType>
   <lido:eventActor>
    <lido:displayActorInRole>Thomas Germain (goldsmith)</lido:displayActorInRole>
    <lido:actorInRole>
     <lido:actor>
      <lido:nameActorSet><lido:appellationValue>Germain, Thomas</lido:appellationValue></lido:nameActorSet>
      <lido:nationalityActor><lido:term>French</lido:term></lido:nationalityActor>
      <lido:vitalDatesActor><lido:earliestDate>1673</lido:earliestDate><lido:latestDate>1748</lido:latestDate></lido:vitalDatesActor>
     </lido:actor>
     <lido:roleActor><lido:term>goldsmith</lido:term></lido:roleActor>
    </lido:actorInRole>
   </lido:eventActor>
   <lido:eventDate><lido:displayDate>about 1744</lido:displayDate><lido:date><lido:earliestDate>1742</lido:earliestDate><lido:latestDate>1746</lido:latestDate></lido:date></lido:eventDate>
   <lido:eventPlace><lido:place>
    <lido:namePlaceSet><lido:appellationValue>Paris</lido:appellationValue></lido:namePlaceSet>
    <lido:partOfPlace><lido:namePlaceSet><lido:appellationValue>France</lido:appellationValue></lido:namePlaceSet></lido:partOfPlace>
   </lido:place></lido:eventPlace>
   <lido:eventMaterialsTech><lido:materialsTech>
    <lido:termMaterialsTech lido:type="material"><lido:term>silver</lido:term></lido:termMaterialsTech>
    <lido:termMaterialsTech lido:type="technique"><lido:term>casting</lido:term></lido:termMaterialsTech>
   </lido:materialsTech></lido:eventMaterialsTech>
  </lido:event></lido:eventSet>
  <lido:eventSet><lido:event>
   <lido:eventType><lido:term>Sale</lido:term></lido:eventType>
   <lido:eventDate><lido:date><lido:earliestDate>1938</lido:earliestDate><lido:latestDate>1938</lido:latestDate></lido:date></lido:eventDate>
   <lido:eventDescriptionSet><lido:descriptiveNoteValue>from the D. David-Weill collection</lido:descriptiveNoteValue></lido:eventDescriptionSet>
  </lido:event></lido:eventSet>
  <lido:eventSet><lido:event>
   <lido:eventType><lido:term>Exhibition</lido:term></lido:eventType>
   <lido:eventName><lido:appellationValue>Silver for kings</lido:appellationValue></lido:eventName>
   <lido:eventDate><lido:displayDate>1993</lido:displayDate></lido:eventDate>
  </lido:event></lido:eventSet>
 </lido:eventWrap>
 <lido:objectRelationWrap>
  <lido:subjectWrap><lido:subjectSet><lido:subject><lido:subjectConcept><lido:term>boar</lido:term></lido:subjectConcept></lido:subject></lido:subjectSet></lido:subjectWrap>
  <lido:relatedWorksWrap><lido:relatedWorkSet>
   <lido:relatedWork><lido:object><lido:objectNote>Stand for the tureen</lido:objectNote></lido:object></lido:relatedWork>
   <lido:relatedWorkRelType><lido:term>belongs to</lido:term></lido:relatedWorkRelType>
  </lido:relatedWorkSet></lido:relatedWorksWrap>
 </lido:objectRelationWrap>
 <lido:conservatorsWhim>keep dry</lido:conservatorsWhim>
</lido:descriptiveMetadata>
<lido:descriptiveMetadata xml:lang="ru"><lido:objectIdentificationWrap>
 <lido:titleWrap><lido:titleSet><lido:appellationValue>Супница с крышкой</lido:appellationValue></lido:titleSet></lido:titleWrap>
 <lido:objectMeasurementsWrap><lido:objectMeasurementsSet><lido:displayObjectMeasurements>высота 24,5 см</lido:displayObjectMeasurements></lido:objectMeasurementsSet></lido:objectMeasurementsWrap>
</lido:objectIdentificationWrap></lido:descriptiveMetadata>
<lido:administrativeMetadata xml:lang="en">
 <lido:rightsWorkWrap><lido:rightsWorkSet><lido:rightsType>
  <lido:conceptID>http://creativecommons.org/publicdomain/mark/1.0/</lido:conceptID><lido:term>Public Domain Mark 1.0</lido:term>
 </lido:rightsType></lido:rightsWorkSet></lido:rightsWorkWrap>
 <lido:recordWrap><lido:recordID>77</lido:recordID></lido:recordWrap>
 <lido:resourceWrap><lido:resourceSet>
  <lido:resourceDescription>seen from above</lido:resourceDescription>
  <lido:rightsResource><lido:creditLine>Photo: Studiolo</lido:creditLine></lido:rightsResource>
 </lido:resourceSet></lido:resourceWrap>
</lido:administrativeMetadata>
"""  # noqa: E501
DESCRIPTION = "It was cast in one piece, chased and burnished. " * 8


def written(tmp_path: Path, *records: str, name: str = "objects.xml") -> Path:
    path = tmp_path / name
    inner = "".join(f"<lido:lido>{record}</lido:lido>" for record in records)
    path.write_text(f"<lido:lidoWrap {SPACE}>{inner}</lido:lidoWrap>", encoding="utf-8")
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path, "<lido:lidoRecID>other</lido:lidoRecID>", TUREEN.replace("LONG", DESCRIPTION))


@pytest.fixture
def tureen(path: Path) -> Document:
    return list(documents_in(path))[1]


def of(document: Document, name: str) -> list[Field]:
    return [field for field in document.fields if field.name == name]


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_a_record_is_named_and_described_in_its_own_language(tureen: Document) -> None:
    assert (tureen.record, tureen.title, tureen.language) == ("STU/lido/71.DG.77", "Lidded tureen", "en")
    assert tureen.metadata == {
        "object_number": "71.DG.77",
        "collection": "Studiolo Museum",
        "date": "about 1744",
        "license": "Public Domain Mark 1.0",
    }
    assert [(f.value, f.language, f.role) for f in of(tureen, "title")] == [
        ("Oval dish", "en", "alternate"),
        ("Lidded tureen", "en", ""),
        ("Супница с крышкой", "ru", ""),
    ]
    assert [f.value for f in of(tureen, "former_number")] == ["A 12"]


def test_fields_are_read_out_under_labels_in_the_language_of_their_part(tureen: Document) -> None:
    assert lines(tureen)[:4] == [
        "Object number: 71.DG.77",
        "former inventory number: A 12",
        "Title (alternate): Oval dish",
        "Title: Lidded tureen",
    ]
    for line in (
        "Inscription: TG (under the foot)",
        "height (cm): 24.5 (with lid)",
        "Date (made): about 1744",
        "Date (made): 1742–1746",
        "Place (made): Paris, France",
        "Material: silver",
        "Technique: casting",
        "Related to: Stand for the tureen (belongs to)",
        "License (work): Public Domain Mark 1.0",
        "Credit line (image): Photo: Studiolo",
        "Название: Супница с крышкой",
        "Размеры: высота 24,5 см",
    ):
        assert line in lines(tureen)


def test_what_is_told_in_a_second_language_stands_apart_under_its_title(tureen: Document) -> None:
    apart = [b.text for b in tureen.blocks if b.locator.headings == ("Супница с крышкой",)]
    assert apart == ["Название: Супница с крышкой", "Размеры: высота 24,5 см"]
    assert tureen.blocks[-2:] == tuple(b for b in tureen.blocks if b.text in apart)


def test_what_is_displayed_is_read_out_and_what_is_indexed_can_be_filtered(tureen: Document) -> None:
    makers = [(f.value, f.role) for f in of(tureen, "maker")]
    assert makers == [
        ("Thomas Germain (goldsmith)", ""), ("Germain, Thomas", "goldsmith"), ("Germain, Thomas", ""),
    ]  # fmt: skip
    assert [f.years for f in of(tureen, "date")] == [(1742, 1746), (1742, 1746)]
    assert "Germain, Thomas: French; 1673–1748" in lines(tureen)


def test_terms_in_far_languages_are_fields_that_are_not_read_out(tureen: Document) -> None:
    assert [f.value for f in of(tureen, "type")] == ["tureen", "汤盆", "liemikulho"]
    read_out = [line for line in lines(tureen) if line.startswith("Object type")]
    assert read_out == ["Object type: tureen", "Object type: 汤盆"]


def test_the_provenance_is_told_in_order_of_time_and_apart_from_exhibitions(tureen: Document) -> None:
    assert [(f.label, f.value, f.years) for f in of(tureen, "provenance")] == [
        ("Sale", "1938; from the D. David-Weill collection", (1938, 1938)),
        ("Purchase", "Studiolo Museum (buyer); May 1971", (1971, 1971)),
    ]
    assert [f.value for f in of(tureen, "exhibition")] == ["Silver for kings; 1993"]


def test_a_long_description_is_a_text_under_its_heading(tureen: Document) -> None:
    (text,) = [b for b in tureen.blocks if b.kind == "paragraph"]
    assert (text.kind, text.text) == ("paragraph", DESCRIPTION.strip())
    assert text.locator.headings == ("Description",)


def test_what_no_rule_knows_is_kept_under_its_own_name(tureen: Document) -> None:
    assert "Conservators whim: keep dry" in lines(tureen)
    assert "Edition: one of two" in lines(tureen)


def test_every_field_leads_to_the_element_that_says_it(path: Path, tureen: Document) -> None:
    tree = etree.parse(str(path))
    for field in tureen.fields:
        (element,) = tree.xpath(field.locator.xpath)
        said = " ".join("".join(element.itertext()).split())
        at = 0
        for piece in field.value.replace("(", "; ").replace(")", "; ").replace("–", "; ").split("; "):
            for part in filter(None, piece.split(", ")):
                assert (at := said.find(part.strip(), at)) >= 0, (field.value, said)


def test_every_text_of_the_record_reaches_a_field(path: Path, tureen: Document) -> None:
    kept = "\n".join(f"{f.label} {f.value} {f.role}" for f in tureen.fields)
    record = etree.parse(str(path)).getroot()[1]
    texts = [" ".join(text.split()) for text in record.itertext() if text.strip()]
    assert len(texts) > 50
    assert [text for text in texts if text not in kept] == [
        "http://vocab.getty.edu/aat/300043108", "http://terminology.lido-schema.org/lido00007",
    ]  # fmt: skip


def test_a_lone_record_and_version_1_1_terms_are_read(tmp_path: Path) -> None:
    concept = '<skos:Concept><skos:prefLabel xml:lang="de">Vase</skos:prefLabel></skos:Concept>'
    body = (
        f'<lido:descriptiveMetadata xml:lang="deu"><lido:objectClassificationWrap><lido:objectWorkTypeWrap>'
        f"<lido:objectWorkType>{concept}</lido:objectWorkType></lido:objectWorkTypeWrap>"
        "</lido:objectClassificationWrap></lido:descriptiveMetadata>"
    )
    path = tmp_path / "one.xml"
    path.write_text(f"<lido:lido {SPACE}>{body}</lido:lido>", encoding="utf-8")
    (vase,) = documents_in(path)
    assert (vase.title, vase.language, lines(vase)) == ("Vase", "de", ["Objektart: Vase"])
    assert vase.warnings == ()


def test_a_record_without_a_title_is_called_by_its_file(path: Path) -> None:
    assert next(iter(documents(path))).title == "objects 1"


def test_a_file_without_records_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"objects\.xml: there is no LIDO record"):
        list(documents_in(written(tmp_path)))


def test_records_come_one_at_a_time(tmp_path: Path) -> None:
    many = written(tmp_path, *[f"<lido:lidoRecID>r{n}</lido:lidoRecID>" for n in range(300)])
    found: Iterator[Document] = documents(many)
    assert next(found).record == "r0"
    assert [document.record for document in found][-1] == "r299"


@pytest.mark.parametrize(
    "record",
    [
        "<lido:partOfPlace>" * 10_000 + "</lido:partOfPlace>" * 10_000,
        "<lido:descriptiveMetadata><lido:eventWrap><lido:eventSet/></lido:eventWrap></lido:descriptiveMetadata>",
        '<lido:descriptiveMetadata xml:lang=""><lido:eventWrap><lido:eventSet><lido:event><lido:eventDate>'
        "<lido:date><lido:earliestDate>long ago</lido:earliestDate></lido:date></lido:eventDate></lido:event>"
        "</lido:eventSet></lido:eventWrap></lido:descriptiveMetadata>",
    ],
)
def test_odd_records_cost_an_error_at_most(tmp_path: Path, record: str) -> None:
    with suppress(UnreadableDocument):
        list(documents_in(written(tmp_path, record)))


def test_a_damaged_file_costs_an_error_and_nothing_else(tmp_path: Path, path: Path) -> None:
    seed, chance = path.read_text(encoding="utf-8"), random.Random(5)
    names = sorted({element.tag.split("}")[1] for element in etree.fromstring(seed.encode()).iter()})
    for n in range(60):
        spoiled = seed
        for _ in range(chance.randint(1, 6)):
            spoiled = spoiled.replace(f"lido:{chance.choice(names)}", f"lido:{chance.choice(names)}")
        damaged = tmp_path / f"{n}.xml"
        damaged.write_text(spoiled, encoding="utf-8")
        with suppress(UnreadableDocument):
            list(documents_in(damaged))
