/** All initializations. A new one is one file and one line here. */
import { registry } from '../part';
import { glorot } from './glorot';
import { he } from './he';
import { pytorch } from './pytorch';

export const initializations = registry(pytorch, he, glorot);
export type InitializationName = (typeof initializations.names)[number];
