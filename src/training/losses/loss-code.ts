/** A loss as source text, for exports. A loss's code lies beside it in NAME.code.ts, which only they load. */
export interface LossCode {
  torch: TorchLoss;
  /** Definition of `loss`; Keras takes the mean over the batch, and may have made a column of the labels. */
  keras: string;
  /** Definition of `loss`, the mean over a batch of class scores and labels. */
  optax: string;
}

export interface TorchLoss {
  /** What the program imports from torch.nn.functional. */
  imported: string;
  /** Its own definition, where PyTorch has none. */
  part: string;
  /** Loss of each example; `scores` and `labels` are Python expressions. */
  ofExamples(scores: string, labels: string): string;
}
