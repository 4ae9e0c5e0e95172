"""A name where the passage has another, with the real embedding model."""

import pytest

from assistant.verification import Verifier
from assistant.verification.arrangement import Arrangement
from assistant.verification.renamed import renamed

pytestmark = pytest.mark.slow  # the real model


def _renamed(verifier: Verifier, sentence: str, passage: str, language: str) -> float:
    (held,) = verifier.hold(sentence, [[passage]], language=language)
    return renamed(held, Arrangement(held).laid)


@pytest.mark.parametrize(
    ("sentence", "passage", "language"),
    [
        (
            "Benvenuti's heirs consigned the violin in 1871 to an auction in London.",
            "Benvenuti sold it in 1828. Serra's heirs consigned the violin in 1871 to an auction in London.",
            "en",
        ),
        (
            "Об упомянутой братом ссоре с торговцем Мюллером она говорит уклончиво.",
            "Мюллеру не платят. Об упомянутой братом ссоре с профессором Линдом она говорит уклончиво.",
            "ru",
        ),
        (
            "Монеты лежали в медном кувшине, завёрнутом в бересту.",
            "Нашли 387 медных монет. Монеты лежали в глиняном кувшине, завёрнутом в бересту.",
            "ru",
        ),
        ("箱中有四枚铜钉和一面铜镜。", "箱中有四枚铁钉和一面铜镜。", "zh"),
        ("會議由李偉主持。", "会议于5月14日召开，会议由张伟主持。", "zh"),
        ("会议由李伟主持。", "会议于5月14日召开，会议由张伟主持。", "zh"),
        ("埃莱娜·托雷斯带着相机登上帆船。", "何塞·基罗加带着相机登上帆船。埃莱娜·托雷斯没有去。", "zh"),
    ],
)
def test_a_name_in_anothers_place_is_told(
    sentence: str, passage: str, language: str, verifier: Verifier
) -> None:
    assert _renamed(verifier, sentence, passage, language) >= 0.8
    assert not verifier.check(sentence, [passage], language=language).supported
    assert _renamed(verifier, passage, passage, language) == 0.0


@pytest.mark.parametrize(
    ("sentence", "passage", "language"),
    [
        # The same name: shortened, in another case, by another name of the vocabulary.
        ("Rob. Auguste made the bowl in 1784.", "Robert Auguste made the bowl in 1784.", "en"),
        ("Вазу подарил музею Сергею Линду брат.", "Вазу подарил музею Сергей Линд, брат.", "ru"),
        ("In 1773 the Hongli emperor wrote the poem.", "In 1773 the Qianlong emperor wrote the poem.", "en"),
        # A kind of the same material, and one of two that stand there.
        ("The album was bound in leather in London.", "The album was bound in goatskin in London.", "en"),
        ("The old varnish was removed in 2017.", "The old dammar varnish was removed in 2017.", "en"),
        # Whom a pronoun stands for.
        ("Rothmann sold it at Geneva in 1964.", "Emil Rothmann had it. He sold it at Geneva in 1964.", "en"),
    ],
)  # fmt: skip
def test_the_same_name_otherwise_is_not(
    sentence: str, passage: str, language: str, verifier: Verifier
) -> None:
    assert _renamed(verifier, sentence, passage, language) == 0.0
