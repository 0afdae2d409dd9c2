/** The remarks of an XY export, which hold from where they stand on: group, region, cycle, curve. */
import type { SettingsBuilder } from '../settings.js';

/** Where a curve belongs, as its remark says: `Cycle: 0, Curve: 0, Scan: 1`. */
export interface CurvePlace {
  readonly cycle?: number;
  readonly curve?: number;
  readonly scan?: number;
  readonly channel?: number;
}

const MOST_KEYS = 500;

export class XyHeader {
  program = '';
  group = '';
  region = '';
  /** Remarks of the present region. */
  regionKeys = new Map<string, string>();
  /** `Parameter: "Loop" = 1` of the present cycle. */
  parameters = new Map<string, string>();
  /** Remarks of the present cycle and curve. */
  curveKeys = new Map<string, string>();
  place: CurvePlace = {};
  labels: readonly string[] = [];
  /** What the program was told to write: energy axis and count rate. */
  exported = new Map<string, string>();
  #prefix: string;
  #level: 'file' | 'export' | 'region' | 'curve' = 'file';

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Takes one remark; what holds for the file as a whole goes into `settings`. */
  read(line: string, settings: SettingsBuilder): void {
    const text = line.slice(this.#prefix.length).trim();
    const colon = text.indexOf(':');
    if (colon <= 0 || text.length > 10_000) return;
    const key = text.slice(0, colon).trim();
    const value = text.slice(colon + 1).trim();
    switch (key) {
      case 'Created by':
        this.program = value;
        settings.add('Created by', value);
        return;
      case 'XY-Serializer Export Settings':
        this.#level = 'export';
        return;
      case 'Group':
        this.group = value;
        this.#startRegion('');
        return;
      case 'Region':
        this.#startRegion(value);
        return;
      case 'Cycle':
        this.#startCycle(text, value);
        return;
      case 'Parameter': {
        const match = /^"(.*)"\s*=\s*(.*)$/.exec(value);
        if (match !== null) keep(this.parameters, match[1]!, match[2]!);
        return;
      }
      case 'ColumnLabels':
        this.labels = value.split(/\s+/);
        return;
      default:
        if (this.#level === 'export') {
          this.exported.set(key, value);
          settings.addText(key, value);
        } else if (this.#level === 'region') keep(this.regionKeys, key, value);
        else if (this.#level === 'curve') keep(this.curveKeys, key, value);
        else settings.addText(key, value);
    }
  }

  #startRegion(name: string): void {
    this.region = name;
    this.#level = 'region';
    this.regionKeys = new Map();
    this.#forgetCycle();
  }

  /** `# Cycle: 0` begins a cycle, `# Cycle: 0, Curve: 0, Scan: 1` one curve of it. */
  #startCycle(text: string, value: string): void {
    if (!value.includes(',')) this.#forgetCycle();
    else this.curveKeys = new Map(this.curveKeys);
    this.#level = 'curve';
    const number = (name: string): number | undefined => {
      const match = new RegExp(`\\b${name}:\\s*(\\d{1,9})`).exec(text);
      return match === null ? undefined : Number(match[1]);
    };
    const [cycle, curve, scan, channel] = [number('Cycle'), number('Curve'), number('Scan'), number('Channel')];
    this.place = {
      ...(cycle === undefined ? {} : { cycle }),
      ...(curve === undefined ? {} : { curve }),
      ...(scan === undefined ? {} : { scan }),
      ...(channel === undefined ? {} : { channel }),
    };
  }

  #forgetCycle(): void {
    this.parameters = new Map();
    this.curveKeys = new Map();
    this.place = {};
    this.labels = [];
  }
}

function keep(keys: Map<string, string>, name: string, value: string): void {
  if (keys.size < MOST_KEYS) keys.set(name, value);
}
