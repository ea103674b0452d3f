// The page on paper: the controls away, the ladders place by place, pictures as drawings with their list of things.
const PAPER_COLUMNS = 8; // ladders that stand side by side on a sheet

function makePaper() {
  const view = shownView(), paper = $("paper");
  paper.replaceChildren(
    el("h1", null, label(pageTitle()), " · ", say(view.id)),
    el("p", { class: "quiet" }, dataNote()), el("p", { class: "quiet" }, label(pageLink(false))),
    ...(view.id === "lanes" ? [lineLegendOf(), mappingLegend(), ...placeSheets()] : view.svg ? [drawing(view.svg(state)), paperList(view.twin(state))] : []));
  document.body.classList.toggle("paper-picture", view.id === "lanes" || Boolean(view.svg));
}

const lineLegendOf = () => el("div", { class: "mapping-legend" }, ...axisValues("line").map((line) => el("span", { class: "sample" }, filterSign("line", line), lineName(line))));

function placeSheets() {
  const sheets = [];
  for (const ladder of shownLadders()) {
    const last = sheets.at(-1);
    if (last && L.case[last[0]] === L.case[ladder] && last.length < PAPER_COLUMNS) last.push(ladder);
    else sheets.push([ladder]);
  }
  return sheets.map((ladders) => ladderTable(ladders));
}

// An SVG text as part of the document; the style sheets leave it alone.
function drawing(text) {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  return document.importNode(parsed, true);
}

const paperList = (rows) => el("ul", { class: "paper-list" }, ...rows.map((row) => el("li", { vars: { "--level": String(row.level) } }, label(row.name), " ",
  el("span", { class: "quiet" }, row.facts.filter(([, value]) => value !== "" && value !== undefined).map(([key, value]) => `${say(key)} ${value}`).join(" · ")))));

function startPaper() {
  addEventListener("beforeprint", () => {
    document.documentElement.dataset.theme = "light"; // paper is white
    readColours();
    makePaper();
  });
  addEventListener("afterprint", () => {
    $("paper").replaceChildren();
    applyTheme();
    readColours();
  });
}
