import { toyCode } from './data-code';

export const code = toyCode(`def points_of(labels, rng):
    """Two half circles that reach into each other."""
    angle = np.pi * rng.random(len(labels))
    side = 1 - 2 * labels
    return np.stack([side * (np.cos(angle) - 0.5), side * (np.sin(angle) - 0.25)], axis=1)`);
