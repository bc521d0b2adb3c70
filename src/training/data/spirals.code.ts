import { toyCode } from './data-code';

export const code = toyCode(`def points_of(labels, rng):
    """Two arms of one and a half turns each, half a turn apart."""
    along = np.sqrt(rng.random(len(labels)))
    angle = 3 * np.pi * along + np.pi * labels
    return np.stack([along * np.cos(angle), along * np.sin(angle)], axis=1)`);
