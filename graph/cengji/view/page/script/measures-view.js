// @ts-check
/**
 * The view of the measures: a matrix of places, or the tree of parts.
 */
import { controls, keepFocus, markStops, moveAmongStops, picker, segments, showStop, tick } from "./controls.js";
import { list, N, TYPE } from "./data.js";
import { $ } from "./dom.js";
import { emptyNote } from "./empty.js";
import { drawMatrix, matrixOutline, matrixTable } from "./measures-matrix.js";
import { drawParts, partsOutline } from "./measures-parts.js";
import { t } from "./names.js";
import { flag, oneOf, set, state } from "./state.js";

const MEASURES_BY = ["generic", "function", "kind", "runner", "target", "audience", "result", "stage"];

/** @type {View} */
export const measuresView = {
  id: "measures",
  available: () => list(N.type).some((type) => TYPE[type] === "measure"),
  keys: { mode: oneOf("matrix", "parts"), by: oneOf(...MEASURES_BY), shared: flag },
  draw(root, what) {
    if (["view", "lang", "off", "measures"].some((key) => what.has(key)))
      keepFocus(root, () => root.replaceChildren(measureControls(), measureBody()));
    markStops(root);
    if (what.has("sel") || what.has("view")) requestAnimationFrame(() => showStop(root));
  },
  outline: () => (state.measures.mode === "matrix" ? matrixOutline() : partsOutline()),
  table: () => (state.measures.mode === "matrix" ? matrixTable() : null),
  move: (key) => moveAmongStops($("measures"), key),
};
/** @param {Record<string, any>} patch */
const setMeasures = (patch) => set({ measures: patch });

function measureControls() {
  const { mode, by, shared } = state.measures;
  return controls(
    segments(
      "mode",
      ["matrix", "parts"].map((key) => [key, t(`measures.${key}`)]),
      mode,
      (value) => setMeasures({ mode: value }),
    ),
    mode === "matrix"
      ? picker(
          "rowsBy",
          MEASURES_BY.map((key) => [key, t(`by.${key}`)]),
          by,
          (value) => setMeasures({ by: value }),
        )
      : null,
    mode === "matrix" ? tick("sharedOnly", shared, (on) => setMeasures({ shared: on })) : null,
  );
}

const drawMeasures = () => (state.measures.mode === "matrix" ? drawMatrix() : drawParts());
const measureBody = () =>
  drawMeasures() ??
  emptyNote(
    () => !drawMeasures(),
    state.measures.shared ? [[t("sharedOnly"), () => setMeasures({ shared: false })]] : [],
  );
