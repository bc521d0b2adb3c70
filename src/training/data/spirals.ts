import { toy } from './toy';

/** Two arms of one and a half turns each, half a turn apart. */
export const spirals = toy({
  name: 'spirals',
  label: 'Two spirals',
  classes: 2,
  point(label, random) {
    const along = Math.sqrt(random.uniform());
    const angle = 3 * Math.PI * along + Math.PI * label;
    return [along * Math.cos(angle), along * Math.sin(angle)];
  },
});
