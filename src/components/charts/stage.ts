/** The place of a figure: its size and whether it is near the screen, known without asking the browser to lay out. */

/** Figures that far beyond the edge of the screen are ready when they are scrolled to. */
const near = '300px';

export class Stage {
  /** In pixels; 0 until the browser has told. */
  width = 0;
  height = 0;
  near = true;
  private readonly observers: (ResizeObserver | IntersectionObserver)[];

  /** `changed` is called after a change of the size, and when the figure comes near the screen. */
  constructor(element: Element, changed: () => void) {
    const size = new ResizeObserver((entries) => {
      const [box] = entries[entries.length - 1].contentBoxSize;
      this.width = box.inlineSize;
      this.height = box.blockSize;
      changed();
    });
    const place = new IntersectionObserver(
      (entries) => {
        const before = this.near;
        this.near = entries[entries.length - 1].isIntersecting;
        if (this.near && !before) changed();
      },
      { rootMargin: near },
    );
    size.observe(element);
    place.observe(element);
    this.observers = [size, place];
  }

  stop(): void {
    for (const observer of this.observers) observer.disconnect();
  }
}
