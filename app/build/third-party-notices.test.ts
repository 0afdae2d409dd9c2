import { describe, expect, it } from 'vitest';
import { isAccepted, packageFolder } from './third-party-notices.js';

describe('isAccepted', () => {
  it('takes permissive licences, and combinations that leave a permissive choice', () => {
    expect(['MIT', 'Apache-2.0 AND BSL-1.0', '(GPL-3.0-only OR MIT)'].filter(isAccepted)).toHaveLength(3);
  });

  it('refuses everything else', () => {
    const refused = [
      'GPL-3.0-or-later',
      'MIT AND GPL-3.0-only',
      'SEE LICENSE IN LICENSE',
      '',
      undefined,
      { type: 'MIT' },
    ];
    expect(refused.filter(isAccepted)).toEqual([]);
  });
});

describe('packageFolder', () => {
  it('is that of the innermost package, whatever the bundler adds to the path', () => {
    expect(packageFolder('/r/node_modules/a/node_modules/@b/c/lib/x.js?used')).toBe(
      '/r/node_modules/a/node_modules/@b/c',
    );
    expect(packageFolder('\0/r/node_modules/vega/build/vega.js')).toBe('/r/node_modules/vega');
  });

  it('is none for modules of our own', () => {
    expect(packageFolder('/r/app/src/main.tsx')).toBeUndefined();
  });
});
