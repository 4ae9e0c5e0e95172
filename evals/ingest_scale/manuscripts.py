"""Makes TEI descriptions of manuscripts, as long as those that libraries publish.

The same seed makes the same ones. Sentences come from a few forms, names are made up for each, so that
words grow with the collection as they do in a library's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from evals.near_alike import facts
from evals.scale.lines import made_up_name

SEED = 11
_INDENTED = re.compile(r"^ +", re.MULTILINE)
_TEI = "http://www.tei-c.org/ns/1.0"
_OAI = "http://www.openarchives.org/OAI/2.0/"
_WORKS = """
On the keeping of bees|Sermons for the feasts of winter|A book of remedies|Letters to a steward|
The siege of the salt town|On eclipses|Psalter with glosses|Accounts of the wool hall|
A treatise on clocks|Lives of the abbots|Statutes of the guild of glaziers|A herbal|Songs in three voices|
On the properties of stones|A chronicle of the northern march|Rules for the kitchen|Questions on the soul
""".replace("\n", "").split("|")
_PARTS = ("prologue", "first book", "second book", "table of chapters", "colophon", "continuation")
_HANDS = ("a small upright book hand", "two cursive hands", "a clear chancery hand", "several hands")
_BINDINGS = ("limp vellum", "calf over pasteboard", "oak boards, rebacked", "half leather of about 1850")
_FIRST_NAMES = ("Agnes", "Hugh", "Isabel", "John", "Margaret", "Peter", "Richard", "Thomas", "William")
_LANGUAGES = (("la", "Latin"), ("en", "English"), ("fr", "French"), ("cy", "Welsh"))
_MATERIALS = (("perg", "parchment"), ("chart", "paper"), ("mixed", "paper and parchment"))


def manuscript(number: int, *, seed: int = SEED) -> str:
    """The TEI element that describes the manuscript of that number."""
    random = Random(f"manuscript {seed} {number}")
    shelfmark = f"Abbey MS. {number + 1}"
    made = f"""<TEI xmlns="{_TEI}" xml:id="manuscript_{number + 1}">
 <teiHeader>
  <fileDesc>
   <titleStmt>
    <title>{shelfmark}</title>
    <title type="collection">Abbey MSS.</title>
    <respStmt><resp when="2018">Summary description</resp><persName>{_person(random)}</persName></respStmt>
    <respStmt><resp when="2018">Markup and encoding</resp><persName>{_person(random)}</persName></respStmt>
   </titleStmt>
   <publicationStmt>
    <publisher><orgName type="department">Special collections</orgName>
     <orgName type="institution">The Abbey Library</orgName><email>desk@abbey.example</email></publisher>
    <availability>
     <licence target="https://creativecommons.org/publicdomain/zero/1.0/">This description is released under
      a CC0 licence.</licence>
    </availability>
    <idno type="msID">Abbey_MS_{number + 1}</idno>
    <idno type="catalogue">Western</idno>
   </publicationStmt>
   <sourceDesc>
    <msDesc xml:id="Abbey_MS_{number + 1}" xml:lang="en">
     <msIdentifier><settlement>{made_up_name("en", random)}</settlement>
      <repository>Abbey Library</repository>
      <idno type="shelfmark">{shelfmark}</idno>
     </msIdentifier>
{_contents(random, number + 1)}
{_physical(random)}
{_history(random)}
     <additional><adminInfo><recordHist><source>
      <listBibl><bibl>{_person(random)}, <title>A catalogue of the manuscripts of the abbey</title>
       ({random.randint(1840, 1960)}), {random.randint(1, 400)}</bibl></listBibl>
     </source></recordHist></adminInfo></additional>
    </msDesc>
   </sourceDesc>
  </fileDesc>
  <revisionDesc><change when="2019-01-{random.randint(1, 28):02}">Record created.</change></revisionDesc>
 </teiHeader>
 <text><body><p/></body></text>
