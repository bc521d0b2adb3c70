/** All data sets. A new one is one file and one line here. */
import { registry } from '../part';
import { circles } from './circles';
import { fashion } from './fashion/part';
import { gaussians } from './gaussians';
import { mnist1d } from './mnist1d/part';
import { moons } from './moons';
import { own } from './own/part';
import { spirals } from './spirals';
import { xor } from './xor';

export const datasets = registry(own, mnist1d, fashion, spirals, moons, circles, xor, gaussians);
export type DatasetName = (typeof datasets.names)[number];
