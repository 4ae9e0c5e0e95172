from __future__ import annotations

import pytest

from ingest.records.access import stated_access, stricter


@pytest.mark.parametrize(
    "statement",
    [
        "public", "Open for research.", "Unrestricted.", "There are no access restrictions", "Not restricted",
        "Open for research without restrictions", "This collection is open for research use.",
        "Open for research without restrictions, where the series does not say otherwise.",
        "The records are open to all researchers.", "No restrictions on access.", "Open, no restrictions",
        "Unrestricted access", "Free and open to the public", "Publicly available", "Open access",
        "公开", "无限制", "向公众开放", "对外开放", "本全宗全部对外开放", "已公开，可供查阅", "無條件開放",
        "Доступ без ограничений", "Фонд открыт для исследователей", "Свободный доступ", "В открытом доступе",
        "Доступ к фонду не ограничен", "Ограничений нет",
        "frei zugänglich", "Der Bestand ist frei zugänglich.", "Es gelten keine Zugangsbeschränkungen.",
        "Open for research. Copyright retained.", "Open access; all rights reserved", "© 2003 Museum. Open.",
        "Open to the public. Copyright is held by the donor's heirs.", "Libre accès. Tous droits réservés.",
        "对外开放。版权所有。", "Фонд открыт. Все права защищены.", "Open. CC BY-SA 4.0",
        "Public domain. Open.", "Open. © the artist's estate",
        "Fonds librement communicable", "En libre accès", "Aucune restriction d'accès", "Ouvert au public",
    ],
)  # fmt: skip
def test_what_is_said_to_be_open_is_public(statement: str) -> None:
    assert stated_access(statement) == ("public", True)


@pytest.mark.parametrize(
    "statement",
    [
        "restricted", "Closed until 2050.", "The collection is not open", "不公开", "закрыт", "unknown",
        "Not available to the public", "Open, except box 5 which is closed.", "nicht öffentlich",
        "Publicly unavailable", "未公開", "By permission of the donor", "Closed. Copyright retained.",
        "Open for research. © 2020 staff only", "Open. Copyright held by the family until 2050.",
        "Open. Creative Commons licence for staff only",
    ],
)  # fmt: skip
def test_what_is_said_to_be_closed_is_restricted(statement: str) -> None:
    assert stated_access(statement) == ("restricted", True)


@pytest.mark.parametrize(
    "statement",
    [
        "No public access", "Public access denied", "Open to staff only", "Not open without permission",
        "Open for research, except box 5", "Not yet open", "不向公众开放", "尚未开放", "不得公开", "禁止公开",
        "不予公开", "仅对馆员开放", "暂不开放", "Фонд не открыт для исследователей", "Нет свободного доступа",
        "не является общедоступным", "Открыт только для сотрудников", "Kein öffentlicher Zugang",
        "pas en libre accès", "sans accès public", "Non communicable",
    ],
)  # fmt: skip
def test_a_word_that_opens_opens_nothing_that_is_denied_or_for_some_only(statement: str) -> None:
    assert stated_access(statement) == ("restricted", True)


@pytest.mark.parametrize(
    "statement",
    [
        "Open to the public from 2090", "Open until 2099", "2050年后开放", "Открыт с 2045 года",
        "öffentlich ab 2050",
    ],
)  # fmt: skip
def test_what_is_open_from_or_until_a_year_is_restricted(statement: str) -> None:
    assert stated_access(statement) == ("restricted", True)


@pytest.mark.parametrize(
    "statement",
    [
        "Open for research. Researchers must apply for access.",
        "开放，需预约",
        "Open. Copyright held by the family whose permission is needed.",
    ],
)
def test_what_is_open_on_a_condition_is_internal(statement: str) -> None:
    assert stated_access(statement) == ("internal", True)


@pytest.mark.parametrize(
    "statement",
    [
        "", "level 3", "Ω", "see the curator's file", "Is it open?", "Most of the collection is open.",
        "Open to qualified researchers", "Open, reading room", "Public access is under review", "部分开放",
        "ouvert en 2050", "Copyright retained.", "All rights reserved", "Open to copyright holders.",
        "Open for research. Licence holders may see it.", "Copyright retained, open to his family.",
        "Open. Copyright held by the estate who approve every reader.",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_restricted_and_said_so(statement: str) -> None:
    assert stated_access(statement) == ("restricted", False)


def test_the_stricter_of_several_wins() -> None:
    assert stricter(["public", "restricted", "internal"]) == "restricted"
    assert stricter([]) == "public"
