// The controls above a view, and the keyboard among what it draws.
const controls = (...parts) => el("div", { class: "controls" }, ...parts.filter(Boolean));

// One of a few: buttons of which one is pressed. `choices` are [value, text].
function segments(name, choices, current, take) {
  return el("div", { class: "segments", role: "group", "aria-label": say(name) }, ...choices.map(([value, text]) =>
    el("button", { type: "button", "aria-pressed": String(value === current), "data-keep": `${name} ${value}`, on: { click: () => take(value) } }, text)));
}

// One of many.
function picker(name, choices, current, take) {
  const select = el("select", { "aria-label": say(name), "data-keep": name, on: { change: (event) => take(event.target.value) } }, ...choices.map(([value, text]) => el("option", { value, selected: value === current }, text)));
  return el("span", { class: "field" }, el("span", { class: "quiet", "aria-hidden": "true" }, say(name)), select);
}

function tick(name, on, take) {
  const box = el("input", { type: "checkbox", "data-keep": name, on: { change: (event) => take(event.target.checked) } });
  box.checked = on;
  return el("label", { class: "field tick" }, box, say(name));
}

// Draw anew and give the keyboard back its place: what had it is found by its data-keep.
function keepFocus(root, run) {
  const held = root.contains(document.activeElement) ? document.activeElement : null;
  const key = held?.dataset.keep, caret = held?.type === "text" ? held.selectionStart : null;
  const scroll = [root.scrollLeft, root.scrollTop];
  run();
  [root.scrollLeft, root.scrollTop] = scroll;
  if (key === undefined) return;
  const again = root.querySelector(`[data-keep="${CSS.escape(key)}"]`);
  again?.focus({ preventScroll: true });
  if (caret !== null) again?.setSelectionRange(caret, caret);
}

// A thing as a button: its mark and name; the arrows go from one to the next.
function stop(at, text, properties) {
  const { class: extra, mark: bare, ...rest } = properties ?? {};
  return el("button", {
    type: "button", class: `stop link ${extra ?? ""}`, "data-node": String(at), "data-keep": rest.keep ?? `stop ${at}`, tabindex: "-1", title: `${longName(at)} · ${typeName(at)}`,
    on: { click: () => select(at) }, ...rest,
  }, bare === false ? null : mark(TYPE[N.type[at]], colourOf(at)), label(text ?? longName(at), { class: "clamp" }));
}

// Show what is selected and let the tabulator key stop at one thing only.
function markStops(root) {
  const stops = [...root.querySelectorAll(".stop")];
  const current = stops.find((one) => Number(one.dataset.node) === state.sel) ?? stops[0];
  for (const one of stops) {
    one.classList.toggle("selected", Number(one.dataset.node) === state.sel);
    if (Number(one.dataset.node) === state.sel) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
    one.tabIndex = one === current ? 0 : -1;
  }
}

function showStop(root) {
  if (state.sel < 0 || root.contains(document.activeElement)) return;
  const found = root.querySelector(".stop.selected");
  const closed = found?.closest("details:not([open])");
  if (closed) closed.open = true;
  found?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// Go from the focused thing to the nearest one in the direction of an arrow key.
function moveAmongStops(root, key) {
  const from = document.activeElement.closest(".stop");
  if (!from || !root.contains(from)) return false;
  const across = key === "ArrowLeft" || key === "ArrowRight", sign = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  const here = from.getBoundingClientRect();
  let best = null, least = Infinity;
  for (const one of root.querySelectorAll(".stop")) {
    const there = one.getBoundingClientRect();
    const dx = there.left - here.left, dy = there.top - here.top, along = sign * (across ? dx : dy), aside = Math.abs(across ? dy : dx);
    if (along < 3 || !there.height) continue;
    const cost = along + 3 * aside;
    if (cost < least) [best, least] = [one, cost];
  }
  if (!best) return true;
  from.tabIndex = -1;
  best.tabIndex = 0;
  best.focus({ preventScroll: true });
  best.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}
