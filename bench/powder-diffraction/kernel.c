/*
 * The profile kernel of src/techniques/powder-diffraction/model (line-profile, node-sums, far-sums) in C: the same nodes of the
 * axial integral, windows, Gaussians by recurrence on even steps, fading ends and derivatives. It exists to be timed beside it.
 *
 * stdin: start, step and number of points; number of rules, of lines and of repetitions; the rules of the axial integral
 * (number of nodes, then nodes and weights); position, full width, mixing and (S + H)/L of each line.
 * stdout: sums of the five curves over all lines and points, and of their absolute values, then the processor
 * milliseconds of all repetitions.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_NODES 64
#define RADIAN (M_PI / 180)
#define FURTHEST (1 - 1e-9)
#define GAUSS_ENDS 3.2
#define FADE_FROM 0.75
#define LN2 M_LN2

/* With -DINDEPENDENT the compiler is told what it cannot know, that curves do not overlap: it then does two points at once. */
#ifdef INDEPENDENT
#define POINTS _Pragma("GCC ivdep")
#else
#define POINTS
#endif

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
  double wanted = ceil(3 + 5 * ratio);
  return wanted < MOST_NODES ? (int)wanted : MOST_NODES;
}

static int farNodesFor(double ratio) {
  double wanted = ratio < 0.75 ? 2 : 4 + 2 * floor((ratio + 1) / 5);
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
  const double *nodes = ruleNodes[count], *weights = ruleWeights[count];
  double line = lineDeg * RADIAN, cosLine = cos(line), sinLine = sin(line);
  double sum = 0, sumByLine = 0, sumBySpread = 0;
  for (int j = 0; j < count; j++) {
    double t = nodes[j], height = spread * t, q2 = 1 + height * height, q = sqrt(q2);
    double cosPhi = cosLine * q, sinPhi = sqrt(fmax(1 - cosPhi * cosPhi, 1e-18));
    double byLine = sinLine * q / sinPhi, bySpread = -cosLine * spread * t * t / (q * sinPhi);
    double weight = weights[j] / (q2 * sinPhi), cot = cosPhi / sinPhi;
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
  double *value = out->value - out->from, *byPosition = out->byPosition - out->from;
  double *byWidth = out->byWidth - out->from, *byMixing = out->byMixing - out->from;
  double *bySpread = out->bySpread - out->from;
  const double *x = angle;
  double width = line->width, mixing = line->mixing, perHalf = 2 / width;
  double node = perHalf * nodes->position[j], height = nodes->weight[j] * 2 / M_PI / width;
  double top = nodes->weight[j] * 2 * sqrt(LN2 / M_PI) / width;
  double lorentz = 2 * mixing * height, gauss = 2 * LN2 * (1 - mixing);
  double lineS = nodes->weightByLine[j] * mixing * height, lineY = nodes->positionByLine[j] * perHalf * lorentz;
  double lineG = nodes->weightByLine[j] * (1 - mixing), lineYg = nodes->positionByLine[j] * perHalf * gauss;
  double spreadS = nodes->weightBySpread[j] * mixing * height;
  double spreadY = nodes->positionBySpread[j] * perHalf * lorentz;
  double spreadG = nodes->weightBySpread[j] * (1 - mixing), spreadYg = nodes->positionBySpread[j] * perHalf * gauss;
  double begin = perHalf * x[first] - node, stride = perHalf * step;
  double bend = exp(-2 * LN2 * stride * stride);
  double g = top * exp(-LN2 * begin * begin);
  double factor = exp(-LN2 * stride * (2 * begin + stride));
  for (int i = first; i < last; i++) {
    double y = perHalf * x[i] - node, s = 1 / (1 + y * y), s2 = s * s, ys2 = y * s2, yg = y * g;
    value[i] += height * s;
    byMixing[i] += g;
    byWidth[i] += lorentz * (s - s2) + gauss * y * yg;
    byPosition[i] += lineS * s + lineY * ys2 + (lineG * g + lineYg * yg);
    bySpread[i] += spreadS * s + spreadY * ys2 + (spreadG * g + spreadYg * yg);
    g *= factor;
    factor *= bend;
  }
}

static void addLorentz(const Nodes *nodes, int j, int first, int last, const Line *line, Profile *out) {
  if (last <= first) return;
  double *value = out->value - out->from, *byPosition = out->byPosition - out->from;
  double *byWidth = out->byWidth - out->from, *bySpread = out->bySpread - out->from;
  const double *x = angle;
  double width = line->width, mixing = line->mixing, perHalf = 2 / width;
  double node = perHalf * nodes->position[j], height = nodes->weight[j] * 2 / M_PI / width;
  double lorentz = 2 * mixing * height;
  double lineS = nodes->weightByLine[j] * mixing * height, lineY = nodes->positionByLine[j] * perHalf * lorentz;
  double spreadS = nodes->weightBySpread[j] * mixing * height;
  double spreadY = nodes->positionBySpread[j] * perHalf * lorentz;
  POINTS
  for (int i = first; i < last; i++) {
    double y = perHalf * x[i] - node, s = 1 / (1 + y * y), s2 = s * s, ys2 = y * s2;
    value[i] += height * s;
    byWidth[i] += lorentz * (s - s2);
    byPosition[i] += lineS * s + lineY * ys2;
    bySpread[i] += spreadS * s + spreadY * ys2;
  }
}

static void addNodes(const Nodes *nodes, int first, int last, const Line *line, Profile *out) {
  double ends = GAUSS_ENDS * line->width;
  for (int j = 0; j < nodes->count; j++) {
    double node = nodes->position[j];
    int begin = clampIndex(firstAtOrAbove(node - ends), first, last);
    int end = clampIndex(firstAtOrAbove(node + ends), begin, last);
    addLorentz(nodes, j, first, begin, line, out);
    addBoth(nodes, j, begin, end, line, out);
    addLorentz(nodes, j, end, last, line, out);
  }
}

static void addFar(const Nodes *nodes, int first, int last, const Line *line, Profile *out) {
  double *value = out->value - out->from, *byPosition = out->byPosition - out->from;
  double *byWidth = out->byWidth - out->from, *byMixing = out->byMixing - out->from;
  double *bySpread = out->bySpread - out->from;
  const double *x = angle;
  double width = line->width, mixing = line->mixing, perHalf = 2 / width, widthBoth = mixing / width;
  for (int j = 0; j < nodes->count; j++) {
    double node = perHalf * nodes->position[j], height = nodes->weight[j] * 2 / M_PI / width, part = mixing * height;
    double widthPart = perHalf * part, lineS = nodes->weightByLine[j] * part;
    double lineU = 2 * nodes->positionByLine[j] * widthPart;
    double spreadS = nodes->weightBySpread[j] * part, spreadU = 2 * nodes->positionBySpread[j] * widthPart;
    if (j == 0) {
      POINTS
      for (int i = first; i < last; i++) {
        double y = perHalf * x[i] - node, s = 1 / (1 + y * y), s2 = s * s, ys2 = y * s2, lorentz = height * s;
        value[i] = mixing * lorentz;
        byMixing[i] = lorentz;
        byWidth[i] = widthBoth * lorentz - widthPart * s2;
        byPosition[i] = lineS * s + lineU * ys2;
        bySpread[i] = spreadS * s + spreadU * ys2;
      }
    } else {
      POINTS
      for (int i = first; i < last; i++) {
        double y = perHalf * x[i] - node, s = 1 / (1 + y * y), s2 = s * s, ys2 = y * s2, lorentz = height * s;
        value[i] += mixing * lorentz;
        byMixing[i] += lorentz;
        byWidth[i] += widthBoth * lorentz - widthPart * s2;
        byPosition[i] += lineS * s + lineU * ys2;
        bySpread[i] += spreadS * s + spreadU * ys2;
      }
    }
  }
}

static void fade(const Line *line, int side, double radius, double reach, double byLine, double reachBySpread, Profile *out) {
  int isSmeared = side * reach < 0;
  double end = radius + (isSmeared ? fabs(reach) : 0), mixing = line->mixing, width = line->width;
  int fadeFrom = clampIndex(firstAtOrAbove(line->position + side * FADE_FROM * end), out->from, out->to);
  int first = side < 0 ? out->from : fadeFrom, last = side < 0 ? fadeFrom : out->to;
  double endByPosition = isSmeared ? -side * byLine : 0, endBySpread = isSmeared ? -side * reachBySpread : 0;
  double endByWidth = radius / width, endByMixing = width * 6 / ((mixing + 0.15) * (mixing + 0.15));
  double perWhole = 1 / end, perEnd = perWhole / (1 - FADE_FROM), steepest = -6 * perEnd;
  for (int i = first; i < last; i++) {
    int o = i - out->from;
    double distance = side * (angle[i] - line->position);
    double s = fmin(1, (distance - FADE_FROM * end) * perEnd), left = 1 - s * s * (3 - 2 * s);
    double full = out->value[o];
    double byDistance = steepest * s * (1 - s) * full, byEnd = byDistance * distance * -perWhole;
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
  double ratio = fabs(reach) / width;
  axialNodes(position, spread, spread > 0 ? nodesFor(ratio) : 1, &near);
  axialNodes(position, spread, farNodesFor(ratio), &far);
  int nearFrom = clampIndex(firstAtOrAbove(position - fmax(reach, 0) - GAUSS_ENDS * width), out->from, out->to);
  int nearTo = clampIndex(firstAtOrAbove(position - fmin(reach, 0) + GAUSS_ENDS * width), nearFrom, out->to);
  double *curves[] = {out->value, out->byPosition, out->byWidth, out->byMixing, out->bySpread};
  for (int c = 0; c < 5; c++) memset(curves[c] + nearFrom - out->from, 0, (nearTo - nearFrom) * sizeof(double));
  addNodes(&near, nearFrom, nearTo, line, out);
  addFar(&far, out->from, nearFrom, line, out);
  addFar(&far, nearTo, out->to, line, out);
  POINTS
  for (int o = nearFrom - out->from; o < nearTo - out->from; o++) {
    double lorentz = out->value[o], gauss = out->byMixing[o], both = mixing * lorentz + (1 - mixing) * gauss;
    out->value[o] = both;
    out->byMixing[o] = lorentz - gauss;
    out->byWidth[o] = (out->byWidth[o] - both) / width;
  }
  fade(line, -1, radius, reach, byLine, reachBySpread, out);
  fade(line, 1, radius, reach, byLine, reachBySpread, out);
}

int main(void) {
  int ruleCount, lineCount, repetitions;
  if (scanf("%lf %lf %d %d %d %d", &start, &step, &points, &ruleCount, &lineCount, &repetitions) != 6) return 1;
  for (int r = 0; r < ruleCount; r++) {
    int count;
    if (scanf("%d", &count) != 1 || count < 1 || count > MOST_NODES) return 1;
    ruleNodes[count] = malloc(count * sizeof(double));
    ruleWeights[count] = malloc(count * sizeof(double));
    for (int j = 0; j < count; j++) {
      if (scanf("%lf %lf", &ruleNodes[count][j], &ruleWeights[count][j]) != 2) return 1;
    }
  }
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
