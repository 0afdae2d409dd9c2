/** Structures much like those of the measured patterns, for clones without these; coordinates are rounded. */

export const apatite = {
  name: 'apatite',
  spaceGroup: 'P 63/m',
  cell: { a: 9.372, c: 6.886 },
  sites: [
    ['Ca1', 'Ca', 1 / 3, 2 / 3, 0.001, 1, 0.01],
    ['Ca2', 'Ca', 0.242, 0.992, 0.25, 1, 0.01],
    ['P1', 'P', 0.397, 0.367, 0.25, 1, 0.01],
    ['F1', 'F', 0, 0, 0.25, 1, 0.01],
    ['O1', 'O', 0.325, 0.485, 0.25, 1, 0.01],
    ['O2', 'O', 0.588, 0.465, 0.25, 1, 0.01],
    ['O3', 'O', 0.34, 0.258, 0.072, 1, 0.01],
  ],
};

/** Na2Ca3Al2F14. */
export const garnet = {
  name: 'garnet',
  spaceGroup: 'I 21 3',
  cell: { a: 10.25 },
  sites: [
    ['Ca1', 'Ca', 0.467, 0, 0.25, 1, 0.009],
    ['Al1', 'Al', 0.249, 0.249, 0.249, 1, 0.008],
    ['Na1', 'Na', 0.085, 0.085, 0.085, 1, 0.025],
    ['F1', 'F', 0.138, 0.306, 0.121, 1, 0.011],
    ['F2', 'F', 0.364, 0.363, 0.187, 1, 0.013],
    ['F3', 'F', 0.461, 0.461, 0.461, 1, 0.01],
  ],
};