</TEI>"""
    return _INDENTED.sub(lambda spaces: spaces.group() * 3, made)  # as editors of XML write it


def _contents(random: Random, number: int) -> str:
    code, language = random.choice(_LANGUAGES)
    items = "\n".join(_item(random, number, n) for n in range(1, random.choice((1, 1, 1, 1, 1, 2)) + 1))
    return f"""     <msContents>
      <textLang mainLang="{code}">{language}</textLang>
{items}
     </msContents>"""


def _item(random: Random, number: int, n: int) -> str:
    words = " ".join(made_up_name("en", random).lower() for _ in range(4))
    incipit = f"\n       <incipit>{words}</incipit>" if random.random() < 0.3 else ""
    return f"""      <msItem n="{n}" xml:id="Abbey_MS_{number}-item{n}">
       <locus>(fols. {n * 20 - 19}r-{n * 20}v)</locus>
       <author key="person_{random.randint(1, 10**8)}">{_person(random)}</author>
       <title key="work_{random.randint(1, 10**8)}">{random.choice(_WORKS)}</title>{incipit}
       <note>With the {random.choice(_PARTS)}.</note>
      </msItem>"""


def _physical(random: Random) -> str:
    code, material = random.choice(_MATERIALS)
    height = random.randint(120, 400)
    return f"""     <physDesc>
      <objectDesc form="codex"><supportDesc material="{code}"><support>{material}</support>
       <extent>{random.randint(20, 300)} leaves <dimensions type="leaf" unit="mm"><height>{height}</height>
        <width>{height * 2 // 3}</width></dimensions></extent></supportDesc></objectDesc>
{random.choice(("", "", "", _hand(random), _decoration(random), _binding(random)))}     </physDesc>"""


def _hand(random: Random) -> str:
    return f"      <handDesc><handNote>Written in {random.choice(_HANDS)}.</handNote></handDesc>\n"


def _decoration(random: Random) -> str:
    figure = random.choice(facts.FIGURES).en
    return f"      <decoDesc><decoNote>An initial with {figure} on fol. 1r.</decoNote></decoDesc>\n"


def _binding(random: Random) -> str:
    return f"      <bindingDesc><p>Bound in {random.choice(_BINDINGS)}.</p></bindingDesc>\n"


def _history(random: Random) -> str:
    first = random.randint(1100, 1550)
    return f"""     <history>
      <origin><origDate calendar="Gregorian" notBefore="{first}" notAfter="{first + 50}">between {first} and
       {first + 50}</origDate>, <origPlace>{made_up_name("en", random)}</origPlace></origin>
{random.choice(("", "", _owners(random)))}     </history>"""


def _owners(random: Random) -> str:
    sold = random.randint(1650, 1900)
    return f"""      <provenance>Owned by {_person(random)} of {made_up_name("en", random)},
       whose name is on fol. 2r.</provenance>
      <acquisition when="{sold}">Bought from {random.choice(facts.OWNERS).en} in {sold}.</acquisition>
"""


def _person(random: Random) -> str:
    return f"{random.choice(_FIRST_NAMES)} {made_up_name('en', random)}"


def _write_files(folder: Path, records: int) -> None:
    for number in range(records):
        declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
        path = folder / f"abbey-{number // 1000:03}" / f"ms-{number + 1:06}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(declaration + manuscript(number), encoding="utf-8")


def _response(records: int) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="{_OAI}"><ListRecords>\n'
    for number in range(records):
        header = f"<header><identifier>oai:abbey:{number + 1}</identifier></header>"
        yield f"<record>{header}<metadata>{manuscript(number)}</metadata></record>\n"
    yield "</ListRecords></OAI-PMH>\n"


def _write_response(folder: Path, records: int) -> None:
    with (folder / "abbey.xml").open("w", encoding="utf-8") as file:
        file.writelines(_response(records))


FORMS: dict[str, Callable[[Path, int], None]] = {"files": _write_files, "response": _write_response}


def write_collection(folder: Path, records: int, form: str) -> int:
    """Writes so many records into `folder`, as `files` of one each or as one `response` of a repository;
    returns the bytes written.
    """
    FORMS[form](folder, records)
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
