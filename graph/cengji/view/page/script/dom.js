// Making elements. Texts of the data enter the page here only, as text nodes.
function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "on") for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
    else if (name === "vars") for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// A text of the data: its direction is its own and does not touch its surroundings.
const label = (text, properties) => el("span", { dir: "auto", ...properties, class: `t ${properties?.class ?? ""}` }, text);

const $ = (id) => document.getElementById(id);

// The outline of each type's mark in a box from −1 to 1, for the legend (SVG) and the network (canvas).
const OUTLINES = {
  place: polygon(6, 0), group: [[-0.86, -0.86], [0.86, -0.86], [0.86, 0.86], [-0.86, 0.86]], body: null,
  ladder: [[-0.5, -1], [0.5, -1], [0.5, 1], [-0.5, 1]], rung: [[-1, -0.45], [1, -0.45], [1, 0.45], [-1, 0.45]],
  measure: polygon(4, -Math.PI / 2), generic: star(), figure: null, event: polygon(3, -Math.PI / 2), post: polygon(3, Math.PI / 2),
  policy: [[-0.7, -0.9], [0.3, -0.9], [0.75, -0.4], [0.75, 0.9], [-0.7, 0.9]],
  document: [[-0.7, -0.9], [0.3, -0.9], [0.75, -0.4], [0.75, 0.9], [-0.7, 0.9]],
};
const HOLLOW = new Set(["policy", "post", "ladder"]);

function polygon(corners, turn) {
  return Array.from({ length: corners }, (_, n) => {
    const angle = turn + (2 * Math.PI * n) / corners;
    return [Math.cos(angle), Math.sin(angle)];
  });
}

function star() {
  return Array.from({ length: 10 }, (_, n) => {
    const angle = -Math.PI / 2 + (Math.PI * n) / 5, radius = n % 2 ? 0.45 : 1.05;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

// The colour of a node as the name of a custom property: its tier's, else its type's.
const colourOf = (at) => (N.tier[at] >= 0 ? `--t${Math.min(10, N.tier[at])}` : `--${TYPE[N.type[at]]}`);

function mark(type, colour) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "-1.3 -1.3 2.6 2.6");
  svg.setAttribute("class", HOLLOW.has(type) ? "mark hollow" : "mark");
  svg.setAttribute("aria-hidden", "true");
  const outline = OUTLINES[type];
  const shape = document.createElementNS(space, outline ? "polygon" : "circle");
  if (outline) shape.setAttribute("points", outline.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" "));
  else shape.setAttribute("r", type === "figure" ? "0.55" : "0.9");
  svg.append(shape);
  svg.style.setProperty("--c", `var(${colour ?? `--${type}`})`);
  return svg;
}

// A text without halves of characters, as addresses and files need it.
const wellFormed = (text) => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

const announce = (text) => { $("shown").textContent = text; };
