"""Questions refused whatever the documents say: for the prompt, others' conversations, an opinion."""

from __future__ import annotations

from assistant.guarding.orders import asks_about_orders
from assistant.guarding.patterns import pattern, reasons
from assistant.guarding.plain import plain

REFUSALS = {
    "prompt": {
        "en": "I answer questions about the museum's documents. How I am instructed is no part of them.",
        "zh": "我只回答有关馆藏文献的问题；我所遵循的指令不在其中。",
        "ru": "Я отвечаю на вопросы о документах музея. Мои инструкции к ним не относятся.",
    },
    "conversations": {
        "en": "What other people have asked is not shown to anyone. Ask about the museum's documents.",
        "zh": "他人的提问与对话不向任何人展示。请就馆藏文献提问。",
        "ru": "Вопросы и разговоры других людей никому не показываются. Спросите о документах музея.",
    },
    "opinion": {
        "en": "I have no opinion to give: I only say what the documents state, each sentence with its source."
        " Ask what they say.",
        "zh": "我不发表个人意见，只转述文献所载，并逐句注明出处。请询问文献的内容。",
        "ru": "Собственного мнения у меня нет: я привожу только то, что сказано в документах, с указанием "
        "источника. Спросите, что в них сказано.",
    },
}


def refusal_of(question: str) -> str | None:
    """The reason for which a question is refused, a key of REFUSALS; None for one that is answered.

    A question about an order that a document holds is answered. Each line is looked at by itself too, for
    `plain` runs them together and an order begins its line.
    """
    if asks_about_orders(question):
        return None
    asked = [plain(text) for text in dict.fromkeys((question, *question.splitlines()))]
    return next((reason for reason in reasons() if any(map(pattern("refused", reason).search, asked))), None)
