/**
 * Colours of a heat map: viridis (S. van der Walt and N. Smith, CC0), which rises evenly in lightness and so keeps its
 * order in grey and for colour-blind readers. Seventeen anchors, linear in between (within 6 of 255 of the full table).
 */
const ANCHORS: readonly (readonly [number, number, number])[] = [
  [68, 1, 84],
  [72, 25, 107],
  [71, 45, 123],
  [66, 64, 134],
  [59, 82, 139],
  [52, 99, 141],
  [44, 114, 142],
  [39, 130, 142],
  [33, 145, 141],
  [31, 159, 136],
  [40, 174, 128],
  [62, 188, 116],
  [93, 201, 99],
  [130, 211, 76],
  [171, 220, 50],
  [213, 226, 27],
  [253, 231, 37],
];

/** Red, green, blue (0 to 255) at a share of the range from 0 to 1; shares outside are clipped. */
export function viridis(share: number): [red: number, green: number, blue: number] {
  const at = Math.min(1, Math.max(0, share)) * (ANCHORS.length - 1);
  const i = Math.min(ANCHORS.length - 2, Math.floor(at));
  const [from, to] = [ANCHORS[i]!, ANCHORS[i + 1]!];
  const mix = (channel: 0 | 1 | 2): number => Math.round(from[channel] + (at - i) * (to[channel] - from[channel]));
  return [mix(0), mix(1), mix(2)];
}

/** The same map as stops of a gradient. */
export function viridisStops(): { offset: number; color: string }[] {
  return ANCHORS.map((rgb, i) => ({
    offset: i / (ANCHORS.length - 1),
    color: `#${rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`,
  }));
}
