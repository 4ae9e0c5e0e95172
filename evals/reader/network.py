"""The network of `assistant.reader` as it is trained; what it computes is told there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.reader.answer_reader import DILATION, REACHES, SCALES, WIDTH
from retrieval.engines.token_directions import TokenDirections

_FAR = -1e4


class ReaderNetwork(nn.Module):
    """Reads batches: numbers for the tokens of passages, and one that says that none of them answers."""

    def __init__(self, directions: int, units: int, dropout: float) -> None:
        super().__init__()
        self.token = nn.Linear(directions, units)
        self.asked = nn.Linear(directions, units)
        self.whole = nn.Linear(directions, units)
        self.weight = nn.Linear(directions, 1)
        self.sharpness = nn.Parameter(torch.tensor(12.0))
        self.mix = nn.Linear(4 * units + 3 + 2 * len(REACHES), units)
        self.first = nn.Conv1d(units, units, WIDTH, padding=WIDTH // 2)
        self.second = nn.Conv1d(units, units, WIDTH, padding=DILATION * (WIDTH // 2), dilation=DILATION)
        self.first_norm, self.second_norm = nn.LayerNorm(units), nn.LayerNorm(units)
        self.out = nn.Linear(units, 1, bias=False)
        self.nothing = nn.Sequential(nn.Linear(2 * units + 2, units), nn.GELU(), nn.Linear(units, 1))
        self.dropped = nn.Dropout(dropout)

    def forward(
        self, tokens: Tensor, there: Tensor, question: Tensor, asked: Tensor
    ) -> tuple[Tensor, Tensor]:
        """`tokens` (batch, n, directions) and `question` (batch, m, directions) with masks of what is there.

        Returns numbers of shape (batch, n) and (batch,).
        """
        mask = there[..., None]
        all_near = tokens @ question.transpose(1, 2)
        near = all_near.masked_fill(~asked[:, None, :], -1.0)
        to_softmax = (near * self.sharpness).masked_fill(~asked[:, None, :], _FAR)
        nearest = SCALES["token"] * (to_softmax.softmax(-1) @ self.asked(question))
        weights = self.weight(question).squeeze(-1).masked_fill(~asked, _FAR).softmax(-1)
        whole = SCALES["token"] * (weights[:, :, None] * self.whole(question)).sum(1)
        own = SCALES["token"] * self.token(tokens)
        count = asked.sum(-1)[:, None]
        told = torch.stack(
            [
                SCALES["nearest"] * near.max(-1).values,
                SCALES["mean"] * (all_near * asked[:, None, :]).sum(-1) / count,
                SCALES["weighed"] * (weights[:, None, :] * all_near).sum(-1),
                *(SCALES["around"] * each for each in _around(near.masked_fill(~mask, -1.0), asked, weights)),
            ],
            -1,
        )
        x = torch.cat([own, nearest, own * whole[:, None, :], own * nearest, told], -1)
        x = functional.gelu(self.mix(self.dropped(x))) * mask
        for normed, convolved in ((self.first_norm, self.first), (self.second_norm, self.second)):
            seen = convolved((normed(x) * mask).transpose(1, 2)).transpose(1, 2)
            x = (x + self.dropped(functional.gelu(seen))) * mask
        numbers = self.out(x).squeeze(-1).masked_fill(~there, _FAR)
        best = near.masked_fill(~mask, -1.0).max(1).values
        met = [
            (best * asked).sum(-1, keepdim=True) / count,
            best.masked_fill(~asked, 1.0).min(-1, keepdim=True).values,
        ]
        most = x.masked_fill(~mask, -20.0).max(1).values
        nothing = self.nothing(torch.cat([most, whole, *(SCALES["nearest"] * m for m in met)], -1))
        return numbers, nothing.squeeze(-1)

    def weights(self, directions: TokenDirections) -> dict[str, npt.NDArray[np.float32]]:
        """As `AnswerReader` takes them: what reads token vectors, in the dimension of the model."""
        kept: dict[str, Tensor] = {"sharpness": self.sharpness, "out": self.out.weight.T}
        for name in ("token", "asked", "whole", "weight", "mix"):
            layer = getattr(self, name)
            kept |= {name: layer.weight.T, f"{name}_bias": layer.bias}
        for name in ("first", "second"):
            layer, norm = getattr(self, name), getattr(self, f"{name}_norm")
            kept |= {name: layer.weight.permute(2, 1, 0), f"{name}_bias": layer.bias}
            kept |= {f"{name}_scale": norm.weight, f"{name}_shift": norm.bias}
        found = {name: value.detach().numpy().astype(np.float32) for name, value in kept.items()}
        for name in ("token", "asked", "whole", "weight"):
            found[name] = directions.basis @ found[name]
        return found


def _around(near: Tensor, asked: Tensor, weights: Tensor) -> Iterator[Tensor]:
    """How well the question is met around each token, all its words alike and as they are weighed."""
    by_word = near.transpose(1, 2)
    for reach in REACHES:
        best = functional.max_pool1d(by_word, 2 * reach + 1, stride=1, padding=reach).transpose(1, 2)
        best = best.masked_fill(~asked[:, None, :], 0.0)
        yield best.sum(-1) / asked.sum(-1)[:, None]
        yield (best * weights[:, None, :]).sum(-1)
