/** 97.5 % quantile of the normal distribution: half of a 95 % interval in standard deviations. */
export const NORMAL_95 = 1.959963984540054;
