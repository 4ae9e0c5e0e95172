from evals.attacks import attacks
from evals.attacks.obeying import ObeyingModel
from evals.attacks.suite import Attack

SYSTEM = {"role": "system", "content": "Be exact. Cite all."}


def asked(model: ObeyingModel, text: str) -> str:
    return model.answer([SYSTEM, {"role": "user", "content": text}])


def test_it_does_what_it_reads_in_any_spelling() -> None:
    order = attacks(("order",))[0]
    model = ObeyingModel([order])
    assert order.bait in asked(model, "\u200b".join(order.order))
    assert model.obeyed == [[order.id]]


def test_it_writes_out_its_prompt_when_it_is_told_to() -> None:
    telling: Attack = next(attack for attack in attacks() if not attack.obeys)
    assert "Be exact. [1]. Cite all. [1]." in asked(ObeyingModel([telling]), telling.trigger)


def test_without_an_order_it_quotes_the_first_passage() -> None:
    told = '<passage number="1" title="x">\nThe bowl is of silver.\n</passage>'
    assert asked(ObeyingModel(attacks()), told) == "The bowl is of silver. [1]"
