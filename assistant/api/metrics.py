"""Counts for Prometheus, one registry a service."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)


class Metrics:
    """Requests by route and status with their duration, answers by outcome, documents by state."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        labels = ("route", "status")
        self._requests = Histogram(
            "studiolo_request_seconds", "Requests", labels, registry=self._registry, buckets=_SECONDS
        )
        self._answers = Counter(
            "studiolo_answers_total", "Answers", ("model", "refused"), registry=self._registry
        )
        self._documents = Gauge(
            "studiolo_documents", "Documents by state", ("state",), registry=self._registry
        )

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(route, str(status)).observe(seconds)

    def count_answer(self, model: str, *, refused: bool) -> None:
        """Count one answer."""
        self._answers.labels(model, str(refused).lower()).inc()

    def render(self, documents: dict[str, int]) -> bytes:
        """Everything in Prometheus' text format; `documents` are the catalogue's counts by state."""
        self._documents.clear()
        for state, count in documents.items():
            self._documents.labels(state).set(count)
        return generate_latest(self._registry)
