/** How to cite this page and the paper; `CITATION.cff` says the same, and a test compares them. */

export const title = 'Two Regimes: large and small steps of network training, live in the browser';
export const version = '0.1.0';

export const paper = {
  title: 'The Two Regimes of Deep Network Training',
  authors: 'Guillaume Leclerc and Aleksander Madry',
  year: 2020,
  arxiv: '2002.10376',
  url: 'https://arxiv.org/abs/2002.10376',
} as const;

export const bibtex = `@software{two_regimes,
  author  = {{The Two Regimes authors}},
  title   = {${title}},
  version = {${version}},
  license = {MIT}
}

@article{leclerc2020two,
  author  = {${paper.authors}},
  title   = {${paper.title}},
  journal = {arXiv preprint arXiv:${paper.arxiv}},
  year    = {${paper.year}},
  url     = {${paper.url}}
}
`;
