// The menu of what can be carried out of the page: pictures, data, the query, links, print.
let scope = "view"; // or "selection": the selected thing alone

function save(name, content, type) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` }));
  const anchor = el("a", { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser may still be reading it
  announce(say("saved", name));
}

const pictureOf = () => shownView().svg?.(state) ?? snapshot($(state.view));

// The picture as PNG, at twice the size in which it stands; of a very large one as much smaller as canvases need.
async function pngOf(svg) {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml;charset=utf-8" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(2, 16_000 / Math.max(image.width, image.height), Math.sqrt(2e8 / (image.width * image.height)));
    const canvas = el("canvas", { width: String(Math.round(image.width * scale)), height: String(Math.round(image.height * scale)) });
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    pen.drawImage(image, 0, 0);
    return await new Promise((done) => { canvas.toBlob(done, "image/png"); });
  } finally {
    URL.revokeObjectURL(address);
  }
}

const OUTS = {
  pictures: [["svg", () => save(fileName("svg"), pictureOf(), "image/svg+xml")], ["png", async () => save(fileName("png"), await pngOf(pictureOf()))], ["print", () => { closeOuts(); print(); }]],
  data: [["csv", () => save(fileName("csv"), csvOf(scoped()), "text/csv")], ["json", () => save(fileName("json"), jsonOf(scoped()), "application/json")],
    ["ttl", () => save(fileName("ttl"), turtle(thingsOf(scoped())), "text/turtle")], ["rq", () => save(fileName("rq"), sparqlOf(scoped()), "application/sparql-query")]],
  linking: [["permalink", () => copyText(pageLink(false), say("permalink"))], ["embedLink", () => copyText(`<iframe src="${pageLink(true).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}" width="960" height="600"></iframe>`, say("embedLink"))]],
};
const fileName = (ending) => `cengji-${state.view}${scoped() >= 0 && ["csv", "json", "ttl", "rq"].includes(ending) ? `-${N.id[state.sel].split("/").pop().replace(/[^\w-]/g, "")}` : ""}.${ending}`;
const scoped = () => (scope === "selection" && state.sel >= 0 ? state.sel : -1);
const pageLink = (embed) => location.href.split("#")[0] + hashOf().replace(/&embed$/, "") + (embed ? "&embed" : "");

function drawOuts() {
  if (state.sel < 0) scope = "view";
  const choice = (value, text) => el("label", null, el("input", { type: "radio", name: "scope", value, checked: scope === value, disabled: value === "selection" && state.sel < 0, on: { change: () => { scope = value; } } }), label(text, { class: "clip" }));
  $("outs").replaceChildren(el("h2", null, say("outs")),
    ...Object.entries(OUTS).map(([group, rows]) => el("section", null, el("h3", null, say(group)),
      group === "data" ? el("div", { class: "scope", role: "radiogroup", "aria-label": say("scope") }, choice("view", say("scopeView", say(state.view))), choice("selection", state.sel < 0 ? say("scopeNothing") : longName(state.sel))) : null,
      el("div", { class: "buttons" }, ...rows.map(([key, run]) => el("button", { type: "button", class: "tool", "data-out": key, on: { click: run } }, say(key)))))));
}
const closeOuts = () => $("outs").hidePopover();

function startOuts() {
  $("outs").addEventListener("beforetoggle", (event) => { if (event.newState === "open") drawOuts(); });
  $("outs").addEventListener("toggle", (event) => {
    $("open-outs").setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState === "open") $("outs").querySelector("button").focus();
  });
}
