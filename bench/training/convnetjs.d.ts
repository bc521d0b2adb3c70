/** What the bench uses of ConvNetJS, which brings no types. */
declare module 'convnetjs' {
  export class Vol {
    constructor(values: number[]);
    w: Float64Array;
  }
  export interface Layer {
    layer_type: string;
    /** One Vol of weights per unit of a fully connected layer; all biases in one. */
    filters?: Vol[];
    biases?: Vol;
  }
  export class Net {
    layers: Layer[];
    makeLayers(definitions: object[]): void;
    /** Of a net that ends in softmax: the probabilities. */
    forward(input: Vol): Vol;
  }
  export class SGDTrainer {
    constructor(net: Net, options: object);
    train(input: Vol, label: number): { cost_loss: number };
  }
}
