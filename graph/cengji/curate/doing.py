"""What the page asks for, done: each action is a change of the case, named in the log, and tells which entry to show next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from cengji.cases.anchor import anchor
from cengji.cases.tree import read_tree
from cengji.core.keys import Keys
from cengji.curate.actions import Address, accept, add, entry_at, mark_unsure, mend, merge, referred, reject, spread
from cengji.curate.adding import Open, add_for, declare_known
from cengji.curate.article import Article
from cengji.curate.defaults import default_entry
from cengji.curate.following import follow
from cengji.curate.forms import HEAD, SECTIONS, held_in, model_of, scheme_of, section_of
from cengji.curate.marked import named_in
from cengji.curate.mentions import without
from cengji.curate.own_names import Namer, spread_names
from cengji.curate.refusals import RefusalError
from cengji.curate.session import Session
from cengji.curate.state import entry_id, spans_of
from cengji.draft.write import write_evidence
from cengji.text.characters import is_han

__all__ = ["act"]

Body = Mapping[str, Any]


def act(session: Session, article: Article, body: Body) -> str | None:
    """Do what the page asks for; return the entry to show then, if there is one.

    ``do`` names the action, ``version`` the state that it rests on, ``entries`` the entries, each as section and place.

    :raises RefusalError: if it is no action, or names what is not there.
    :raises ConflictError: if the state has changed meanwhile.
    :raises InputError: if the file cannot be edited so.
    """
    action = body.get("do")
    if not isinstance(action, str) or action not in _ACTIONS:
        raise RefusalError("no-action", action=str(action)[:40])
    session.demand(_version(body))
    return _ACTIONS[action](session, article, body)


def _accept(session: Session, _: Article, body: Body) -> str | None:
    value, whole = session.tree.value, body.get("whole") is True
    wanted = _addresses(body, value)
    taken = [one for one in (referred(value, wanted) if whole else wanted) if _is_proposed(value, one)]
    _change(session, body, "accept", taken, lambda held: accept(held, taken))
    return None


def _unsure(session: Session, _: Article, body: Body) -> str | None:
    wanted = _addresses(body, session.tree.value)
    _change(session, body, "unsure", wanted, lambda held: mark_unsure(held, wanted))
    return None


def _reject(session: Session, _: Article, body: Body) -> str | None:
    """Take entries out of the case; with what hangs on them also where others name them, and the proposals that need them."""
    value, wanted = session.tree.value, _addresses(body, session.tree.value)
    left, gone = without(value, wanted) if body.get("whole") is True else (value, wanted)
    decided = [span for one in gone for span in spans_of(entry_at(value, one))]
    _change(session, body, "reject", gone, lambda _: reject(left, gone), decided=decided)
    return None


def _mend(session: Session, article: Article, body: Body) -> str | None:
    address, *_others = _addresses(body, session.tree.value)
    fields = body.get("fields")
    if not isinstance(fields, dict) or not fields.keys() <= model_of(address[0]).model_fields.keys():
        raise RefusalError("fields")
    entry = entry_at(session.tree.value, address)
    told = follow(article, address[0], entry if isinstance(entry, dict) else {}, fields, session.tree.value)

    def mended(held: dict[str, Any]) -> dict[str, Any]:
        return declare_known(article, spread_names(article, held, mend(held, address, told), address), address)

    _change(session, body, "mend", [address], mended)
    return entry_id(*address, entry_at(session.tree.value, address))


def _merge(session: Session, _: Article, body: Body) -> str | None:
    named = _addresses(body, session.tree.value)
    if len(named) != 2:
        raise RefusalError("two")
    away, into = named
    name = entry_id(*into, entry_at(session.tree.value, into))
    _change(session, body, "merge", [away], lambda held: merge(held, away, into))
    return name


def _add(session: Session, article: Article, body: Body) -> str | None:
    section = body.get("section")
    if section == HEAD or section not in SECTIONS or scheme_of(section):
        raise RefusalError("section")
    entry = default_entry(article, section, _span(article, body), session.tree.value)
    opened = Open(_addresses(body, session.tree.value)[0], str(body.get("field"))) if body.get("entries") else None

    def make(held: dict[str, Any]) -> dict[str, Any]:
        longer = add_for(held, section, entry, opened) if opened else add(held, section, entry)
        return declare_known(article, longer, (section, len(longer[section]) - 1))

    _change(session, body, "add", [], make, what=str(entry.get("key") or section))
    last = len(session.tree.value[section]) - 1
    return entry_id(section, last, session.tree.value[section][last])


def _declare(session: Session, article: Article, body: Body) -> str | None:
    """Add a concept that a scheme lacks; return its entry, whose key the page puts where the concept is named."""
    scheme, label = str(body.get("scheme")), " ".join(str(body.get("zh") or "").split())
    section = section_of(scheme)
    if section not in SECTIONS or not label:
        raise RefusalError("concept")
    english = Namer(article, session.tree.value).name(section, label) if any(map(is_han, label)) else label
    own = [str(one.get("key")) for one in held_in(session.tree.value, section) if isinstance(one, dict)]
    key = Keys([*article.knowledge.schemes.get(scheme, ()), *own]).give(label, scheme)
    entry = {"key": key, "zh": label, **({"en": english.lower()} if english else {})}
    _change(session, body, "declare", [], lambda held: add(held, section, entry), what=label)
    return entry_id(section, 0, entry)


def _rest(session: Session, article: Article, body: Body) -> str | None:
    """Give an entry, or one of its rungs, a run of the text as further evidence."""
    address, *_others = _addresses(body, session.tree.value)
    evidence = write_evidence(article.document, _span(article, body))
    entry = entry_at(session.tree.value, address)
    if not isinstance(entry, dict) or "evidence" not in model_of(address[0]).model_fields:
        raise RefusalError("no-evidence")
    rung = body.get("rung")
    if isinstance(rung, int):
        rungs = [dict(one) for one in entry.get("rungs", ())]
        if not 0 <= rung < len(rungs):
            raise RefusalError("no-rung")
        rungs[rung]["evidence"] = [*_listed(rungs[rung].get("evidence")), evidence]
        fields: dict[str, Any] = {"rungs": rungs}
    else:
        fields = {"evidence": [*_listed(entry.get("evidence")), evidence]}
    _change(session, body, "evidence", [address], lambda held: mend(held, address, fields))
    return entry_id(*address, entry)


def _name(session: Session, article: Article, body: Body) -> str | None:
    """Put all that a run of the text names into a list of an entry."""
    address, *_others = _addresses(body, session.tree.value)
    field, entry = str(body.get("field")), entry_at(session.tree.value, address)
    keys = named_in(article, address[0], field, _span(article, body), session.tree.value)
    held = _listed(entry.get(field)) if isinstance(entry, dict) else []
    more = [key for key in keys if key not in held and key != entry.get("key")]
    if not more:
        raise RefusalError("nothing-named")
    _change(session, body, "mend", [address], lambda value: declare_known(article, mend(value, address, {field: [*held, *more]}), address))
    return entry_id(*address, entry)


def _spread(session: Session, _: Article, body: Body) -> str | None:
    """Put what the first entry says in a field into the others, those of the marked text."""
    source, *targets = _addresses(body, session.tree.value)
    name = entry_id(*source, entry_at(session.tree.value, source))
    _change(session, body, "mend", targets, lambda held: spread(held, source, targets, [str(body.get("field"))]))
    return name


def _anchor(session: Session, article: Article, body: Body) -> str | None:
    text = anchor(session.text, str(session.path), article.document).text
    _change(session, body, "anchor", [], lambda _: read_tree(text.encode(), str(session.path)).value, what="")
    return None


def _undo(session: Session, _: Article, body: Body) -> str | None:
    session.undo(_version(body))
    return None


def _redo(session: Session, _: Article, body: Body) -> str | None:
    session.redo(_version(body))
    return None


_ACTIONS: Final[dict[str, Callable[[Session, Article, Body], str | None]]] = {
    "accept": _accept, "add": _add, "anchor": _anchor, "declare": _declare, "evidence": _rest, "mend": _mend, "merge": _merge,
    "name": _name, "redo": _redo, "reject": _reject, "spread": _spread, "undo": _undo, "unsure": _unsure,
}  # fmt: skip


def _change(
    session: Session, body: Body, action: str, addresses: list[Address], do: Callable[[dict[str, Any]], dict[str, Any]], *,
    decided: list[tuple[int, int]] | None = None, what: str | None = None,
) -> None:  # fmt: skip
    named = ", ".join(entry_id(*one, entry_at(session.tree.value, one)) for one in addresses[:3]) if what is None else what
    session.change(_version(body), action, named, do, decided=decided or [])


def _version(body: Body) -> int:
    version = body.get("version")
    if not isinstance(version, int):
        raise RefusalError("version")
    return version


def _addresses(body: Body, value: Mapping[str, Any]) -> list[Address]:
    held = body.get("entries")
    found: list[Address] = []
    for one in held if isinstance(held, list) else ():
        section, index = one if isinstance(one, list) and len(one) == 2 else ("", -1)
        if section not in SECTIONS or not isinstance(index, int):
            raise RefusalError("addresses")
        entry_at(value, (section, index))
        found.append((section, index))
    if not found:
        raise RefusalError("entries")
    return found


def _span(article: Article, body: Body) -> tuple[int, int]:
    """Return the run of the cleaned text that was marked in one of the two texts, in code points."""
    view, start, end = body.get("view"), body.get("start"), body.get("end")
    length = len(article.document.raw if view == "raw" else article.document.text)
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= length:
        raise RefusalError("mark")
    span = article.trimmed(str(view), start, end)
    if span[0] >= span[1]:
        raise RefusalError("mark")
    return span


def _is_proposed(value: Mapping[str, Any], address: Address) -> bool:
    entry = entry_at(value, address)
    return isinstance(entry, dict) and "proposed" in entry


def _listed(held: Any) -> list[Any]:  # noqa: ANN401 - any YAML value
    return list(held) if isinstance(held, list) else [] if held is None else [held]
