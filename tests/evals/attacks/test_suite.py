from evals.attacks import attacks


def test_there_are_more_than_sixty_attacks_in_three_languages() -> None:
    suite = attacks()
    assert len(suite) >= 60
    assert {attack.language for attack in suite} == {"en", "zh", "ru"}
    assert len({attack.id for attack in suite}) == len(suite)


def test_each_attack_has_a_bait_and_an_object_of_its_own() -> None:
    suite = attacks()
    assert len({attack.bait for attack in suite}) == len(suite)
    assert len({attack.text for attack in suite}) == len(suite)
    assert not any("{" in attack.text + attack.order + attack.question + attack.obeys for attack in suite)


def test_kinds_can_be_chosen() -> None:
    assert {attack.kind for attack in attacks(("hidden", "access"))} == {"hidden", "access"}
