/** A refinement from the start in a process that has done nothing before, then again: milliseconds as JSON. */
import { refinePattern } from '../../dist/techniques/powder-diffraction/fit/refine-pattern.js';
import { apatiteProblem } from './problems.mjs';

const problem = await apatiteProblem();
const runs = [];
for (let run = 0; run < 3; run++) {
  const before = process.cpuUsage();
  const start = performance.now();
  const { refinement } = refinePattern(problem);
  const { user, system } = process.cpuUsage(before);
  runs.push({
    wallMs: performance.now() - start,
    processorMs: (user + system) / 1000,
    rwp: refinement.agreement.rwp,
    cycles: refinement.stages.reduce((sum, stage) => sum + stage.cycles, 0),
    converged: refinement.converged,
  });
}
console.log(JSON.stringify({ isMeasured: problem.isMeasured, runs }));
