/*
 * The profile kernel of src/techniques/powder-diffraction/model/line-profile.ts in C: the same nodes of the axial
 * integral, windows, Gaussians by recurrence on even steps, fading ends and derivatives. It exists to be timed beside it.
 *
 * stdin: start, step and number of points; number of lines and of repetitions; then position, full width, mixing and
 * (S + H)/L of each line. stdout: sums of the five curves over all lines and points, and of their absolute values, then
 * the processor milliseconds of all repetitions.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_NODES 96
#define RADIAN (M_PI / 180)
#define FURTHEST (1 - 1e-9)
#define GAUSS_ENDS 3.2
#define FADE_FROM 0.75
#define LN2 M_LN2

typedef struct {
  int count;
  double position[MOST_NODES], weight[MOST_NODES];
  double positionByLine[MOST_NODES], positionBySpread[MOST_NODES];
  double weightByLine[MOST_NODES], weightBySpread[MOST_NODES];
} Nodes;

typedef struct {
  double position, width, mixing, spread;
} Line;

typedef struct {
  int from, to;
  double *value, *byPosition, *byWidth, *byMixing, *bySpread;
} Profile;

static double start, step;
static int points;
static double *angle;
static double *ruleNodes[MOST_NODES + 1], *ruleWeights[MOST_NODES + 1];

static double clampTo(double value, double low, double high) { return fmax(low, fmin(high, value)); }
static int clampIndex(int value, int low, int high) { return value < low ? low : value > high ? high : value; }

static void makeRule(int count) {
  if (ruleNodes[count] != NULL) return;
  double *nodes = malloc(count * sizeof(double)), *weights = malloc(count * sizeof(double));
  for (int i = 0; i < count; i++) {
    double x = cos(M_PI * (i + 0.75) / (count + 0.5)), slope = 0;
    for (int pass = 0; pass < 100; pass++) {
      double before = 1, value = x;
      for (int k = 2; k <= count; k++) {
        double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
        before = value;
        value = next;
      }
      slope = count * (x * value - before) / (x * x - 1);
      double shift = value / slope;
      x -= shift;
      if (fabs(shift) < 1e-15) break;
    }
    nodes[count - 1 - i] = (1 + x) / 2;
    weights[count - 1 - i] = 1 / ((1 - x * x) * slope * slope);
  }
  if (count == 1) {
    nodes[0] = 0.5;
    weights[0] = 1;
  }
  ruleNodes[count] = nodes;
  ruleWeights[count] = weights;
}

static int firstAtOrAbove(double at) {
  double guess = ceil((at - angle[0]) / step);
  if (!(guess > 0)) return 0;
  int index = guess >= points ? points : (int)guess;
  if (index < points && angle[index] < at) index++;
  else if (index > 0 && angle[index - 1] >= at) index--;
  return index;
}

static double farthestCosine(double line, double spread) {
  return clampTo(cos(line * RADIAN) * sqrt(1 + spread * spread), -FURTHEST, FURTHEST);
}

static int nodesFor(double ratio) {
  double wanted = ceil(3 + 3.3 * ratio + 5 * fmin(1, ratio));
  return wanted < MOST_NODES ? (int)wanted : MOST_NODES;
}

static void axialNodes(double lineDeg, double spread, int count, Nodes *out) {
  out->count = count;
  if (count <= 1 || spread <= 0) {
    out->count = 1;
    out->position[0] = lineDeg;
    out->weight[0] = out->positionByLine[0] = 1;
    out->positionBySpread[0] = out->weightByLine[0] = out->weightBySpread[0] = 0;
    return;
  }
  makeRule(count);
  const double *nodes = ruleNodes[count], *weights = ruleWeights[count];
  double line = lineDeg * RADIAN, cosLine = cos(line), sinLine = sin(line);
  double farthest = fabs(farthestCosine(lineDeg, spread)), reach = 1;
  if (fabs(cosLine) * sqrt(1 + spread * spread) > farthest) {
    double root = farthest / fmax(fabs(cosLine), 1e-12);
    reach = sqrt(fmax(root * root - 1, 1e-12)) / spread;
  }
  double sum = 0, sumByLine = 0, sumBySpread = 0;
  for (int j = 0; j < count; j++) {
    double t = reach * nodes[j], height = spread * t, q2 = 1 + height * height, q = sqrt(q2);
    double cosPhi = cosLine * q, sinPhi = sqrt(fmax(1 - cosPhi * cosPhi, 1e-18));
    double byLine = sinLine * q / sinPhi, bySpread = -cosLine * spread * t * t / (q * sinPhi);
    double weight = weights[j] * (1 - t) / (q2 * sinPhi), cot = cosPhi / sinPhi;
    out->position[j] = acos(cosPhi) / RADIAN;
    out->weight[j] = weight;
    out->positionByLine[j] = byLine;
    out->positionBySpread[j] = bySpread / RADIAN;
    out->weightByLine[j] = -cot * byLine * RADIAN;
    out->weightBySpread[j] = -2 * spread * t * t / q2 - cot * bySpread;
    sum += weight;
    sumByLine += weight * out->weightByLine[j];
    sumBySpread += weight * out->weightBySpread[j];
  }
  for (int j = 0; j < count; j++) {
    out->weight[j] /= sum;
    out->weightByLine[j] -= sumByLine / sum;
    out->weightBySpread[j] -= sumBySpread / sum;
  }
}

static void addBoth(const Nodes *nodes, int j, int first, int last, const Line *line, Profile *out) {
  if (last <= first) return;
  double *restrict value = out->value - out->from, *restrict byPosition = out->byPosition - out->from;
  double *restrict byWidth = out->byWidth - out->from, *restrict byMixing = out->byMixing - out->from;
  double *restrict bySpread = out->bySpread - out->from;
  const double *restrict x = angle;
  double width = line->width, mixing = line->mixing, k = 4 / (width * width);
  double lorentzHeight = 2 / M_PI / width, gaussHeight = 2 * sqrt(LN2 / M_PI) / width, gaussShare = 1 - mixing;
  double node = nodes->position[j], weight = nodes->weight[j];
  double valueByLine = weight * nodes->weightByLine[j], valueBySpread = weight * nodes->weightBySpread[j];
  double slopeByLine = weight * nodes->positionByLine[j], slopeBySpread = weight * nodes->positionBySpread[j];
  double begin = x[first] - node;
  double bend = exp(-2 * LN2 * k * step * step);
  double gauss = gaussHeight * exp(-LN2 * k * begin * begin);
  double factor = exp(-LN2 * k * (2 * begin * step + step * step));
  for (int i = first; i < last; i++) {
    double u = x[i] - node, v = k * u * u, s = 1 / (1 + v);
    double lorentz = lorentzHeight * s, lorentzPart = mixing * lorentz, gaussPart = gaussShare * gauss;
    double p = lorentzPart + gaussPart, decay = lorentzPart * s + LN2 * gaussPart, slope = -2 * k * u * decay;
    value[i] += weight * p;
    byWidth[i] += weight * 2 * v * decay;
    byMixing[i] += weight * (lorentz - gauss);
    byPosition[i] += valueByLine * p - slopeByLine * slope;
    bySpread[i] += valueBySpread * p - slopeBySpread * slope;
    gauss *= factor;
    factor *= bend;
  }
}

static void addLorentz(const Nodes *nodes, int j, int first, int last, const Line *line, Profile *out) {
  if (last <= first) return;
  double *restrict value = out->value - out->from, *restrict byPosition = out->byPosition - out->from;
  double *restrict byWidth = out->byWidth - out->from, *restrict byMixing = out->byMixing - out->from;
  double *restrict bySpread = out->bySpread - out->from;
  const double *restrict x = angle;
  double width = line->width, mixing = line->mixing, k = 4 / (width * width);
  double node = nodes->position[j], height = nodes->weight[j] * 2 / M_PI / width;
  double valueByLine = nodes->weightByLine[j], valueBySpread = nodes->weightBySpread[j];
  double slopeByLine = nodes->positionByLine[j], slopeBySpread = nodes->positionBySpread[j];
  for (int i = first; i < last; i++) {
    double u = x[i] - node, v = k * u * u, s = 1 / (1 + v);
    double lorentz = height * s, p = mixing * lorentz, decay = p * s, slope = -2 * k * u * decay;
    value[i] += p;
    byWidth[i] += 2 * v * decay;
    byMixing[i] += lorentz;
    byPosition[i] += valueByLine * p - slopeByLine * slope;
    bySpread[i] += valueBySpread * p - slopeBySpread * slope;
  }
}

static void addNodes(const Nodes *nodes, int first, int last, const Line *line, int gaussian, Profile *out) {
  if (last <= first) return;
  for (int j = 0; j < nodes->count; j++) {
    double node = nodes->position[j], ends = GAUSS_ENDS * line->width;
    int begin = gaussian ? clampIndex(firstAtOrAbove(node - ends), first, last) : last;
    int end = gaussian ? clampIndex(firstAtOrAbove(node + ends), begin, last) : last;
    addLorentz(nodes, j, first, begin, line, out);
    addBoth(nodes, j, begin, end, line, out);
    addLorentz(nodes, j, end, last, line, out);
  }
}

static void fade(const Line *line, int side, double radius, double reach, double byLine, double reachBySpread, Profile *out) {
  int isSmeared = side * reach < 0;
  double end = radius + (isSmeared ? fabs(reach) : 0), mixing = line->mixing, width = line->width;
  int fadeFrom = clampIndex(firstAtOrAbove(line->position + side * FADE_FROM * end), out->from, out->to);
  int first = side < 0 ? out->from : fadeFrom, last = side < 0 ? fadeFrom : out->to;
  double endByPosition = isSmeared ? -side * byLine : 0, endBySpread = isSmeared ? -side * reachBySpread : 0;
  double endByWidth = radius / width, endByMixing = width * 6 / ((mixing + 0.15) * (mixing + 0.15));
  for (int i = first; i < last; i++) {
    int o = i - out->from;
    double distance = side * (angle[i] - line->position);
    double s = fmin(1, (distance / end - FADE_FROM) / (1 - FADE_FROM)), left = 1 - s * s * (3 - 2 * s);
    double full = out->value[o];
    double byDistance = -6 * s * (1 - s) * full / ((1 - FADE_FROM) * end), byEnd = -byDistance * distance / end;
    out->value[o] = full * left;
    out->byPosition[o] = out->byPosition[o] * left - byDistance * side + byEnd * endByPosition;
    out->byWidth[o] = out->byWidth[o] * left + byEnd * endByWidth;
    out->byMixing[o] = out->byMixing[o] * left + byEnd * endByMixing;
    out->bySpread[o] = out->bySpread[o] * left + byEnd * endBySpread;
  }
}

static void profileAt(const Line *line, Profile *out) {
  static Nodes near, far;
  double position = line->position, width = line->width, spread = line->spread, mixing = line->mixing;
  double reach = 0, byLine = 0, reachBySpread = 0;
  if (spread > 0) {
    double q = sqrt(1 + spread * spread), farthest = farthestCosine(position, spread);
    reach = position - acos(farthest) / RADIAN;
    byLine = 1;
    if (fabs(farthest) != FURTHEST) {
      double sinFarthest = sqrt(1 - farthest * farthest);
      byLine = 1 - sin(position * RADIAN) * q / sinFarthest;
      reachBySpread = cos(position * RADIAN) * spread / (q * sinFarthest * RADIAN);
    }
  }
  double radius = width * (6 + 40 * mixing / (mixing + 0.15));
  out->from = firstAtOrAbove(position - radius - fmax(reach, 0));
  out->to = firstAtOrAbove(position + radius + fmax(-reach, 0));
  int length = out->to - out->from;
  if (length <= 0) return;
  double *curves[] = {out->value, out->byPosition, out->byWidth, out->byMixing, out->bySpread};
  for (int c = 0; c < 5; c++) memset(curves[c], 0, length * sizeof(double));
  double ratio = fabs(reach) / width;
  int count = nodesFor(ratio), few = 2 + (int)ceil(ratio / 2);
  axialNodes(position, spread, count, &near);
  axialNodes(position, spread, count < few ? count : few, &far);
  int nearFrom = clampIndex(firstAtOrAbove(position - fmax(reach, 0) - GAUSS_ENDS * width), out->from, out->to);
  int nearTo = clampIndex(firstAtOrAbove(position - fmin(reach, 0) + GAUSS_ENDS * width), nearFrom, out->to);
  addNodes(&near, nearFrom, nearTo, line, 1, out);
  addNodes(&far, out->from, nearFrom, line, 0, out);
  addNodes(&far, nearTo, out->to, line, 0, out);
  for (int o = 0; o < length; o++) out->byWidth[o] = (out->byWidth[o] - out->value[o]) / width;
  fade(line, -1, radius, reach, byLine, reachBySpread, out);
  fade(line, 1, radius, reach, byLine, reachBySpread, out);
}

int main(void) {
  int lineCount, repetitions;
  if (scanf("%lf %lf %d %d %d", &start, &step, &points, &lineCount, &repetitions) != 5) return 1;
  angle = malloc(points * sizeof(double));
  for (int i = 0; i < points; i++) angle[i] = start + i * step;
  Line *lines = malloc(lineCount * sizeof(Line));
  for (int l = 0; l < lineCount; l++) {
    Line *one = &lines[l];
    if (scanf("%lf %lf %lf %lf", &one->position, &one->width, &one->mixing, &one->spread) != 4) return 1;
  }
  double *room = calloc(5 * (size_t)points, sizeof(double));
  Profile out = {0, 0, room, room + points, room + 2 * points, room + 3 * points, room + 4 * points};
  double sums[10] = {0};
  for (int l = 0; l < lineCount; l++) {
    profileAt(&lines[l], &out);
    for (int c = 0; c < 5; c++) {
      for (int o = 0; o < out.to - out.from; o++) {
        sums[c] += room[(size_t)c * points + o];
        sums[5 + c] += fabs(room[(size_t)c * points + o]);
      }
    }
  }
  double check = 0;
  clock_t before = clock();
  for (int r = 0; r < repetitions; r++) {
    for (int l = 0; l < lineCount; l++) {
      profileAt(&lines[l], &out);
      check += out.value[0];
    }
  }
  double ms = 1000.0 * (clock() - before) / CLOCKS_PER_SEC;
  for (int c = 0; c < 10; c++) printf("%.17g ", sums[c]);
  printf("%.6f %.3g\n", ms, check);
  return 0;
}
