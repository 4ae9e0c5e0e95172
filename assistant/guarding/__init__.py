"""What keeps documents data: orders in texts, questions that are refused, leaks of the prompt.

The patterns are in `patterns.yaml`, in English, Chinese and Russian.
"""

from assistant.guarding.disclosure import Disclosure, is_foreign
from assistant.guarding.orders import asks_about_orders, held_spans, is_order, without_held
from assistant.guarding.plain import plain, visible
from assistant.guarding.questions import refusal_of

__all__ = [
    "Disclosure",
    "asks_about_orders",
    "held_spans",
    "is_foreign",
    "is_order",
    "plain",
    "refusal_of",
    "visible",
    "without_held",
]
