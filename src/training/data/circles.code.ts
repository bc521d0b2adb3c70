import { toyCode } from './data-code';

export const code = toyCode(`def points_of(labels, rng):
    """A circle of radius 1 around one of radius 0.5."""
    angle = 2 * np.pi * rng.random(len(labels))
    radius = 1 - 0.5 * labels
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)`);
