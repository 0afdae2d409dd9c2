/** A solid as electrons see it on their way out. */
export interface Material {
  /** As typed: `TiO2`. */
  readonly formula: string;
  /** Atoms per formula unit, by element. */
  readonly atoms: Readonly<Record<string, number>>;
  readonly molarMassGPerMol: number;
  readonly densityGPerCm3: number;
  readonly gapEv: number;
  /** Valence electrons per formula unit. */
  readonly valenceElectrons: number;
}
