"""A person at the page, with a mouse or only a keyboard, whose actions are counted."""

from __future__ import annotations

from typing import Any

from tests.view.tabs import Tab

FARTHEST = 200  # keys on the way to an element
FOUND = """const found = (css, part) => [...document.querySelectorAll(css)]
  .find((one) => one.checkVisibility() && one.textContent.includes(part));"""
IS_REACHED = f"""(css, part) => {{ {FOUND}
  const active = document.activeElement;
  return active !== document.body && active === found(css, part) ||
    active.matches(css) && active.textContent.includes(part); }}"""
PARTS = ".bar, #filters, #outline, .view, #details, .foot, #exports, #notes"
NEXT_KEY = f"""(css, part) => {{ {FOUND}
  const [active, wanted] = [document.activeElement, found(css, part)];
  const back = active !== document.body && active.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING;
  const menu = active.closest("[role=menu]"), group = (one) => one.closest("section");
  if (menu?.contains(wanted)) return group(active) === group(wanted) ? (back ? "ArrowUp" : "ArrowDown") : back ? "ArrowLeft" : "ArrowRight";
  const isFar = active.closest("{PARTS}") !== wanted.closest("{PARTS}") && !wanted.closest("[popover]");
  return (back ? "Shift+" : "") + (isFar ? "F6" : "Tab"); }}"""


class Hand:
    """A click, a key and a typed word are one action each; keys that only carry the focus along are counted apart."""

    def __init__(self, tab: Tab, *, keys: bool) -> None:
        self.tab = tab
        self.keys = keys
        self.actions = 0
        self.moves = 0

    def do(self, key: str) -> None:
        """Press a key that does something."""
        self.tab.press(key)
        self.actions += 1

    def reach(self, selector: str, text: str = "") -> None:
        """Carry the focus to an element: F6 from part to part of the page, the tabulator key inside, in a menu the arrows."""
        self.tab.until(f"(css, part) => {{ {FOUND} return found(css, part); }}", selector, text)
        for _ in range(FARTHEST):
            if self.tab.ask(IS_REACHED, selector, text):
                return
            self.tab.press(self.tab.ask(NEXT_KEY, selector, text))
            self.moves += 1
        raise AssertionError(f"no key leads to {selector} {text}")

    def press(self, selector: str, text: str = "") -> None:
        """Click it, or reach it and press Enter (a tick: the space bar)."""
        if not self.keys:
            self.tab.click(selector, text)
            self.actions += 1
            return
        self.reach(selector, text)
        self.do("Space" if self.tab.ask("() => document.activeElement.matches('[type=checkbox]')") else "Enter")

    def walk(self, selector: str, text: str, *ways: str) -> None:
        """Open a thing of a view: click it, or go to where the tabulator key stops in the view and along the arrows."""
        if not self.keys:
            self.press(selector, text)
            return
        self.carry(selector, *ways)
        assert self.tab.ask(IS_REACHED, selector, text), self.tab.ask("() => document.activeElement.textContent")
        self.do("Enter")

    def carry(self, selector: str, *ways: str) -> None:
        """Carry the focus to where the tabulator key stops among the things of a view, and on along the arrows."""
        self.reach(f"{selector}[tabindex='0']")
        for way in ways:
            self.tab.press(way)
            self.moves += 1

    def view(self, name: str, *arrows: str) -> None:
        """Change to a view by its tab; arrows go from tab to tab."""
        if not self.keys:
            self.press(f"#tab-{name}")
            return
        self.reach("[role=tab][tabindex='0']")
        for arrow in arrows:
            self.do(arrow)
        assert self.tab.ask("() => document.activeElement.id") == f"tab-{name}"

    def write(self, *words: str) -> None:
        """Type words where the focus is."""
        self.tab.type(" ".join(words))
        self.actions += len(words)

    def search(self, *words: str, hit: str) -> None:
        """Search and open the first hit that bears a text."""
        if self.keys:
            self.do("/")
        else:
            self.press("#query")
        self.tab.ask("() => document.querySelector('#query').select()")
        self.write(*words)
        self.tab.until("() => document.querySelector('#hits .hit')")
        texts = self.tab.ask("() => [...document.querySelectorAll('#hits .hit')].map((one) => one.innerText)")
        at = next((at for at, one in enumerate(texts) if hit in one), -1)
        assert at >= 0, texts
        if not self.keys:
            self.press("#hits .hit", hit)
            return
        for _ in range(at):
            self.do("ArrowDown")
        self.do("Enter")

    def choose(self, selector: str, value: str) -> None:
        """Choose an option of a list: two clicks, or the arrow down to it."""
        if self.keys:
            self.reach(selector)
            while self.tab.ask("css => document.querySelector(css).value", selector) != value:
                self.do("ArrowDown")
            return
        choice = """(css, value) => { const list = document.querySelector(css); list.value = value;
          list.dispatchEvent(new Event("change", { bubbles: true })); }"""
        self.tab.ask(choice, selector, value)  # the list itself is drawn outside the page, where no test clicks
        self.actions += 2

    def only(self, axis: str, name: str) -> None:
        """Leave one value of a filter on, in a part of the filters that is open: its rows are one stop, walked by the arrows."""
        rows, wanted = f"#filters [data-axis={axis}]", f".only[aria-label$=' {name}']"
        if not self.keys:
            self.press(f"{rows} {wanted}")
            return
        self.reach(f"{rows} [tabindex='0']")
        while not self.tab.ask("css => Boolean(document.activeElement.closest('.row')?.querySelector(css))", wanted):
            self.tab.press("ArrowDown")
            self.moves += 1
        self.tab.press("ArrowRight")
        self.moves += 1
        assert self.tab.ask("css => document.activeElement.matches(css)", wanted)
        self.do("Enter")

    def indicator(self, key: str, name: str) -> None:
        """Leave the figures of one indicator: from the list or, for keys, by the filter."""
        if not self.keys:
            self.choose("#figures [data-keep=indicator]", key)
            return
        axis = "#filters [data-axis=indicator]"
        self.reach("#filters [data-axis=place] > summary")
        while not self.tab.ask(IS_REACHED, f"{axis} > summary", ""):
            self.tab.press("ArrowDown")
            self.moves += 1
        self.do("Enter")
        self.reach(f"{axis} [tabindex='0']")
        self.tab.press("End")
        self.moves += 1
        self.do("Enter")
        self.only("indicator", name)

    def export(self, key: str) -> None:
        """Press a button of the menu of exports."""
        if not self.tab.ask("() => document.querySelector('#exports').matches(':popover-open')"):
            self.press("#open-exports")
            self.tab.until("() => document.querySelector('#exports [data-out]')")
        self.press(f"#exports [data-out={key}]")

    def copied(self) -> str:
        """Return what was copied, once the page says that it was."""
        self.tab.until("() => document.querySelector('#shown').textContent.includes('已复制')")
        return str(self.tab.ask("() => navigator.clipboard.readText()"))

    def texts(self, selector: str) -> list[str]:
        """Return the texts of what is seen."""
        script = "css => [...document.querySelectorAll(css)].filter((one) => one.checkVisibility()).map((one) => one.innerText.trim())"
        return [str(text) for text in self.tab.ask(script, selector)]

    @property
    def title(self) -> str:
        """What the details are about."""
        return "".join(self.texts("#details h2"))

    def say(self, script: str) -> Any:  # noqa: ANN401  # JSON
        """Return the value of an expression in JavaScript."""
        return self.tab.ask(f"() => {script}")
