import { toyCode } from './data-code';

export const code = toyCode(`def points_of(labels, rng):
    """The four quarters of a square, opposite ones of one class."""
    side = rng.choice([-1, 1], len(labels))
    x, y = rng.random((2, len(labels)))
    return np.stack([side * x, side * y * (1 - 2 * labels)], axis=1)`);
