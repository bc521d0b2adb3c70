import { toy } from './toy';

/** The four quarters of a square, opposite ones of one class. */
export const xor = toy({
  name: 'xor',
  label: 'XOR',
  classes: 2,
  point(label, random) {
    const side = random.integer(2) === 0 ? 1 : -1;
    const [x, y] = [random.uniform(), random.uniform()];
    return label === 0 ? [side * x, side * y] : [side * x, -side * y];
  },
});
