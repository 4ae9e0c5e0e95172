"""Whether the evidence answers a question, judged by what it has of it; and what a refusal says."""

from assistant.refusal.likelihood import THRESHOLD, likelihood
from assistant.refusal.measures import EvidenceMeasures, measure_evidence

__all__ = ["THRESHOLD", "EvidenceMeasures", "likelihood", "measure_evidence"]
