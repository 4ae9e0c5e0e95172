"""The words in which sources open a record to everyone, and those that may stand beside them.

From finding aids, Dublin Core, LIDO and MARC, in English, Chinese, Russian, German and French. A
statement opens only if it has no other word, so each word here must limit nothing: "archivists" and
"mostly" would, "researchers" and "the collection" do not.
"""

import re

_OPENING = re.compile(
    r"(?<!\w)(?:"
    r"(?:fully |freely |completely )?open(?: access)?|(?:free|public|unrestricted) access|"
    r"(?:freely|publicly|fully|openly) (?:available|accessible)|(?:available|accessible) (?:for|to)|public|"
    r"unrestricted|not restricted|(?:there (?:are|is) )?no (?:access )?restrictions?|"
    r"without (?:any )?(?:access )?restrictions?|"
    r"(?:frei|öffentlich|allgemein|uneingeschränkt) (?:zugänglich|einsehbar|benutzbar)|"
    r"(?:freier|öffentlicher|uneingeschränkter) Zugang|Zugang frei|öffentlich|uneingeschränkt|"
    r"(?:ohne|keine) (?:Zugangs|Benutzungs)?(?:ein|be)schränkung(?:en)?|"
    r"(?:librement )?(?:communicables?|accessibles?)|(?:en )?(?:libre accès|accès libre)|accès public|"
    r"ouvert(?:e|s|es)?|sans restrictions?|aucune restriction(?: d'accès)?|"
    r"открыт(?:а|о|ы|ый|ая|ое|ые|ом)?|свободн(?:ый|ая|ое|ом)|общедоступ(?:ен|на|но|ны|ный|ная|ное|ные)|"
    r"без ограничений|не ограничен[аоы]?|нет ограничений|ограничений нет"
    r")(?!\w)|"
    r"公开|公開|开放|開放|[无無]限制|[无無][条條]件|没有限制|沒有限制|不受限制|自由(?:查阅|查閱|获取|訪問|访问)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?<!\w)(?:"
    r"the|this|these|all|any|of|and|to|for|by|on|is|are|entire|whole|"
    r"free|collections?|papers|records?|materials?|fonds|series|items?|archives?|documents?|files?|objects?|"
    r"manuscripts?|volumes?|contents?|access|use|research(?:ers?)?|scholars|study|readers|visitors|users|"
    r"everyone|everybody|anyone|general|online|"
    r"der|die|das|dieser?|dieses|den|dem|ist|sind|für|zu|zum|zur|alle|es|gelten|bestehen|Bestand|Bestände|"
    r"Archivalien?|Akten?|Sammlung|Unterlagen|Objekte?|Zugang|Benutzung|Forschung|Öffentlichkeit|"
    r"le|la|les|ce|cet|cette|ces|est|sont|au|aux|à|tous|toutes|tout|pour|documents?|fonds|dossiers?|pièces?|"
    r"archives|collections?|recherche|chercheurs|public|lecteurs|accès|consultation|"
    r"фонд[ау]?|коллекци[яи]|дел[оау]|документ(?:ы|ам)?|материал(?:ы|ам)?|описи?|архив[ау]?|запис[ьи]|описани[ея]|предметы?|доступ|"
    r"доступе|к|в|для|всех|всем|этот|эта|это|эти|весь|вся|все|исследователей|исследования|изучения|читателей|"
    r"посетителей|пользователей|публики|использования"
    r")(?!\w)|"
    r"[本该該此均已可供是的]|馆藏|館藏|藏品|档案|檔案|文件|记录|記錄|资料|資料|文献|文獻|全宗|案卷|全部|完全|所有|"
    r"面向|向|对外|對外|对|對|社会|社會|公众|公眾|读者|讀者|研究者|研究人员|研究人員|研究|使用|利用|查阅|查閱|访问|訪問|获取|權限|权限",
    re.IGNORECASE,
)
# An exception that is made at the parts it is for, where it is read.
_SAID_ELSEWHERE = re.compile(
    r"(?:unless|except where|where) (?:otherwise (?:noted|stated|indicated|specified)|"
    r"(?:noted|stated|indicated) otherwise|the \w+ (?:says|does not say) otherwise)",
    re.IGNORECASE,
)


def without_exceptions(statement: str) -> str:
    """The statement without "unless otherwise noted": exceptions that its parts state for themselves."""
    return _SAID_ELSEWHERE.sub(" ", statement)


def opens_to_all(statement: str) -> bool:
    """Whether the statement opens, and every word of it is one that opens or limits nothing."""
    rest = _OPENING.sub(" ", statement)
    return rest != statement and not _BESIDE.sub("", rest).strip(" .,;:!、，。；：()（）-–—'’\"“”«»")
