import { toyCode } from './data-code';

export const code = toyCode(`def points_of(labels, rng):
    """Four centres on a circle of radius 1; all spread comes from the noise."""
    angle = np.pi / 2 * labels
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)`);
