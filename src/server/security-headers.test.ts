import { expect, it } from 'vitest';
import { policyText } from '../../app/build/content-security-policy.js';
import { securityHeaders } from './security-headers.js';

it('the policy is that of the page, and forbids frames', () => {
  expect(securityHeaders['Content-Security-Policy']).toBe(`${policyText()}; frame-ancestors 'none'`);
});
