import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { studyChecks } from './checks.js';
import { readStudy } from './load-study.js';

const page = readFileSync(new URL('../../docs/study-yaml.md', import.meta.url), 'utf8');

describe('docs/study-yaml.md', () => {
  it('has a complete example that loads', () => {
    const example = /```yaml\n(title:[\s\S]*?)```/.exec(page)![1]!;
    const { study, mistakes } = readStudy(example, 'study.yaml');
    expect(mistakes).toEqual([]);
    expect(study!.analyses.map(({ id }) => id)).toEqual(['conductivity', 'ageing']);
  });

  it('names every check', () => {
    for (const check of studyChecks) {
      expect(page).toContain(`\`${check.name}\``);
      for (const role of Object.keys(check.roles)) expect(page).toContain(`\`${role}\``);
    }
  });
});
