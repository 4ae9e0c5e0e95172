"""Which words carry meaning, and which only grammar or the asking itself: nothing renders those.

Keys as `word_keys` makes them; the lists are closed classes (pronouns, prepositions, auxiliaries,
question words), not words of any one collection.
"""

from retrieval.language.analysis import terms
from retrieval.language.word_keys import Word, key, words

_EN = """
a about above after again against all also am an and any are as at be because been before being
below between both but by can could did do does doing down during each either else ever every few
for from further had has have having he her here hers herself him himself his how i if in into is it
its itself just least less many may me might more most much must my myself neither no nor not now of
off often on once one only or other our ours out over own per same shall she should since so some
such than that the their theirs them themselves then there these they this those through to too
under until up upon us very was we were what when where whether which while who whom whose why will
with within without would yes yet you your yours
"""
_RU = """
а без бы был была были было быть в вам вас ваш весь во вот все всё всего всех вся всю вы где да для
до его ее её ей если есть ещё же за зачем и из или им ими их к каждый как какая какие каким каких
каков какова каково каковы какое какой каком какому какую ко когда кого кем ком кому кто куда ли
либо лишь меня между меж мне мной может можно мой моя мы на над нам нас наш не него неё ней нем нём
нет ни ним ними них но ну о об оба обе обеих обоих один она они оно он от откуда очень перед по под
позже после почему при про раньше с сам сама сами само самый свой своего своей свои своих своя себе
себя сейчас сколько скольких со так также такая такие такое такой там те тем того тоже той только
том тому тот ту тут ты у уже чего чей чём чем через что чтобы чьё чьего чьей чьи чья эта эти этим
этих это этого этой этом этому этот эту я является являются называется называются
"""
_ZH = """
的 了 着 过 是 不是 在 和 与 及 以及 或 或者 而 而且 但 但是 也 都 就 才 又 再 还 还是 很 最 更 被
把 将 向 往 对 对于 关于 从 自 由 于 为 为了 因 因为 所以 由于 以 之 其 其中 此 这 那 这个 那个 这些
那些 这里 那里 这种 那种 这样 那样 这件 那件 这位 那位 这幅 那幅 这座 那座 这套 那套 这部 那部 该件
此件 我 你 您 他 她 它 我们 你们 他们 她们 它们 自己 有 没有 没 不 无 能 能够 会 可以 可 要 应 应该
应当 必须 吗 呢 吧 啊 什么 哪 哪个 哪些 哪里 哪儿 哪位 哪一位 哪种 哪一种 哪一个 哪件 哪一件 哪两
哪年 哪一年 哪天 哪一天 谁 谁的 几 几个 多 多少 多久 多长 多大 多高 怎么 怎样 如何 为什么 为何 何
何时 何地 何人 何处 何种 何年 是否 有没有 是什么 叫什么 个 位 件 只 些 种 次 名 一个 一些 一种 一位
一件 两个 两件 等 时 时候 后 前 中 里 上 下 之后 之前 之间 当 如 如果 若 则 并 并且 且 所 地 得 们
第 每 各 某 该 请 请问 让 使 做 成 到 给 用 跟 同 比 却 则是 起 来 去 一 二 两 三 四 五 六 七 八 九
十
"""
FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(key(word, language) for word in listed.split())
    for language, listed in (("en", _EN), ("ru", _RU), ("zh", _ZH))
}


def content_words(text: str, language: str) -> list[Word]:
    """The words of `text` in the script of `language` that carry meaning, cut apart in Chinese too.

    Words that carry grammar are left out, and single letters.
    """
    stop = FUNCTION_WORDS[language]
    found = _cut(text) if language == "zh" else words(text, language)
    return [w for w in found if w.key not in stop and (language == "zh" or len(w.key) > 1)]


def _cut(text: str) -> list[Word]:
    """Chinese words as the lexical analysis cuts them; its pairs of characters are longer than their span."""
    return [
        Word(run.start + term.start, run.start + term.end, term.text)
        for run in words(text, "zh")
        for term in terms(text[run.start : run.end])
        if len(term.text) == term.end - term.start
    ]
