"""How searching behaves as a collection grows: time, memory and disk at each size."""

from evals.scale.growing import ScaleFigures, evaluate_scale
from evals.scale.lines import Catalogue
from evals.scale.searching import Opening
from evals.scale.tables import print_scale, scale_rows

__all__ = ["Catalogue", "Opening", "ScaleFigures", "evaluate_scale", "print_scale", "scale_rows"]
