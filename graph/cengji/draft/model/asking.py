"""Asking a model about a document: stretch by stretch, within a budget, each answer kept so that a second run goes on from there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from cengji.core.errors import UnavailableError, UsageError
from cengji.core.files import replace_file
from cengji.draft.context import Context
from cengji.draft.model.prompt import chunks_of, messages_for, schema_of
from cengji.draft.model.proof import Answered
from cengji.draft.model.server import Server
from cengji.draft.model.settings import Model

__all__ = ["ask_model"]

KEY: Final = "CENGJI_MODEL_KEY"
_MOST_ANSWERED: Final = 4000  # tokens of an answer
_BYTES_A_TOKEN: Final = 3  # of Chinese in UTF-8, where the server counts none


@dataclass(frozen=True)
class _Question:
    chunk: tuple[int, int]
    messages: list[dict[str, str]]
    kept: Path

    @property
    def size(self) -> int:
        return len(json.dumps(self.messages, ensure_ascii=False).encode())

    def answer(self) -> str | None:
        """Return the answer that is kept, None where there is none that can be read."""
        try:
            said = json.loads(self.kept.read_bytes())
        except (OSError, ValueError):
            return None
        return said["answer"] if isinstance(said, dict) and isinstance(said.get("answer"), str) else None


def ask_model(model: Model, context: Context, folder: Path) -> list[Answered]:
    """Return the answers of a model about each stretch of a document: those kept in a folder, and the others asked for now.

    :raises UsageError: if the address is of no use, or it is not confirmed that the text may leave the machine.
    :raises UnavailableError: if the server fails, or the budget does not do; what was answered is kept.
    """
    server = Server(model.url, model=model.name, key=os.environ.get(KEY, ""), timeout=model.timeout, sleep=model.sleep)
    schema = schema_of()
    questions = [_question(model, context, chunk, schema, folder) for chunk in chunks_of(context.passages)]
    open_ones = [one for one in questions if one.answer() is None]
    if open_ones:
        _confirm(model, server, open_ones)
        _ask(model, server, open_ones, schema, total=len(questions))
    return list(_answers(questions))


def _question(model: Model, context: Context, chunk: tuple[int, int], schema: dict[str, Any], folder: Path) -> _Question:
    messages = messages_for(context.text[slice(*chunk)], context.knowledge)
    asked = json.dumps([model.name, messages, schema], ensure_ascii=False, sort_keys=True)
    return _Question(chunk, messages, folder / f"{sha256(asked.encode()).hexdigest()[:32]}.json")


def _confirm(model: Model, server: Server, questions: list[_Question]) -> None:
    size = sum(one.size for one in questions)
    told = f"{size:,} bytes, the text of the article and the names of the kinds, go to {server.host} in {len(questions)} requests"
    if model.confirm is not None and not model.confirm(told):
        raise UsageError("nothing was sent")


def _ask(model: Model, server: Server, questions: list[_Question], schema: dict[str, Any], *, total: int) -> None:
    spent = 0
    for number, question in enumerate(questions):
        kept = f"{total - len(questions) + number} of {total} answers are kept: run it again to go on"
        if number >= model.requests or spent >= model.tokens:
            over = "requests" if number >= model.requests else "tokens"
            raise UnavailableError(f"the budget of {over} is spent; {kept}")
        try:
            text, tokens = server.ask(question.messages, schema, most_tokens=_MOST_ANSWERED)
        except UnavailableError as error:
            raise UnavailableError(f"{error}; {kept}") from error
        spent += tokens if tokens >= 0 else (question.size + len(text.encode())) // _BYTES_A_TOKEN
        replace_file(question.kept, json.dumps({"model": model.name, "answer": text}, ensure_ascii=False).encode())


def _answers(questions: list[_Question]) -> Iterator[Answered]:
    for one in questions:
        answer = one.answer()
        if answer is not None:
            yield Answered(one.chunk, answer)
