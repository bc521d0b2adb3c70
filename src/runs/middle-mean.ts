/**
 * The mean of the middle half of the last values: it lies between the least and the largest of them, is the value
 * where all are equal, and one value out of all proportion does not move it. Pure.
 */

/** The window grows to its full size over ten times as many values: the start falls too fast for a long one. */
const first = 3;
const growth = 10;

/** Values in the window once so many have come. */
const sizeAt = (count: number, most: number): number =>
  Math.max(1, Math.min(most, count, first + Math.floor(count / growth)));

export class MiddleMean {
  /** In the order in which they came, in a ring; and by size. */
  private readonly ring: Float64Array<ArrayBuffer>;
  private readonly sorted: Float64Array<ArrayBuffer>;
  private count = 0;
  private size = 0;

  /** `most`: values in the window at most. */
  constructor(private readonly most: number) {
    this.ring = new Float64Array(most);
    this.sorted = new Float64Array(most + 1);
  }

  /** Takes in the values of rows before `end` as if they had been added one by one; those not finite count nothing. */
  resume(values: ArrayLike<number>, end: number): void {
    const needed = growth * this.most;
    let finite = 0;
    for (let i = end - 1; i >= 0 && finite < needed; i--) if (Number.isFinite(values[i])) finite++;
    // The count is what decides on the size; the values themselves matter only as far as the window goes back.
    const window = Math.min(this.most, finite);
    let from = end;
    for (let kept = 0; kept < window; ) if (Number.isFinite(values[--from])) kept++;
    this.count = finite - window;
    for (let i = from; i < end; i++) this.add(values[i]);
  }

  /** Adds a value, unless it is not finite. */
  add(value: number): void {
    if (!Number.isFinite(value)) return;
    this.count++;
    while (this.size >= sizeAt(this.count, this.most)) this.drop();
    let at = this.size;
    for (; at > 0 && this.sorted[at - 1] > value; at--) this.sorted[at] = this.sorted[at - 1];
    this.sorted[at] = value;
    this.ring[this.count % this.most] = value;
    this.size++;
  }

  /** NaN before the first value. */
  get mean(): number {
    const { size, sorted } = this;
    if (size === 0) return Number.NaN;
    const cut = Math.min(Math.ceil(size / 4), (size - 1) >> 1);
    // The values have 32 bits: no sum of them comes near the largest number of 64.
    let sum = 0;
    for (let i = cut; i < size - cut; i++) sum += sorted[i];
    return Math.min(sorted[size - cut - 1], Math.max(sorted[cut], sum / (size - 2 * cut)));
  }

  private drop(): void {
    const { sorted, size, count, most } = this;
    const oldest = this.ring[(((count - size) % most) + most) % most];
    let [low, high] = [0, size - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle] < oldest) low = middle + 1;
      else high = middle;
    }
    sorted.copyWithin(low, low + 1, size);
    this.size--;
  }
}
