/** What makes a figure: its lines, fixed marks, axis, table and plain words. A new one is a file and a registry line. */
import { type Blocks, blocksOf, type Values } from '../../../runs/blocks';
import type { DerivedName } from '../../../runs/derived';
import type { RateName } from '../../../runs/rates';
import type { RunData } from '../../../runs/run-data';
import type { FigureName } from '../../../runs/view';
import type { Columns } from '../../../training/growing-columns';
import { type Marker, testDash } from '../run-style';
import { percentText, tickText } from '../ticks';
import type { Numbers } from '../trace';

export interface Line {
  label: string;
  /** Custom property that holds its colour; dash and width tell lines apart without it. */
  colour: string;
  dash: readonly number[];
  width: number;
  /** Marks along it that tell its run from others. */
  marker?: Marker;
  /** Points are marked, for readings that are far apart. */
  dots?: boolean;
  /** Drawn for every run where several are ('first'), or only for the one that is looked at, in its colour. */
  compared?: 'first' | 'second';
  /** Its values are shares and are written in per cent. */
  percent?: boolean;
  /** The y axis always fits it; other lines may leave the axis when they are far away. */
  firm?: boolean;
}

/** Recorded rows: ascending steps, a value each, and the summaries of the values. */
interface Rows {
  steps(data: RunData): Numbers;
  values(data: RunData): Values;
  blocks(data: RunData): Blocks;
}

export interface RecordedLine extends Line, Rows {}

export interface TableColumn {
  label: string;
  /** A value for each row; the first column holds the steps. */
  values(data: RunData): Values;
  /** The values are one per step, and those at the steps of the rows are shown. */
  perStep?: boolean;
  /** The values are shares; the label says that they are shown in per cent. */
  percent?: boolean;
}

export interface FigureSpec {
  name: FigureName;
  /** One sentence: what it shows. */
  meaning: string;
  /** Name of its formula in `formulas.tex`, where it has one. */
  formula?: string;
  /** Further words that its lines or its table use, explained beside it. */
  terms?: readonly { name: string; meaning: string; formula: string }[];
  lines: readonly RecordedLine[];
  /** Horizontal lines with a meaning of their own. */
  guides?: readonly { value: number; text: string }[];
  /** The linear axis shows this much at most; outliers leave it. */
  within?: readonly [low: number, high: number];
  /** The linear axis always shows all of this. */
  always?: readonly [low: number, high: number];
  table: readonly TableColumn[];
}

/** How the numbers beside the y axis of a figure are written. */
export const yTextOf = ({ lines }: FigureSpec) => (lines[0].percent ? percentText : tickText);

type Stroke = Omit<Line, 'label'>;

/** Colours and strokes that come back in several figures. */
export const raw = { colour: '--series-raw', dash: [], width: 1 };
export const main: Stroke = {
  colour: '--series-train',
  dash: [],
  width: 2.5,
  firm: true,
  compared: 'first',
};
export const second: Stroke = { ...main, colour: '--series-test', dash: testDash, compared: 'second' };
export const fine = { colour: '--series-smooth', dash: [], width: 1.5 };

export const perStep = (data: RunData): Numbers => data.steps.get('step');
export const perEvaluation = (data: RunData): Numbers => data.evaluations.get('step');
export const perWindow = (data: RunData): Numbers => data.regime.windows.get('to');
export const perProbe = (data: RunData): Numbers => data.probes.get('step');
export const perCurvature = (data: RunData): Numbers => data.curvature.get('step');

/** The rows of a column of a table, by its name. */
export const of =
  <K extends string>(steps: Rows['steps'], table: (data: RunData) => Columns<K>) =>
  (name: K): Rows => ({
    steps,
    values: (data) => table(data).get(name),
    blocks: (data) => blocksOf(table(data), name),
  });

export const ofSteps = of(perStep, (data) => data.steps);
export const ofEvaluations = of(perEvaluation, (data) => data.evaluations);
export const ofWindows = of(perWindow, (data) => data.regime.windows.columns);
export const ofNoise = of(perWindow, (data) => data.regime.noise);
export const ofProbes = of(perProbe, (data) => data.probes);
export const ofCurvature = of(perCurvature, (data) => data.curvature);
export const ofKappas = of(
  (data) => data.regime.kappas.get('step'),
  (data) => data.regime.kappas,
);
export const ofDerived = (name: DerivedName): Rows =>
  of(perStep, (data) => data.derived.column(name))('value');
export const ofRates = (name: RateName): Rows => ({
  steps: perStep,
  values: (data) => data.rates.values(name),
  blocks: (data) => data.rates.blocks(name),
});
