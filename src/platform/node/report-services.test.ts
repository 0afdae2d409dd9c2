import { describe, expect, it } from 'vitest';
import { renderReport } from '../../report/render-report.js';
import { sampleStudy } from '../../report/test-support/sample-study.js';
import { nodeReportServices } from './report-services.js';

describe('nodeReportServices', { timeout: 60_000 }, () => {
  it('gives the report its fonts and PNG', async () => {
    const files = await renderReport(sampleStudy(), await nodeReportServices());
    const page = String(files[0]!.bytes);
    expect(page.match(/@font-face/g)).toHaveLength(3);
    expect(page.length).toBeLessThan(400_000);
    expect(files.filter(({ path }) => path.endsWith('.png'))).toHaveLength(4);
  });
});
