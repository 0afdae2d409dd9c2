/**
 * The same value as `JSON.parse(JSON.stringify(value))` would give, made explicit: a result is equal byte for byte
 * whether it was just computed, came through a worker or was read from the cache.
 *
 * Numbers that JSON does not know (NaN, infinities) become null, which is how results say "not determined"; -0 becomes
 * 0; typed arrays become arrays; fields that are undefined disappear.
 *
 * @throws TypeError for anything else that JSON cannot hold (functions, maps, class instances): that is a mistake in the
 * technique, not in the user's data.
 */
export function plainJson<T>(value: T): T {
  return plain(value, '') as T;
}

function plain(value: unknown, path: string): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value + 0 : null;
    case 'undefined':
      return null;
    case 'object':
      break;
    default:
      throw new TypeError(`a result must be plain JSON, but ${path || 'it'} is a ${typeof value}`);
  }
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((item, index) => plain(item, `${path}[${index}]`));
  if (value instanceof Float64Array || value instanceof Float32Array) {
    return Array.from(value, (item) => plain(item, path));
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`a result must be plain JSON, but ${path || 'it'} is a ${prototype?.constructor?.name}`);
  }
  // `fromEntries` defines what an assignment to `__proto__` would not.
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      item === undefined ? [] : [[key, plain(item, path === '' ? key : `${path}.${key}`)]],
    ),
  );
}
