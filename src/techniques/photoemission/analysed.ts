/** All that is known of a series after the walk through fits and derivations: what figures, tables, findings and methods tell of. */
import type { BackgroundName } from './background/background.js';
import type { DoseTrend } from './derive/dose-trends.js';
import type { PositionsTest } from './fit/choose-positions.js';
import type { PhotoemissionOptions } from './options.js';
import type { SeriesFit } from './series-fit.js';
import type { Measurement, Spectrum } from './spectrum.js';

/** A number with its standard uncertainty. */
export interface Estimate {
  readonly value: number;
  readonly sigma: number | null;
}

/** The area of a region above its background, where no components were asked for. */
export interface RegionArea {
  readonly spectrum: Spectrum;
  readonly background: Float64Array;
  readonly backgroundName: BackgroundName;
  /** Intensity x eV; its sigma is that of the counts alone. */
  readonly area: Estimate;
  /** Energy of the highest point, eV. */
  readonly maximumEv: number;
}

/** Share of a component in the area of all components of its line in one step. */
export interface Share {
  readonly component: number;
  readonly step: number;
  readonly value: number;
  /** Of the fit alone. */
  readonly sigma: number | null;
  /** With each other background; empty where none was tried. */
  readonly withBackgrounds: readonly { readonly background: BackgroundName; readonly value: number }[];
  /** Standard deviation over all backgrounds, this one included; null where none was tried. */
  readonly backgroundSpread: number | null;
  /** One-sided 95 % limit where the share is not significant, else null. */
  readonly atMost: number | null;
}

/** The rule by which energies are put on a common scale, and what it did to each step. */
export interface EnergyReference {
  readonly kind: 'none' | 'line' | 'work-function' | 'fermi-edge';
  /** As typed. */
  readonly text: string;
  /** Component it rests on, by name. */
  readonly component?: string;
  /** Energy that the reference has by agreement, eV. */
  readonly assignedEv?: Estimate;
  /** What is subtracted from energies of each step, eV; undefined where the step shows no reference. */
  readonly correctionsEv: readonly (Estimate | undefined)[];
}

/** Position of a component after the reference, eV. */
export interface Position {
  readonly component: number;
  readonly step: number;
  readonly valueEv: number;
  readonly sigmaEv: number | null;
  /** On the scale of the file. */
  readonly measuredEv: number;
}

/** How far the lines of a step moved together since the first step, positive to higher binding energy. */
export interface StepShift {
  readonly step: number;
  readonly shiftEv: Estimate;
  /** Probability of such differences between the lines if all moved alike; null for a single line. */
  readonly parallelP: number | null;
  /** Components that moved otherwise: chemistry. */
  readonly deviating: readonly { readonly component: string; readonly byEv: number; readonly sigmaEv: number }[];
}

/** An edge with the two kinds of error that it has. */
export interface EdgeEstimate {
  readonly valueEv: number;
  readonly sigmaEv: number;
  /** Standard deviation over other sensible windows, eV. */
  readonly windowSpreadEv: number | null;
  /** What is drawn: line through the edge, baseline, or the fitted curve. */
  readonly lines: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[];
  readonly windows: { readonly edgeEv?: readonly [number, number]; readonly baseEv?: readonly [number, number] };
}

/** The edges of one step; each may be refused, with the reason. */
export interface StepEdges {
  readonly step: number;
  readonly spectrum: Spectrum;
  readonly kind: 'valence-band' | 'fermi' | 'cutoff';
  readonly edge: EdgeEstimate | undefined;
  /** A second way to the same number: a model of the density of states. */
  readonly second?: EdgeEstimate;
  /** Work function, eV, for a cutoff. */
  readonly workFunctionEv?: Estimate;
  /** Width of a Fermi edge beyond its temperature (the resolution, FWHM), eV. */
  readonly resolutionEv?: Estimate;
  readonly refused?: string;
}

/** How a share (by the name of its component) or the common shift goes with the dose. */
export interface DoseTrendOf {
  /** Name of a component, or `shift`. */
  readonly of: string;
  readonly doseUnit: string;
  readonly trend: DoseTrend;
}

export interface StepComposition {
  readonly step: number;
  readonly elements: readonly {
    readonly element: string;
    /** Atomic fraction, 0 to 1. */
    readonly fraction: Estimate;
    /** One-sided 95 % limit where it does not stand out from zero, else null. */
    readonly atMost: number | null;
    /** Components it was counted from. */
    readonly components: readonly string[];
    readonly sensitivity: number;
  }[];
}

export interface StepThickness {
  readonly step: number;
  /** nm; sigma of the intensities alone. */
  readonly thicknessNm: Estimate;
  /** Sigma from the attenuation lengths alone, nm: the same for all steps, it does not average out. */
  readonly fromAttenuationLengthNm: number;
  /** Probability of such disagreement of the lines; null for one line. */
  readonly agreementP: number | null;
  readonly lines: readonly { readonly component: string; readonly thicknessNm: Estimate; readonly lengthNm: number }[];
}

export interface BandAlignment {
  /** What the two are called: formulae where they were given, else the components. */
  readonly filmName: string;
  readonly substrateName: string;
  readonly film: string;
  readonly substrate: string;
  readonly valenceBandOffsetEv: Estimate;
  readonly conductionBandOffsetEv: Estimate | undefined;
  readonly filmGapEv: number | undefined;
  readonly substrateGapEv: number | undefined;
  /** Valence-band maxima against the Fermi level by step, eV: of the film and of the substrate. */
  readonly steps: readonly { readonly step: number; readonly filmEv: Estimate; readonly substrateEv: Estimate }[];
}

export interface AnalysedSeries {
  readonly measurement: Measurement;
  /** How the option `exclude` names a spectrum: what points of figures say they come from. */
  readonly labelOf: (spectrum: Pick<Spectrum, 'step' | 'region'>) => string;
  readonly options: PhotoemissionOptions;
  /** Undefined without components. */
  readonly fit: SeriesFit | undefined;
  readonly otherBackgrounds: readonly SeriesFit[];
  readonly positionsTest: PositionsTest | undefined;
  readonly areas: readonly RegionArea[];
  readonly shares: readonly Share[];
  readonly reference: EnergyReference;
  readonly positions: readonly Position[];
  readonly shifts: readonly StepShift[];
  readonly doseTrends: readonly DoseTrendOf[];
  readonly edges: readonly StepEdges[];
  readonly composition: readonly StepComposition[];
  readonly thickness: readonly StepThickness[];
  readonly alignment: BandAlignment | undefined;
  /** Modified Auger parameter of each step, eV. */
  readonly augerParameters: readonly { readonly step: number; readonly valueEv: Estimate }[];
}
