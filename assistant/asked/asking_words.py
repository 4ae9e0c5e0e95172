"""Words of questions that say nothing of what is asked about: those of asking, and what a museum has.

"Please identify the piece": no passage has to say "please" or "identify" to answer it.
"""

_WORDS = """
call called come date day find found get give given go identify item kind know known made make mean
means museum name named names need number object one out piece place please say says show shown sort
stand tell thing time two type use used want work year years
вещь год года году годы какая каким какой музее музей музею музея назван назовите называется найти
номер предмет скажите сообщите укажите число
一个 一件 件 出 博物馆 叫 叫做 名字 名称 告诉 哪 哪一件 哪些
哪件 器物 多少 年 年份 时候 是 本馆 编号 请 那个 那件 馆 馆藏
"""
ASKING_WORDS = frozenset(_WORDS.split())
