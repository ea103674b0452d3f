// @ts-check
/**
 * The view of the measures: a matrix, the picture of what is linked to them, variants side by side, or the tree of parts.
 */
import { controls, keepFocus, markStops, moveAmongStops, picker, segments, showStop, tick } from "./controls.js";
import { list, N, TYPE } from "./data.js";
import { $ } from "./dom.js";
import { emptyNote } from "./empty.js";
import { drawLinked, linkedOutline, linkedTable } from "./measures-linked.js";
import { drawMatrix, matrixOutline, matrixTable, rowsBy } from "./measures-matrix.js";
import { drawParts, partsOutline } from "./measures-parts.js";
import { drawVariants, genericChoices, genericShown, variantsOutline, variantsTable } from "./measures-variants.js";
import { t } from "./names.js";
import { flag, oneOf, set, state, textKey } from "./state.js";

const MEASURES_BY = ["generic", "function", "kind", "runner", "target", "audience", "result", "stage"];
const MATRIX_COLUMNS = ["place", "tier"];
const SHARED_BY = ["", "several", "one"]; // places that have a row of the matrix: any number, two or more, only one

/** @type {Record<string, { draw(): HTMLElement | null, outline(): OutlineRow[], table(): TableRow[] | null }>} */
const MEASURE_MODES = {
  matrix: { draw: drawMatrix, outline: matrixOutline, table: matrixTable },
  linked: { draw: drawLinked, outline: linkedOutline, table: linkedTable },
  variants: { draw: drawVariants, outline: variantsOutline, table: variantsTable },
  parts: { draw: drawParts, outline: partsOutline, table: () => null },
};
/** In links made by earlier versions, "1" stands for two places or more. @type {KeyKind} */
const sharedKey = {
  ...oneOf(...SHARED_BY),
  read: (text) => (text === "1" ? "several" : SHARED_BY.includes(text) ? text : ""),
};

/** @type {View} */
export const measuresView = {
  id: "measures",
  available: () => list(N.type).some((type) => TYPE[type] === "measure"),
  keys: {
    mode: oneOf(...Object.keys(MEASURE_MODES)),
    by: oneOf("", ...MEASURES_BY),
    columns: oneOf(...MATRIX_COLUMNS),
    shared: sharedKey,
    all: flag,
    generic: textKey(),
  },
  draw(root, what) {
    if (["view", "lang", "off", "measures"].some((key) => what.has(key)))
      keepFocus(root, () => root.replaceChildren(measureControls(), measureBody()));
    markStops(root);
    if (what.has("sel") || what.has("view")) requestAnimationFrame(() => showStop(root));
  },
  outline: () => MEASURE_MODES[state.measures.mode].outline(),
  table: () => MEASURE_MODES[state.measures.mode].table(),
  move: (key, far) => moveAmongStops($("measures"), key, far),
};
/** @param {Record<string, any>} patch */
const setMeasures = (patch) => set({ measures: patch });

/** The controls of each way to look at the measures. @type {Record<string, () => (HTMLElement | null)[]>} */
const MODE_CONTROLS = {
  matrix: () => [
    picker(
      "rowsBy",
      MEASURES_BY.map((key) => [key, t(`by.${key}`)]),
      rowsBy(),
      (value) => setMeasures({ by: value }),
    ),
    picker(
      "columnsBy",
      MATRIX_COLUMNS.map((key) => [key, t(key)]),
      state.measures.columns,
      (value) => setMeasures({ columns: value }),
    ),
    picker(
      "sharedBy",
      SHARED_BY.map((key) => [key, t(`shared.${key || "any"}`)]),
      state.measures.shared,
      (value) => setMeasures({ shared: value }),
    ),
  ],
  linked: () => [tick("chain.all", state.measures.all, (on) => setMeasures({ all: on }))],
  variants: () => [picker("by.generic", genericChoices(), genericShown(), (value) => setMeasures({ generic: value }))],
  parts: () => [],
};

function measureControls() {
  const { mode } = state.measures;
  return controls(
    segments(
      "mode",
      Object.keys(MEASURE_MODES).map((key) => [key, t(`measures.${key}`)]),
      mode,
      (value) => setMeasures({ mode: value }),
    ),
    ...MODE_CONTROLS[mode](),
  );
}

/** The filters of the view itself that are on. @type {() => [name: string, undo: () => void][]} */
function ownFilters() {
  const { mode, shared, all } = state.measures;
  if (mode === "matrix" && shared) return [[t(`shared.${shared}`), () => setMeasures({ shared: "" })]];
  return mode === "linked" && !all ? [[t("chain.few"), () => setMeasures({ all: true })]] : [];
}

const drawMeasures = () => MEASURE_MODES[state.measures.mode].draw();
const measureBody = () => drawMeasures() ?? emptyNote(() => !drawMeasures(), ownFilters());
