import { toy } from './toy';

/** Two half circles that reach into each other. */
export const moons = toy({
  name: 'moons',
  label: 'Two moons',
  classes: 2,
  point(label, random) {
    const angle = Math.PI * random.uniform();
    return label === 0
      ? [Math.cos(angle) - 0.5, Math.sin(angle) - 0.25]
      : [0.5 - Math.cos(angle), 0.25 - Math.sin(angle)];
  },
});
