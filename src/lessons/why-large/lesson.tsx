import type { Lesson } from '../lesson';
import { about } from './about';
import { plan } from './plan';

export const lesson: Lesson = { ...about, plan, steps: [] };
