// @ts-check
/**
 * What is drawn once and then moved with the picture as long as nothing but its place changes: panning costs no more for a large
 * picture than for a small one.
 */

export class Layer {
  /**
   * How far the layer reaches beyond the frame, in pixels, across and up and down.
   * @param {number} aside
   * @param {number} above
   */
  constructor(aside, above) {
    this.reach = { x: aside, y: above };
    this.canvas = document.createElement("canvas");
    this.pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
  }

  /**
   * Make it empty and give the pen, which draws in pixels of the frame.
   * @param {number} width of the frame
   * @param {number} height
   * @param {number} ratio dots a pixel
   */
  begin(width, height, ratio) {
    const [wide, high] = [(width + 2 * this.reach.x) * ratio, (height + 2 * this.reach.y) * ratio].map(Math.round);
    if (this.canvas.width !== wide || this.canvas.height !== high)
      Object.assign(this.canvas, { width: wide, height: high });
    const { pen } = this;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, wide, high);
    pen.setTransform(ratio, 0, 0, ratio, this.reach.x * ratio, this.reach.y * ratio);
    return pen;
  }

  /**
   * Show it, so many pixels from where it was drawn.
   * @param {CanvasRenderingContext2D} pen
   * @param {number} dx
   * @param {number} dy
   * @param {number} ratio
   */
  show(pen, dx, dy, ratio) {
    pen.drawImage(this.canvas, Math.round((dx - this.reach.x) * ratio), Math.round((dy - this.reach.y) * ratio));
  }
}
