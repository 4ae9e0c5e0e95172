"""Which field of a record each MARC field fills, for MARC 21, its authority records and for UNIMARC.

A rule takes the subfields under its codes, in the order of the source; what no rule of a field takes
becomes a note under the same label. `*` takes all that say anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.documents import FieldName


@dataclass(frozen=True, slots=True)
class MarcRule:
    """`between` joins the values; `label` is a word of `marc_wording`; `quiet` fields are not read out."""

    name: FieldName
    codes: str = "*"
    label: str = ""
    between: str = " "
    roles: str = ""
    each: bool = False  # every subfield a field of its own
    quiet: bool = False


def _rules(table: Mapping[str, tuple[MarcRule, ...]]) -> dict[str, tuple[MarcRule, ...]]:
    return {tag: rules for tags, rules in table.items() for tag in tags.split()}


_MAKER = MarcRule("maker", "abcdfgqn", roles="ej")
_ABOUT = MarcRule("subject", between="--")
_TITLE = "abfghknps"
_IDENTIFIER = MarcRule("identifier", quiet=True)

MARC21 = _rules(
    {
        "010 013 015 016 017 018 020 022 024 025 026 027 028 030 032 035 036 037 038 050 052 055 060 070 074 "
        "080 082 083 084 085 086 088 090 091 092 096 098": (_IDENTIFIER,),
        "099": (MarcRule("object_number"),),
        "034 255": (MarcRule("note", label="scale"),),
        "100 110 111 700 710 711 720": (_MAKER, MarcRule("related", "tklmnoprs", label="work")),
        "130 240 243 730": (MarcRule("title", label="uniform title"),),
        "245": (MarcRule("title", _TITLE), MarcRule("note", "c", label="responsibility")),
        "210 222 242 246 247 740": (MarcRule("title", _TITLE, label="other title"),),
        "250 251 254": (MarcRule("note", label="edition"),),
        "260 264": (
            MarcRule("place", "ae", each=True),
            MarcRule("note", "bf", label="publisher", each=True),
            MarcRule("date", "cg", each=True),
        ),
        "300": (
            MarcRule("extent", "aefg"),
            MarcRule("note", "b", label="details"),
            MarcRule("dimension", "c"),
        ),
        "336 337 338 344 345 346 347 348 380": (MarcRule("type", "a", each=True, quiet=True),),
        "340": (
            MarcRule("material", "ace", each=True),
            MarcRule("dimension", "b", each=True),
            MarcRule("technique", "d", each=True),
        ),
        "351": (MarcRule("note", label="arrangement"),),
        "355 506": (MarcRule("access"),),
        "440 490 800 810 811 830": (MarcRule("related", label="series"),),
        "502": (MarcRule("note", label="dissertation"),),
        "504 510 581": (MarcRule("bibliography"),),
        "505": (MarcRule("description", label="contents"),),
        "518": (MarcRule("event"),),
        "520": (MarcRule("description"),),
        "533 534": (MarcRule("note", label="reproduction"),),
        "535": (MarcRule("location", label="originals"),),
        "540 542": (MarcRule("rights"),),
        "541": (MarcRule("provenance", label="acquisition"),),
        "544 580": (MarcRule("related"),),
        "545": (MarcRule("description", label="biography"),),
        "546": (MarcRule("language"),),
        "561": (MarcRule("provenance"),),
        "562": (MarcRule("note", label="copy"),),
        "563": (MarcRule("note", label="binding"),),
        "585": (MarcRule("exhibition"),),
        "600 610 611": (MarcRule("subject", "abcdefgklmnopqrstvxyz", between="--"),),
        "630 647 648 650 651 653 654 656 657 658 688": (_ABOUT,),
        "655": (MarcRule("type", "avxyz", between="--"),),
        "662 752": (MarcRule("place", "abcdfgh", between=", "),),
        "751": (MarcRule("place", "a"),),
        "760 762 765 767 770 772 773 774 775 776 777 780 785 786 787": (MarcRule("related"),),
        "852": (
            MarcRule("location", "abcefgn", between=", "),
            MarcRule("object_number", "khijlm"),
            MarcRule("identifier", "pq", quiet=True),
        ),
        "856 857": (
            MarcRule("identifier", "u", each=True, quiet=True),
            MarcRule("note", "yz3", label="link"),
        ),
        "040 041 042 043 044 045 046 047 048 066 072 883 884 885 887": (),
    }
)
HEADINGS = ("100", "110", "111", "130", "147", "148", "150", "151", "155", "162", "180", "181", "182", "185")
AUTHORITY = _rules(
    {
        "010 014 016 020 022 024 031 034 035 050 052 053 055 060 065 070 073 080 082 083 086 087": (
            _IDENTIFIER,
        ),
        " ".join(HEADINGS): (MarcRule("title", between="--"),),
        "400 410 411 430 447 448 450 451 455 462 480 481 482 485": (
            MarcRule("title", label="variant", between="--"),
        ),
        "500 510 511 530 547 548 550 551 555 562 580 581 582 585 700 710 711 730 750 751 755": (
            MarcRule("related", between="--"),
        ),
        "336 368 380": (MarcRule("type", "abcd", each=True),),
        "370": (MarcRule("place", "abcefg", each=True),),
        "372 374": (MarcRule("note", "a", label="activity", each=True),),
        "373": (MarcRule("related", "a", each=True),),
        "377": (MarcRule("language", "al", each=True, quiet=True),),
        "670 672 675": (MarcRule("bibliography"),),
        "678": (MarcRule("description", label="biography"),),
        "665 680": (MarcRule("description"),),
        "260 360 663 664 666 681": (MarcRule("related"),),
        "856 857": (
            MarcRule("identifier", "u", each=True, quiet=True),
            MarcRule("note", "yz3", label="link"),
        ),
        # Codes, a person's address and gender, and the notes of cataloguers to each other.
        "040 042 043 045 046 066 371 375 667 682 688 883 884 885": (),
    }
)
UNIMARC = _rules(
    {
        "010 011 012 013 014 015 016 017 020 021 022 035 040 071 073 091 675 676 680 686": (_IDENTIFIER,),
        "200": (
            MarcRule("title", "aehi"),
            MarcRule("title", "d", label="other title", each=True),
            MarcRule("note", "fg", label="responsibility"),
        ),
        "205": (MarcRule("note", label="edition"),),
        "206": (MarcRule("note", label="scale"),),
        "210 214": (
            MarcRule("place", "ae", each=True),
            MarcRule("note", "cg", label="publisher", each=True),
            MarcRule("date", "dh", each=True),
        ),
        "215": (MarcRule("extent", "ae"), MarcRule("note", "c", label="details"), MarcRule("dimension", "d")),
        "225 410 411": (MarcRule("related", label="series"),),
        "302": (MarcRule("language"),),
        "310 371": (MarcRule("access"),),
        "316 318": (MarcRule("note", label="copy"),),
        "317 345": (MarcRule("provenance"),),
        "320 321": (MarcRule("bibliography"),),
        "327": (MarcRule("description", label="contents"),),
        "330 300": (MarcRule("description"),),
        "500 501 503": (MarcRule("title", label="uniform title"),),
        "510 512 513 514 515 516 517 532 540 541 545": (MarcRule("title", label="other title"),),
        "600 601 602 604 605 606 607 610": (MarcRule("subject", between="--"),),
        "608": (MarcRule("type", between="--"),),
        "620": (MarcRule("place", "abcd", between=", "),),
        "700 701 702 710 711 712 720 721 722 730": (MarcRule("maker", "abcdfgp"),),
        "852 899": (MarcRule("location", "ab", between=", "), MarcRule("object_number", "jkx")),
        "856": (MarcRule("identifier", "u", each=True, quiet=True), MarcRule("note", "z2", label="link")),
        "100 101 102 105 106 110 115 116 117 120 121 122 123 124 125 126 127 128 130 131 135 140 141 181 182 "
        "183 801 802": (),
    }
)
