"""English forms that share no stem with the word they are forms of: verbs, plurals, comparatives."""

_VERBS = """
arise arose arisen; bear bore borne; beat beaten; become became; begin began begun; bend bent; bind bound;
bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred; bring brought; build built;
burn burnt; buy bought; catch caught; choose chose chosen; cling clung; come came; creep crept;
deal dealt; dig dug; draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; eat ate eaten;
fall fell fallen; feed fed; feel felt; fight fought; find found; flee fled; fling flung; fly flew flown;
forget forgot forgotten; freeze froze frozen; get got gotten; give gave given; go went gone;
grind ground; grow grew grown; hang hung; hear heard; hide hid hidden; hold held; inlay inlaid; keep kept;
kneel knelt; know knew known; lay laid; lead led; lean leant; leap leapt; leave left; lend lent;
lie lay lain; light lit; lose lost; make made; mean meant; meet met; pay paid; ride rode ridden;
ring rang rung; rise rose risen; run ran; saw sawn; say said; see saw seen; seek sought; sell sold;
send sent; sew sewn; shake shook shaken; shear shorn; shine shone; shoot shot; show shown;
shrink shrank shrunk shrunken; sing sang sung; sink sank sunk sunken; sit sat; slay slew slain;
sleep slept; slide slid; sling slung; smite smote smitten; sow sown; speak spoke spoken; spend spent;
spin spun; spring sprang sprung; stand stood; steal stole stolen; stick stuck; sting stung;
stride strode; strike struck stricken; string strung; strive strove striven; swear swore sworn;
sweep swept; swell swollen; swim swam swum; swing swung; take took taken; teach taught; tear tore torn;
tell told; think thought; throw threw thrown; tread trod trodden; wake woke woken; wear wore worn;
weave wove woven; weep wept; win won; wind wound; withdraw withdrew withdrawn; write wrote written
"""
_NOUNS = """
calf calves; child children; crisis crises; deer deer; die dice; elf elves; foot feet; goose geese;
half halves; hoof hooves; knife knives; leaf leaves; life lives; loaf loaves; louse lice; man men;
mouse mice; ox oxen; penny pence; person people; scarf scarves; self selves; sheaf sheaves; shelf shelves;
staff staves; thief thieves; tooth teeth; wife wives; wolf wolves; woman women; workman workmen;
craftsman craftsmen; nobleman noblemen; fisherman fishermen; horseman horsemen; huntsman huntsmen;
matrix matrices; vertex vertices; axis axes; basis bases; genus genera; corpus corpora;
phenomenon phenomena; stratum strata; medium media
"""
_OTHERS = "good better best; bad worse worst; far farther farthest further furthest"

# Forms that are words of another meaning too.
_WORDS_TOO = """
axes bases best better bit bore born bound broke burnt dice drunk fell felt found ground laid lain lay lead
led left lent light lit lost media met people rent rose rung saw shot spoke staves stole sung sunken thought
wound
"""


def _bases() -> dict[str, tuple[str, ...]]:
    """Each irregular form with the words that it is a form of; one that is a word too has itself last."""
    found: dict[str, tuple[str, ...]] = {}
    for row in ";".join((_NOUNS, _VERBS, _OTHERS)).split(";"):
        base, *forms = row.split()
        for form in forms:
            found[form] = (*found.get(form, ()), base)
    too = set(_WORDS_TOO.split())
    return {form: (*bases, form) if form in too else bases for form, bases in found.items()}


BASES = _bases()
