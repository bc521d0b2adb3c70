/** Colours of the dark theme, as far as figures of the evidence have any. A test holds them to the style sheet. */
export const darkColours: Readonly<Record<string, string>> = {
  '--paper': '#171614',
  '--ink': '#f1eee8',
  '--muted': '#b3ada2',
  '--grid': '#34312c',
  '--small-step': '#8cc3f5',
};
