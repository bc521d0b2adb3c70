/**
 * What stock tfjs needs before gradients of gradients can be had. Our own operations bring theirs; of the stock
 * ones a network uses (batch normalization is made of them) only Cast's gradient fails, because it calls a
 * method that exists only in the bundle with chained operations.
 */
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { clone, registerGradient, unregisterGradient } from '@tensorflow/tfjs-core';

unregisterGradient('Cast');
registerGradient({ kernelName: 'Cast', gradFunc: (dy) => ({ x: () => clone(dy as never) }) });
