// The data block, read once, with the indexes that all views use. Nodes, concepts … are known by place.
const DATA = await readData(document.getElementById("data"));
const N = DATA.nodes, E = DATA.edges, C = DATA.concepts, L = DATA.ladders, R = DATA.rungs, F = DATA.figures;
const COUNT = (N.id ?? []).length;
const TYPE = DATA.types;
const list = (column) => column ?? [];

// The block is JSON; of a large graph it is packed.
async function readData(block) {
  if (block.type === "application/json") return JSON.parse(block.textContent);
  const signs = atob(block.textContent), packed = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) packed[at] = signs.charCodeAt(at);
  const text = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  return JSON.parse(text);
}

const nodeAt = new Map(list(N.id).map((id, at) => [id, at]));
const links = Array.from({ length: COUNT }, () => []); // node → [edge, …] in both directions
list(E.from).forEach((from, edge) => {
  links[from].push(edge);
  links[E.to[edge]].push(edge);
});
const figuresAbout = grouped(list(F.about));
const figureOf = new Map(list(F.node).map((node, at) => [node, at]));
const rungsOf = grouped(list(R.ladder));
const rungOf = new Map(list(R.node).map((node, at) => [node, at]));
const rungsWith = grouped(list(R.actor));
const ladderOf = new Map(list(L.node).map((node, at) => [node, at]));
const documentOf = new Map(list(DATA.documents.node).map((node, at) => [node, at]));
const evidenceOf = grouped(list(DATA.evidence.subject));

// Give value → places in the column, in order.
function grouped(column) {
  const groups = new Map();
  column.forEach((value, at) => {
    if (!groups.has(value)) groups.set(value, []);
    groups.get(value).push(at);
  });
  return groups;
}

// A text with two languages: the one asked for, else the other.
const either = (zh, en) => (state.lang === "en" ? en || zh : zh || en) ?? "";
const conceptName = (at) => (at >= 0 ? either(C.zh[at], C.en[at]) : "");
const tierName = (at) => (at >= 0 ? conceptName(DATA.tiers[at]) : "");
const lineName = (at) => (at >= 0 ? conceptName(DATA.lines[at]) : "");
const placeName = (at) => (at >= 0 ? either(DATA.places.zh[at], DATA.places.en[at]) : say("shared"));
const nodeName = (at) => either(N.zh[at], N.en[at]);
const typeName = (at) => say(`type.${TYPE[N.type[at]]}`);
const statusKey = (at) => (at >= 0 ? C.id[at].split("/").pop() : "");
const conceptKey = statusKey;
// The name of a status as the scheme has it, else as the interface does.
const statusName = (key) => conceptName(conceptAt.get(`scheme/status/${key}`) ?? -1) || say(key);
const fullIri = (id) => (id.includes("://") || id.startsWith("urn:") ? id : DATA.meta.base + id);

// The name in lists: a figure says what it counts.
function longName(at) {
  const figure = figureOf.get(at);
  if (figure === undefined) return nodeName(at);
  const what = either(F.counted_zh[figure], F.counted_en[figure]) || conceptName(F.indicator[figure]);
  return what ? `${F.written[figure]} · ${what}` : F.written[figure];
}

// The node that stands for another in the network, where rungs are not drawn.
function networkNode(at) {
  const rung = rungOf.get(at);
  return rung === undefined ? at : R.actor[rung] >= 0 ? R.actor[rung] : L.node[R.ladder[rung]];
}

function relationName(relation, backward) {
  const words = Object.hasOwn(LINKS, relation) ? LINKS[relation] : null;
  if (words) return words[(state.lang === "en" ? 2 : 0) + (backward ? 1 : 0)];
  const at = conceptAt.get(relation);
  const name = at === undefined ? relation.split("/").pop() : conceptName(at);
  return backward ? `← ${name}` : name;
}
const conceptAt = new Map(list(C.id).map((id, at) => [id, at]));

// The publisher of a case, in the words "as reported by".
function reportedBy(place) {
  if (!DATA.meta.licence) return say("foreign");
  const document = place >= 0 ? DATA.places.document[place] : -1;
  const publisher = document >= 0 ? DATA.documents.publisher[document] : "";
  return publisher ? say("reported", publisher) : say("reportedBare");
}

// Where the data come from and under which licence; of data without documents that is not known here.
const dataNote = () => (DATA.meta.licence ? say("dataNote", DATA.meta.licence) : say("foreignNote"));

function boundsText(at) {
  const [lower, upper] = [F.lower[at], F.upper[at]];
  if (!lower && !upper) return "";
  if (lower === upper) return `= ${grouping(lower)}`;
  const left = lower ? (F.lower_closed[at] ? "[" : "(") + grouping(lower) : "(−∞";
  const right = upper ? grouping(upper) + (F.upper_closed[at] ? "]" : ")") : "∞)";
  return `${left}, ${right}`;
}

// Digits in threes, without changing the number: 14000 → 14,000.
function grouping(number) {
  const [whole, part] = number.split(".");
  const grouped3 = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return part && Number(part) ? `${grouped3}.${part}` : grouped3;
}
